"""The picture of a template, and the report that shows it."""
