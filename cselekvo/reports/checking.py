"""Holding an issued report against the records: is it still what they say?

The report is made again as its issuer saw it: on its day, by what was known at its
position, within the issuer's scope. The data must be equal; where the same versions
made them, so must the bytes. What differs because somebody's details were erased since
is told apart from what differs for any other reason.
"""

import hashlib
import json
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from typing import Any, Final

from attrs import frozen

from cselekvo.actions.issuing import Wanted
from cselekvo.domain.fact import ERASED
from cselekvo.domain.issued import IssuedDocument, IssuedReport
from cselekvo.domain.journal import Erasure
from cselekvo.errors import CselekvoError, NotFoundError, SurroundingsError
from cselekvo.findings import Finding, Severity
from cselekvo.i18n.values import show
from cselekvo.ports import Reader
from cselekvo.reports.issuing import (
    DATA,
    Maker,
    made_report,
    scope_from_text,
    versions_text,
)
from cselekvo.reports.render import FORMATS, render
from cselekvo.reports.report_json import ReportNotReadError, as_json, from_json
from cselekvo.rules.permissions import Scope

#: What checking itself sees; whoever asks is told only what they may see.
_WHOLE: Final = Scope(everything=True, contacts=True, journal=True)


class CheckCode(Enum):
    """What the checking of an issued report can find."""

    POSITION_DIFFERS = "issued-position-differs"
    CONTENT_ALTERED = "issued-content-altered"
    DATA_DIFFERS = "issued-data-differs"
    DATA_ERASED = "issued-data-erased"
    NOT_MADE_AGAIN = "issued-not-made-again"
    BYTES_DIFFER = "issued-bytes-differ"
    BYTES_NOT_COMPARED = "issued-bytes-not-compared"


@frozen
class Difference:
    """One value that is not what it was; a path of keys leads there."""

    path: str
    then: Any
    now: Any


def check_issued(reader: Reader, number: str) -> list[Finding]:
    """Return in what an issued report differs from the records; nothing: in nothing.

    Args:
        reader: Whose right to see the report is asked; values that differ are shown
            to whoever may see everything, to others only where they stand.
        number: Under which it was issued.

    Raises:
        NotFoundError: There is no such issued report for this reader.
    """
    issued = reader.one(IssuedReport, number)
    documents = reader.facts(IssuedDocument, report=issued.id)
    whole = reader.again(on=issued.on, position=reader.position, scope=_WHOLE)
    found = list(_position(whole, issued))
    found += [one for each in documents for one in _content(issued, each)]
    data = next(one for one in documents if one.format == DATA)
    stored = _read(data)
    if stored is None:
        return [*found, Finding(CheckCode.CONTENT_ALTERED, subject=issued.id)]
    found += _data(whole, issued, stored, shows=reader.scope.everything)
    for document in documents:
        found += _bytes(issued, document, stored)
    return found


def _position(whole: Reader, issued: IssuedReport) -> Iterator[Finding]:
    """Find that the journal at the report's position is not what it was."""
    try:
        found = whole.entry(issued.position).hash
    except NotFoundError:
        found = ""
    if found != issued.head:
        values = {"position": issued.position, "head": issued.head}
        code = CheckCode.POSITION_DIFFERS
        yield Finding(code, subject=issued.id, values=values)


def _content(issued: IssuedReport, document: IssuedDocument) -> Iterator[Finding]:
    """Find bytes that are not those that were issued."""
    digest = hashlib.sha256(content_of(document)).hexdigest()
    if digest != document.digest:
        values = {"format": document.format}
        yield Finding(CheckCode.CONTENT_ALTERED, subject=issued.id, values=values)


def content_of(document: IssuedDocument) -> bytes:
    """Return the bytes that were handed out."""
    return b64decode(document.content)


def _read(data: IssuedDocument) -> dict[str, Any] | None:
    try:
        stored: dict[str, Any] = json.loads(content_of(data))
        from_json(stored)
    except (ValueError, ReportNotReadError):
        return None
    return stored


def _data(
    whole: Reader, issued: IssuedReport, stored: dict[str, Any], *, shows: bool
) -> Iterator[Finding]:
    """Find what the records say otherwise than the report."""
    try:
        now = _again(whole, issued)
    except SurroundingsError:
        raise
    except CselekvoError as error:
        code = CheckCode.NOT_MADE_AGAIN
        yield Finding(code, subject=issued.id, values={"why": error.code})
        return
    erased = any(one.seq_from > issued.position for one in whole.versions(Erasure))
    for one in differences(stored, now):
        excused = erased and _is_erasure(one, issued.lang)
        values: dict[str, Any] = {"place": one.path}
        if shows:
            values |= {"then": one.then, "now": one.now}
        yield Finding(
            CheckCode.DATA_ERASED if excused else CheckCode.DATA_DIFFERS,
            subject=issued.id,
            severity=Severity.NOTE if excused else Severity.ERROR,
            values=values,
        )


def _again(whole: Reader, issued: IssuedReport) -> Any:
    """Return the report as data, made again as its issuer saw it."""
    maker = Maker(by=issued.by, at=datetime.fromisoformat(issued.instant))
    wanted = Wanted(
        report=issued.report,
        subject=issued.subject,
        lang=issued.lang,
        on=issued.on,
        since=issued.since,
        contacts=issued.contacts,
    )
    scope = scope_from_text(issued.scope)
    then = whole.again(on=issued.on, position=issued.position, scope=scope)
    return json.loads(json.dumps(as_json(made_report(then, wanted, maker, issued.id))))


_PRODUCT: Final = "/origin/product"


def differences(then: Any, now: Any, path: str = "") -> Iterator[Difference]:
    """Yield the values that differ, each with the keys that lead to it.

    The version of the product is no matter: a later one must say the same.
    """
    if isinstance(then, dict) and isinstance(now, dict):
        for key in sorted(then.keys() | now.keys()):
            yield from differences(then.get(key), now.get(key), f"{path}/{key}")
    elif isinstance(then, list) and isinstance(now, list):
        yield from differences(_by_key(then, now), _by_key(now, then), path)
    elif then != now and path != _PRODUCT:
        yield Difference(path, then, now)


def _by_key(items: list[Any], others: list[Any]) -> dict[str, Any]:
    """Return the items of a list by what they are known by, to be compared so.

    A block or a column is known by its key or its code, anything else by its place;
    where two lists are not equally long, by its content.
    """
    found: dict[str, Any] = {}
    times: Counter[str] = Counter()
    for at, item in enumerate(items):
        known = item.get("key", item.get("code")) if isinstance(item, dict) else None
        if known is None and len(items) != len(others):
            known = json.dumps(item, ensure_ascii=False, sort_keys=True)
        name = str(at if known is None else known)
        times[name] += 1
        found[name if times[name] == 1 else f"{name}~{times[name]}"] = item
    return found


def _is_erasure(one: Difference, lang: str) -> bool:
    """Return whether a value differs as it does when what it named was erased.

    Nothing stands in its place, or the word for it.
    """
    if not isinstance(one.then, str):
        return False
    return one.now is None or show(ERASED, lang) in str(one.now)


def _bytes(
    issued: IssuedReport, document: IssuedDocument, stored: dict[str, Any]
) -> Iterator[Finding]:
    """Find a document that its own data and the same versions make otherwise."""
    known = document.format in FORMATS
    made_by = versions_text(document.format) if known else ""
    if made_by != document.versions:
        values = {"format": document.format, "versions": document.versions}
        yield Finding(
            CheckCode.BYTES_NOT_COMPARED,
            subject=issued.id,
            severity=Severity.NOTE,
            values=values,
        )
    elif render(from_json(stored), document.format) != content_of(document):
        values = {"format": document.format}
        yield Finding(CheckCode.BYTES_DIFFER, subject=issued.id, values=values)
