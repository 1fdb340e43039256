"""The command `cselekvo` from a checkout: `python cli.py` is the same."""

from cselekvo.commands import main

if __name__ == "__main__":
    main()
