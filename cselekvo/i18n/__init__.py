"""Words, numbers, dates and order for Hungarian and English readers."""
