"""Reading `methodology/`: what methodologists and the programme keep as data."""
