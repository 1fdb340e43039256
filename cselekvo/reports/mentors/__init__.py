"""Questions about mentors: who is in charge of whom, and who stands alone."""
