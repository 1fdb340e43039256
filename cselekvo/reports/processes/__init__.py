"""Where processes stand, and the reports that say it."""
