"""The membership report of a roundtable."""
