"""The statistical office's gazetteer."""
