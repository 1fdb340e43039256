"""Where a record lies and what it belongs to: what permissions are decided on."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from cselekvo.domain.activity import Activity
from cselekvo.domain.community import ActionArea, Community
from cselekvo.domain.mentor import (
    Contact,
    Mentor,
    MentorAssignment,
    MentorCounty,
    Qualification,
)
from cselekvo.domain.organisation import Address, Organisation
from cselekvo.domain.plan import DevelopmentPlan
from cselekvo.domain.process import Evidence, Hold, Process, StageRun
from cselekvo.domain.programme import Project, ProjectRole
from cselekvo.domain.roundtable import (
    Meeting,
    Membership,
    Representation,
    Roundtable,
)
from cselekvo.domain.territory import County, District, Settlement
from cselekvo.rules.permissions import Object
from cselekvo.store.asking import Asking


def _county_of(
    asking: Asking, settlement: str | None, district: str | None
) -> set[str]:
    found: set[str] = set()
    if settlement is not None:
        found.add(asking.one(Settlement, settlement).county)
    if district is not None:
        found.add(asking.one(District, district).county)
    return found


def _of_county(asking: Asking, id_: str) -> Object:
    county = str(asking.one(County, id_).id)
    return Object(id=county, counties=frozenset({county}))


def _of_settlement(asking: Asking, id_: str) -> Object:
    return Object(id=id_, counties=frozenset(_county_of(asking, id_, None)))


def _of_district(asking: Asking, id_: str) -> Object:
    return Object(id=id_, counties=frozenset(_county_of(asking, None, id_)))


def _organisations(asking: Asking, ids: Iterable[str]) -> set[str]:
    counties: set[str] = set()
    for address in asking.facts(Address, organisation=list(ids)):
        counties |= _county_of(asking, address.settlement, None)
        if address.county is not None:
            counties.add(address.county)
    return counties


def _of_organisation(asking: Asking, id_: str) -> Object:
    me = frozenset({str(asking.one(Organisation, id_).id)})
    counties = frozenset(_organisations(asking, [id_]))
    return Object(id=id_, counties=counties, organisations=me, units=me)


def _of_roundtable(asking: Asking, id_: str) -> Object:
    table = asking.one(Roundtable, id_)
    counties = _county_of(asking, table.settlement, table.district)
    return Object(
        id=id_, counties=frozenset(counties), units=frozenset({str(table.id)})
    )


def _of_membership(asking: Asking, id_: str) -> Object:
    return _of_roundtable(asking, asking.one(Membership, id_).roundtable)


def _of_meeting(asking: Asking, id_: str) -> Object:
    return _of_roundtable(asking, asking.one(Meeting, id_).roundtable)


def _of_project(asking: Asking, id_: str) -> Object:
    roles = asking.facts(ProjectRole, project=id_)
    bodies = frozenset(str(role.organisation) for role in roles)
    counties = frozenset(_organisations(asking, sorted(bodies)))
    me = frozenset({str(asking.one(Project, id_).id)})
    return Object(id=id_, counties=counties, organisations=bodies, units=me)


def _of_person(asking: Asking, id_: str) -> Object:
    counties: set[str] = set()
    units: set[str] = set()
    for representation in asking.facts(Representation, person=id_):
        table = _of_membership(asking, representation.membership)
        counties |= table.counties
        units |= table.units
    mentor = _of_mentoring(asking, id_)
    return Object(
        id=id_,
        counties=mentor.counties | counties,
        organisations=mentor.organisations,
        units=frozenset(units),
    )


def _of_mentoring(asking: Asking, person: str) -> Object:
    """Return where a person works as a mentor: their counties and employers."""
    standings = asking.facts(Mentor, person=person)
    covered = asking.facts(MentorCounty, mentor=[one.id for one in standings])
    return Object(
        id=person,
        counties=frozenset(str(one.county) for one in covered),
        organisations=frozenset(str(o.employer) for o in standings if o.employer),
    )


def _of_mentor(asking: Asking, id_: str) -> Object:
    return _of_person(asking, asking.one(Mentor, id_).person)


def _of_mentor_county(asking: Asking, id_: str) -> Object:
    return _of_mentor(asking, asking.one(MentorCounty, id_).mentor)


def _of_qualification(asking: Asking, id_: str) -> Object:
    return _of_person(asking, asking.one(Qualification, id_).person)


def _of_assignment(asking: Asking, id_: str) -> Object:
    return _of_unit(asking, asking.one(MentorAssignment, id_).unit)


def _of_contact(asking: Asking, id_: str) -> Object:
    return _of_unit(asking, asking.one(Contact, id_).unit)


def _with(here: Object, id_: str, **more: set[str]) -> Object:
    """Return an object that also lies where this one lies, under its own id."""
    return Object(
        id=id_,
        counties=here.counties | more.get("counties", set()),
        organisations=here.organisations | more.get("organisations", set()),
        units=here.units | more.get("units", set()),
    )


def _of_community(asking: Asking, id_: str) -> Object:
    community = asking.one(Community, id_)
    host = {str(community.host)} if community.host else set()
    return Object(
        id=id_,
        counties=frozenset(_county_of(asking, community.settlement, None)),
        organisations=frozenset(host),
        units=frozenset({str(community.id)}),
    )


def _of_action_area(asking: Asking, id_: str) -> Object:
    area = asking.one(ActionArea, id_)
    counties = _county_of(asking, area.settlement, None)
    project = _of_project(asking, area.project)
    return _with(project, id_, counties=counties, units={str(area.id)})


def _of_process(asking: Asking, id_: str) -> Object:
    process = asking.one(Process, id_)
    return _with(_of_unit(asking, process.unit), id_, units={str(process.id)})


def _of_unit(asking: Asking, id_: str) -> Object:
    """Return where the unit of a process lies, whatever kind it is of."""
    for kind, find in _UNITS.items():
        if asking.find(kind, id_) is not None:
            return find(asking, id_)
    return Object(id=id_)


def _of_run(asking: Asking, id_: str) -> Object:
    return _of_process(asking, asking.one(StageRun, id_).process)


def _of_evidence(asking: Asking, id_: str) -> Object:
    return _of_run(asking, asking.one(Evidence, id_).run)


def _of_hold(asking: Asking, id_: str) -> Object:
    return _of_process(asking, asking.one(Hold, id_).process)


def _of_happening(asking: Asking, happening: Activity | DevelopmentPlan) -> Object:
    if happening.process is not None:
        return _of_process(asking, happening.process)
    if happening.project is not None:
        return _of_project(asking, happening.project)
    return Object(id=happening.id)


def _of_activity(asking: Asking, id_: str) -> Object:
    return _of_happening(asking, asking.one(Activity, id_))


def _of_plan(asking: Asking, id_: str) -> Object:
    return _of_happening(asking, asking.one(DevelopmentPlan, id_))


_UNITS: Final[dict[type[Any], Callable[[Any, str], Object]]] = {
    Community: _of_community,
    Organisation: _of_organisation,
    Roundtable: _of_roundtable,
    ActionArea: _of_action_area,
    Project: _of_project,
}
_LOCATE: Final[dict[str, Callable[[Any, str], Object]]] = {
    "county": _of_county,
    "settlement": _of_settlement,
    "district": _of_district,
    "organisation": _of_organisation,
    "roundtable": _of_roundtable,
    "membership": _of_membership,
    "meeting": _of_meeting,
    "project": _of_project,
    "person": _of_person,
    "community": _of_community,
    "action_area": _of_action_area,
    "process": _of_process,
    "stage_run": _of_run,
    "evidence": _of_evidence,
    "hold": _of_hold,
    "activity": _of_activity,
    "plan": _of_plan,
    "mentor": _of_mentor,
    "mentor_county": _of_mentor_county,
    "qualification": _of_qualification,
    "mentor_assignment": _of_assignment,
    "contact": _of_contact,
}


def locate(asking: Asking, kind: str, id_: str) -> Object:
    """Return where a record lies; what lies nowhere is met by everything only."""
    found = _LOCATE.get(kind)
    return Object(id=id_) if found is None else found(asking, id_)
