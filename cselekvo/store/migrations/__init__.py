"""Numbered steps of the schema, each one transaction; they only add optional fields."""
