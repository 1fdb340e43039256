"""In and out: sheets that people keep elsewhere."""
