"""Making a report to be issued: its bytes in each format, and what it was made by."""

import json
from datetime import datetime
from typing import Any, Final

from attrs import asdict, evolve, frozen

from cselekvo.actions.issuing import File, Printed, Wanted
from cselekvo.ports import Reader
from cselekvo.reports.catalogue import report_kind
from cselekvo.reports.origin import product_version
from cselekvo.reports.render import render, versions
from cselekvo.reports.report import Report
from cselekvo.rules.permissions import Scope

#: The report as data; it is kept whatever other formats are.
DATA: Final = "json"


@frozen(kw_only=True)
class Maker:
    """Who has a report made, and when."""

    by: str
    at: datetime


def made_report(
    reader: Reader, wanted: Wanted, maker: Maker, number: str = ""
) -> Report:
    """Return the report that is wanted, bearing a number where it is issued.

    Raises:
        ReportUnknownError: There is no report of that word.
        NotFoundError: There is no such record for this reader.
        NotAllowedError: Contacts are wanted, and the reader may not see them.
    """
    report = report_kind(wanted.report).make(
        reader,
        wanted.subject,
        lang=wanted.lang,
        contacts=wanted.contacts,
        by=maker.by,
        generated_at=maker.at,
        since=wanted.since,
    )
    return evolve(report, origin=evolve(report.origin, number=number))


def printed(reader: Reader, wanted: Wanted, maker: Maker, number: str) -> Printed:
    """Return a report in all the formats that are wanted, and as data.

    Args:
        reader: Who issues; their scope is kept.
        wanted: What is asked for.
        maker: As the report names them.
        number: Under which it is issued.
    """
    report = made_report(reader, wanted, maker, number)
    formats = dict.fromkeys((*wanted.formats, DATA))
    return Printed(
        title=report.title,
        by=maker.by,
        instant=maker.at.isoformat(),
        product=product_version(),
        position=reader.position,
        head=reader.head,
        scope=scope_as_text(reader.scope),
        files=tuple(
            File(format=one, content=render(report, one), versions=versions_text(one))
            for one in formats
        ),
    )


def versions_text(format_: str) -> str:
    """Return by what a format is made: Cselekvő and the libraries, with versions."""
    made_by = {"cselekvo": product_version(), **versions(format_)}
    return json.dumps(made_by, sort_keys=True)


def scope_as_text(scope: Scope) -> str:
    """Return what a reader may see, as JSON."""
    return json.dumps(asdict(scope, value_serializer=_plain), sort_keys=True)


def _plain(_: Any, __: Any, value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def scope_from_text(text: str) -> Scope:
    """Return the scope that `scope_as_text` wrote."""
    given: dict[str, Any] = json.loads(text)
    read: dict[str, Any] = {
        name: frozenset(value) if isinstance(value, list) else value
        for name, value in given.items()
    }
    return Scope(**read)
