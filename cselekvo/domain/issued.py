"""Reports that were handed out: they stay as they were, and can be checked for ever."""

from datetime import date
from typing import ClassVar

from attrs import frozen

from cselekvo.domain.fact import Fact, open_text, personal_text
from cselekvo.domain.identifiers import IssuedReportId, RecordId


@frozen(kw_only=True)
class IssuedReport(Fact):
    """A report as it was handed out: which question, of whom, by what knowledge."""

    kind: ClassVar[str] = "issued_report"
    id: IssuedReportId
    report: str = open_text()  #: the stable word of the question: `roundtable`
    subject: RecordId
    lang: str = open_text()  #: `hu` or `en`
    on: date
    since: date | None = None  #: the first day of its period, where one was asked for
    contacts: bool = False  #: whether it is the internal version
    position: int  #: the last journal entry that was known to it
    head: str = open_text()  #: the hash of that entry
    instant: str = open_text()  #: when it was made: ISO 8601, UTC
    product: str = open_text()  #: the version of Cselekvő
    scope: str = open_text()  #: what its issuer might see, as canonical JSON
    title: str = personal_text("")
    by: str = personal_text("")  #: its issuer, as the report names them


@frozen(kw_only=True)
class IssuedDocument(Fact):
    """The bytes of an issued report in one format."""

    kind: ClassVar[str] = "issued_document"
    prefix: ClassVar[str] = "d"
    id: RecordId
    report: IssuedReportId
    format: str = open_text()  #: `pdf`; `json` is the report itself, as data
    size: int  #: bytes
    digest: str = open_text()  #: SHA-256 over the bytes, 64 hexadecimal digits
    versions: str = open_text()  #: canonical JSON: what made it, and in which version
    content: str = personal_text()  #: the bytes in Base64
