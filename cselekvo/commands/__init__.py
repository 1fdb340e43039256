"""The command line: one module for each noun, imported when its noun is named."""

from cselekvo.commands.main import cli, main

__all__ = ["cli", "main"]
