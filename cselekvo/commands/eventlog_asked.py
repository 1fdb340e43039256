"""The options that say what the columns of a log are, and by which clock it tells."""

from collections.abc import Callable

import click

from cselekvo.exchange.eventlog.model import Asked
from cselekvo.exchange.eventlog.times import zone_named

Command = Callable[..., None]
_COLUMNS = (
    ("--case", "Which column is the case."),
    ("--activity", "Which column is the activity."),
    ("--time", "Which column is the time."),
    (
        "--transition",
        "Which column is the lifecycle transition, such as start or complete.",
    ),
)


def log_options(function: Command) -> Command:
    """Give a command the options by which a log is read."""
    options = [
        click.option(flag, default="", metavar="COLUMN", help=text)
        for flag, text in _COLUMNS
    ]
    options += [
        click.option(
            "--time-zone",
            metavar="ZONE",
            help="Of times without an offset: Europe/Budapest, or +01:00.",
        ),
        click.option("--encoding", metavar="NAME", help="The encoding of a CSV file."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def asked_of(
    case: str,
    activity: str,
    time: str,
    transition: str,
    time_zone: str | None,
    encoding: str | None,
) -> Asked:
    """Return what a person says about a log.

    Raises:
        ValueNotReadError: There is no such time zone.
    """
    return Asked(
        case=case,
        activity=activity,
        time=time,
        transition=transition,
        zone=None if time_zone is None else zone_named(time_zone),
        encoding=encoding,
    )
