"""Identifiers of records, and the codes of projects and calls.

Sources: DESIGN's rule for ids; the grammar of Hungarian project codes as read from
public project pages (operational programme, measure, call year, area, application year,
serial).
"""

import re
import unicodedata
from enum import Enum
from typing import NewType

from attrs import frozen

from cselekvo.errors import IdentifierError
from cselekvo.findings import Finding, Severity

CountyId = NewType("CountyId", str)
DistrictId = NewType("DistrictId", str)
SettlementId = NewType("SettlementId", str)
NutsRegionId = NewType("NutsRegionId", str)
RegionListId = NewType("RegionListId", str)
OrganisationId = NewType("OrganisationId", str)
PersonId = NewType("PersonId", str)
ProgrammeId = NewType("ProgrammeId", str)
ProjectId = NewType("ProjectId", str)
PartnershipId = NewType("PartnershipId", str)
RoundtableId = NewType("RoundtableId", str)
MembershipId = NewType("MembershipId", str)
MeetingId = NewType("MeetingId", str)
AddressId = NewType("AddressId", str)
UserId = NewType("UserId", str)
IssuedReportId = NewType("IssuedReportId", str)
TemplateVersionId = NewType("TemplateVersionId", str)
CommunityId = NewType("CommunityId", str)
ActionAreaId = NewType("ActionAreaId", str)
ProcessId = NewType("ProcessId", str)
StageRunId = NewType("StageRunId", str)
ActivityId = NewType("ActivityId", str)
PlanId = NewType("PlanId", str)
MentorId = NewType("MentorId", str)
#: Any record at all, whatever its kind.
RecordId = NewType("RecordId", str)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_PROJECT = re.compile(
    r"(?P<op>[A-ZÁÉÍÓÖŐÚÜŰ]+(?:_PLUSZ)?)-(?P<measure>\d+(?:\.[0-9A-Z]+)+)"
    r"-(?P<call>\d{2,4}(?:/[0-9A-Z]+)*)(?:-(?P<area>[A-Z]{2}\d))?"
    r"(?:-(?P<year>\d{4})-(?P<serial>\d{4,5}))?"
)
_UNACCENTED = {"AROP": "ÁROP", "TAMOP": "TÁMOP"}


class IdentifierCode(Enum):
    """What the reading of a project code can find."""

    PROJECT_CODE_NOT_READ = "project-code-not-read"
    CALL_CODE_FOR_PROJECT = "call-code-where-project-code-expected"


def check_id(text: str) -> str:
    """Return the text as it is, if it may be an identifier.

    Raises:
        IdentifierError: It is empty, longer than 64, or holds another character than
            letters a-z and A-Z, digits, `-`, `_` and `.`.
    """
    if _ID.fullmatch(text) is None:
        raise IdentifierError(text)
    return text


def is_id(text: str) -> bool:
    """Return whether the text may be an identifier."""
    return _ID.fullmatch(text) is not None


@frozen(kw_only=True)
class ProjectCode:
    """The parts of a project's or a call's code; a call has no year and no serial.

    `TOP-6.9.2-16-MI1-2017-00003` is a project of the call `TOP-6.9.2-16`.
    """

    text: str  #: as normalised: dashes, stray dots and lost accents mended
    programme: str
    measure: str
    call: str
    area: str | None = None
    year: int | None = None
    serial: str | None = None

    @property
    def is_call(self) -> bool:
        """Return whether it names a call, not a project."""
        return self.serial is None

    @property
    def call_code(self) -> str:
        """Return the code of the call the project was won under."""
        return f"{self.programme}-{self.measure}-{self.call}"


def normalise_code(text: str) -> str:
    """Return the code trimmed, composed, in capitals, with dashes and dots mended."""
    plain = unicodedata.normalize("NFC", text).translate(_DASHES)
    plain = re.sub(r"\s+", "", plain).replace(".-", "-").upper()
    head, dash, rest = plain.partition("-")
    return _UNACCENTED.get(head, head) + dash + rest


def read_project_code(
    text: str, *, project_expected: bool = False
) -> tuple[ProjectCode | None, list[Finding]]:
    """Read a code; what cannot be read is a warning and never a refusal.

    Args:
        text: The code as printed, e.g. `ÁROP-1.A.3-2014-2014-0086`.
        project_expected: Warn when it turns out to be the code of a call.

    Returns:
        The parts, or None, and what was found.
    """
    normal = normalise_code(text)
    match = _PROJECT.fullmatch(normal)
    if match is None:
        finding = Finding(
            IdentifierCode.PROJECT_CODE_NOT_READ,
            subject=text,
            severity=Severity.WARNING,
            values={"text": text},
        )
        return None, [finding]
    code = ProjectCode(
        text=normal,
        programme=match["op"],
        measure=match["measure"],
        call=match["call"],
        area=match["area"],
        year=int(match["year"]) if match["year"] else None,
        serial=match["serial"],
    )
    if project_expected and code.is_call:
        finding = Finding(
            IdentifierCode.CALL_CODE_FOR_PROJECT,
            subject=text,
            severity=Severity.WARNING,
            values={"text": normal},
        )
        return code, [finding]
    return code, []
