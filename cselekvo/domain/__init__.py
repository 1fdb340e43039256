"""The facts: frozen records of what is known. No input or output, no clock, no graph."""
