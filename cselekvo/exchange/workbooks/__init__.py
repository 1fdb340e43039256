"""Workbooks, .xlsx and .xls, read as streams and written."""
