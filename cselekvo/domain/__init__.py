"""The facts: frozen records of what is known. No input, no output, no clock."""
