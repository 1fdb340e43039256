"""Asking the eligibility rule of the records of a workspace."""

from datetime import date

from cselekvo.actions.places import Places
from cselekvo.domain.organisation import Address
from cselekvo.domain.programme import CONSORTIUM_ROLES, Project, ProjectRole
from cselekvo.domain.territory import NutsRegion, RegionEntry, RegionList
from cselekvo.ports import Questions
from cselekvo.rules.eligibility import Regions, Standing, Verdict, judge


def regions_for(questions: Questions, period: str) -> Regions | None:
    """Return the region list of a programming period; None where none is known."""
    lists = questions.facts(RegionList, programming_period=period) if period else []
    if not lists:
        return None
    chosen = lists[-1]
    return Regions.of(
        chosen,
        questions.facts(RegionEntry, region_list=chosen.id),
        questions.facts(NutsRegion, edition=chosen.edition, level=3),
    )


def is_consortium_member(
    questions: Questions, organisation: str, programme: str, on: date
) -> bool:
    """Return whether it leads or carries a project of the programme on the day."""
    roles = questions.facts(ProjectRole, on=on, organisation=organisation)
    projects = {role.project for role in roles if role.role in CONSORTIUM_ROLES}
    found = questions.facts(Project, id=sorted(projects))
    return any(project.programme == programme for project in found)


def verdict_for(
    questions: Questions,
    organisation: str,
    *,
    on: date,
    period: str,
    standing: Standing = Standing.PARTNER,
    places: Places | None = None,
) -> Verdict:
    """Judge an organisation of the workspace on a day.

    Args:
        questions: A reader, or the work of a change.
        organisation: Its id.
        on: The day whose addresses count.
        period: The programming period, `2014-2020`; empty: undetermined.
        standing: Partner, mentor's employer, or consortium member.
        places: The map, where the caller has read it already.
    """
    where = places or Places(questions)
    addresses = questions.facts(Address, organisation=organisation)
    located = where.all_located(addresses)
    return judge(located, regions_for(questions, period), on, standing)


def standing_of(
    questions: Questions, organisation: str, programme: str, on: date
) -> Standing:
    """Return as what the rule is asked about an organisation in a programme."""
    carried = is_consortium_member(questions, organisation, programme, on)
    return Standing.CONSORTIUM_MEMBER if carried else Standing.PARTNER
