"""The decisions: facts in, findings or new facts out. No input or output, no clock."""
