"""Where the facts are kept: SQLite or PostgreSQL, one journalled write path."""
