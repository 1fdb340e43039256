"""Tests of the words, numbers, dates and order for readers."""
