"""The one door partners come in by, and looking at them again."""

import pytest

from cselekvo.actions.eligibility import (
    Admission,
    admit_organisation,
    leave_programme,
    recheck,
)
from cselekvo.actions.judging import verdict_for
from cselekvo.domain.identifiers import (
    OrganisationId,
    ProgrammeId,
    ProjectId,
    RecordId,
)
from cselekvo.domain.programme import (
    Partnership,
    Programme,
    Project,
    ProjectRole,
    ProjectRoleKind,
    VerdictKind,
)
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.findings import Finding
from cselekvo.rules.eligibility import Standing
from cselekvo.rules.permissions import Actor
from cselekvo.workspace import Workspace
from tests.builders import codes, day, span
from tests.verbs import (
    add_body,
    move_seat,
)


@pytest.fixture
def programme(workspace: Workspace) -> Workspace:
    """Return a workspace with a programme of 2014-2020 and one of no period."""
    with workspace.change() as work:
        work.write_many(
            [
                Programme(
                    id=ProgrammeId("PROG"), title="P", programming_period="2014-2020"
                ),
                Programme(id=ProgrammeId("BARE"), title="B"),
                Project(id=ProjectId("PR"), title="Pr", programme=ProgrammeId("PROG")),
            ]
        )
    return workspace


def admit(
    workspace: Workspace,
    body: str = "O1",
    since: str | None = "2018-01-01",
    *,
    reason: str = "",
    programme: str = "PROG",
    actor: Actor | None = None,
) -> list[Finding]:
    asked = Admission(
        organisation=OrganisationId(body),
        programme=ProgrammeId(programme),
        period=span(since),
        reason=reason,
    )
    with workspace.change(actor) as work:
        return admit_organisation(work, asked)


def looked_at_again(workspace: Workspace, on: str, *bodies: str) -> list[str]:
    with workspace.change() as work:
        return codes(recheck(work, tuple(map(OrganisationId, bodies)), day(on)))


def test_an_admission_stores_the_verdict_with_rule_and_list(
    programme: Workspace,
) -> None:
    add_body(programme, seat="Miskolc")

    assert codes(admit(programme)) == ["region-list-not-verified", "admitted"]

    held = programme.view().facts(Partnership)[0]
    assert held.verdict is VerdictKind.ELIGIBLE
    assert (held.by, held.settlement, held.county, held.nuts2, held.category) == (
        "seat",
        "Miskolc",
        "Borsod-Abaúj-Zemplén",
        "HU31",
        "less_developed",
    )
    assert (held.programming_period, held.region_list, held.edition) == (
        "2014-2020",
        "LISTA-2014-2020",
        2013,
    )
    assert held.rule == "seat-or-site-in-less-developed-region/1"
    assert held.judged_on == day("2018-01-01")
    assert not held.list_verified


def test_who_is_not_eligible_is_refused_and_nothing_is_written(
    programme: Workspace,
) -> None:
    add_body(programme, seat="Budapest")
    head = programme.head()

    found = codes(admit(programme, reason="mert"))

    assert "no-address-in-less-developed-region" in found
    assert programme.head() == head


def test_an_undetermined_verdict_needs_a_reason_which_is_kept(
    programme: Workspace,
) -> None:
    add_body(programme, seat="Lyukóvölgy")

    assert "undetermined-needs-reason" in codes(admit(programme))
    assert "admitted" in codes(admit(programme, reason="igazolás bekérve"))

    held = programme.view().facts(Partnership)[0]
    assert (held.verdict, held.reason) == (
        VerdictKind.UNDETERMINED,
        "igazolás bekérve",
    )


def test_a_programme_without_a_period_leaves_it_undetermined(
    programme: Workspace,
) -> None:
    add_body(programme, seat="Miskolc")

    assert codes(admit(programme, programme="BARE")) == ["undetermined-needs-reason"]


@pytest.mark.parametrize(
    ("role", "on", "verdict"),
    [
        (ProjectRoleKind.LEAD, "2018-01-01", VerdictKind.NOT_TESTED),
        (ProjectRoleKind.PARTNER, "2018-01-01", VerdictKind.NOT_TESTED),
        (ProjectRoleKind.BENEFICIARY, "2018-01-01", None),
        (ProjectRoleKind.LEAD, "2020-01-01", None),
    ],
)
def test_a_consortium_member_is_not_tested_while_it_is_one(
    programme: Workspace, role: ProjectRoleKind, on: str, verdict: VerdictKind | None
) -> None:
    add_body(programme, seat="Budapest")
    with programme.change() as work:
        work.write(
            ProjectRole(
                id=RecordId("pr-1"),
                project=ProjectId("PR"),
                organisation=OrganisationId("O1"),
                role=role,
                period=span("2016-01-01", "2019-12-31"),
            )
        )

    admit(programme, since=on)

    held = programme.view().facts(Partnership)
    assert [one.verdict for one in held] == ([verdict] if verdict else [])


def test_a_partner_is_admitted_once_at_a_time(programme: Workspace) -> None:
    add_body(programme, seat="Miskolc")
    admit(programme)

    assert "already-partner" in codes(admit(programme, since="2019-01-01"))


def test_admission_is_for_coordinators_of_the_place(
    programme: Workspace, zala: Actor, borsod: Actor, auditor: Actor
) -> None:
    from attrs import evolve

    from cselekvo.domain.organisation import Address
    from tests.builders import BAZ

    add_body(programme, seat="Miskolc")
    with programme.change() as work:
        work.write(evolve(work.facts(Address)[0], county=BAZ))

    for actor in (zala, auditor):
        with pytest.raises(NotAllowedError):
            admit(programme, actor=actor)
    assert "admitted" in codes(admit(programme, actor=borsod))
    with pytest.raises(NotFoundError):
        admit(programme, "O9")
    with pytest.raises(NotFoundError):
        admit(programme, since="2030-01-01", programme="NONE")


def test_a_partner_leaves_on_its_last_day(programme: Workspace) -> None:
    add_body(programme, seat="Miskolc")
    admit(programme)

    def leave(on: str) -> list[str]:
        with programme.change() as work:
            return codes(
                leave_programme(
                    work, OrganisationId("O1"), ProgrammeId("PROG"), day(on)
                )
            )

    assert leave("2018-12-31") == []
    assert leave("2019-01-01") == ["not-a-partner"]
    assert programme.view().count(Partnership, on=day("2018-12-31")) == 1
    assert programme.view().count(Partnership, on=day("2019-01-01")) == 0
    assert "admitted" in codes(admit(programme, since="2019-01-01"))


def test_a_moved_seat_is_marked_for_review_and_the_verdict_stays(
    programme: Workspace,
) -> None:
    add_body(programme, seat="Miskolc")
    add_body(programme, "O2", seat="Miskolc")
    admit(programme)
    admit(programme, "O2")
    move_seat(programme, "O1", "Budapest", "2019-01-01")

    assert looked_at_again(programme, "2018-12-31") == []
    assert looked_at_again(programme, "2019-01-01") == ["verdict-changed"]
    assert looked_at_again(programme, "2019-01-01", "O2") == []

    held = programme.view().facts(Partnership, organisation="O1")[0]
    assert (held.verdict, held.review) == (VerdictKind.ELIGIBLE, "not_eligible")
    move_seat(programme, "O1", "Kecskemét", "2019-06-01")
    assert looked_at_again(programme, "2019-06-01", "O1") == []
    assert programme.view().facts(Partnership, organisation="O1")[0].review == ""


def test_a_recheck_that_changes_nothing_leaves_no_entry(programme: Workspace) -> None:
    add_body(programme, seat="Miskolc")
    admit(programme)
    head = programme.head()

    assert looked_at_again(programme, "2018-12-31") == []
    assert programme.head() == head


def test_a_reader_asks_for_a_verdict_too(programme: Workspace) -> None:
    add_body(programme, seat="Budapest", sites=["Miskolc"])
    view = programme.view(day("2018-01-01"))

    def ask(period: str, standing: Standing = Standing.PARTNER) -> VerdictKind:
        return verdict_for(
            view, "O1", on=view.on, period=period, standing=standing
        ).kind

    assert ask("2014-2020") is VerdictKind.ELIGIBLE
    assert ask("1999-2006") is VerdictKind.UNDETERMINED
    assert ask("") is VerdictKind.UNDETERMINED
    assert ask("2014-2020", Standing.MENTOR) is VerdictKind.EXEMPT


def test_a_seat_that_moves_away_flags_the_partnership_at_once(
    programme: Workspace,
) -> None:
    add_body(programme, seat="Miskolc")
    admit(programme, since="2015-01-01")

    assert codes(move_seat(programme, "O1", "Budapest", "2015-02-01")) == [
        "verdict-changed"
    ]
    held = programme.view().facts(Partnership)[0]
    assert (held.verdict, held.review) == (VerdictKind.ELIGIBLE, "not_eligible")

    assert move_seat(programme, "O1", "Miskolc", "2015-03-01") == []
    assert programme.view().facts(Partnership)[0].review == ""
