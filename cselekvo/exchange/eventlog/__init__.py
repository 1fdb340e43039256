"""Event logs, as process mining reads and writes them."""
