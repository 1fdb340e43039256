"""One module for each format; each turns any `Report` into bytes."""
