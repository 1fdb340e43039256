"""Issued reports: kept as they are, checked for ever, for those who may see them."""

import json
from base64 import b64encode
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from cselekvo.actions.issuing import Wanted, issue_report
from cselekvo.actions.persons import correct_person, erase_person
from cselekvo.actions.undo import undo_entry
from cselekvo.domain.identifiers import PersonId
from cselekvo.domain.issued import IssuedDocument, IssuedReport
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.person import Person
from cselekvo.domain.roundtable import Membership
from cselekvo.domain.user import ReachKind, Role
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.findings import Finding, Severity
from cselekvo.reports.checking import check_issued, content_of, differences
from cselekvo.reports.issuing import Maker, printed
from cselekvo.reports.report import Report
from cselekvo.reports.report_json import as_json, from_json
from cselekvo.rules.permissions import Scope
from cselekvo.workspace import Workspace
from tests.builders import a_table, codes, day
from tests.reports.strategies import reports
from tests.reports.telling import a_settlement, a_small_table, withdraw, write
from tests.reports.test_membership import a_user
from tests.stores import Store
from tests.verbs import add_body, found, join, leave

_AT = datetime(2016, 2, 1, 9, 0, tzinfo=UTC)
_WANTED = Wanted(
    report="roundtable",
    subject="K1",
    lang="hu",
    on=day("2015-11-30"),
    formats=("html", "csv"),
)


def issue(
    workspace: Workspace,
    *,
    actor: str | None = None,
    request_id: str | None = None,
    **more: Any,
) -> list[Finding]:
    """Issue the membership report of K1."""
    wanted = evolve(_WANTED, **more)
    view = workspace.view(wanted.on, reader=actor)
    maker = Maker(by="Minta Koordinátor", at=_AT)
    with workspace.change(actor, request_id=request_id) as work:
        return issue_report(
            work, wanted, lambda number: printed(view, wanted, maker, number)
        )


def number_of(findings: list[Finding]) -> str:
    (one,) = [found for found in findings if found.word == "report-issued"]
    return one.subject


def check(
    workspace: Workspace, number: str, reader: str | None = None
) -> list[Finding]:
    return check_issued(workspace.view(reader=reader), number)


def documents(workspace: Workspace, number: str) -> dict[str, IssuedDocument]:
    found = workspace.view().facts(IssuedDocument, report=number)
    return {one.format: one for one in found}


def test_an_issued_report_keeps_its_bytes_its_data_and_where_it_comes_from(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    head = workspace.head()

    number = number_of(issue(workspace))

    kept = workspace.view().one(IssuedReport, number)
    assert number == f"R-{workspace.today().year}-001"
    assert (kept.position, kept.head) == (head.seq, head.hash)
    assert (kept.report, kept.subject, kept.by) == (
        "roundtable",
        "K1",
        "Minta Koordinátor",
    )
    assert json.loads(kept.scope)["everything"] is True
    files = documents(workspace, number)
    assert set(files) == {"html", "csv", "json"}
    report = from_json(json.loads(content_of(files["json"])))
    assert report.origin.number == number
    assert number in content_of(files["html"]).decode()
    assert all(one.size == len(content_of(one)) for one in files.values())
    assert json.loads(files["html"].versions)["jinja2"]


def test_numbers_go_on_and_pass_over_ids_that_are_taken(workspace: Workspace) -> None:
    a_small_table(workspace)
    year = workspace.today().year
    add_body(workspace, f"R-{year}-002")

    numbers = [number_of(issue(workspace)) for _ in range(2)]

    assert numbers == [f"R-{year}-001", f"R-{year}-003"]


def test_an_issued_report_is_what_the_records_say_whatever_is_changed_later(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    number = number_of(issue(workspace))

    leave(workspace, "O2", "2015-10-01")
    add_body(workspace, "O3")
    join(workspace, "O3", "2015-06-01")

    assert check(workspace, number) == []


def test_the_same_question_gives_the_same_bytes(workspace: Workspace) -> None:
    a_small_table(workspace)
    view = workspace.view(_WANTED.on)
    wanted = evolve(_WANTED, formats=("html", "pdf", "docx", "xlsx", "csv", "md"))
    maker = Maker(by="x", at=_AT)

    once, again = (printed(view, wanted, maker, "R-1") for _ in range(2))

    assert [one.format for one in once.files] == [*wanted.formats, "json"]
    assert once == again


def test_a_record_altered_behind_our_back_is_found_with_what_it_was(
    store: Store, workspace: Workspace
) -> None:
    a_small_table(workspace)
    number = number_of(issue(workspace))

    store.tamper("UPDATE membership SET role = 'standing_invitee', voting = 0")

    found_ = check(workspace, number)
    assert set(codes(found_)) == {"issued-data-differs"}
    assert 0 in [one.values["now"] for one in found_ if one.values["then"] == 2]
    assert any("/summary/" in str(one.values["place"]) for one in found_)


def test_altered_bytes_are_found(store: Store, workspace: Workspace) -> None:
    a_small_table(workspace)
    number = number_of(issue(workspace))
    html = documents(workspace, number)["html"]
    forged = content_of(html).replace(b"Csillag", b"Vesztes")
    old, new = html.content, b64encode(forged).decode()

    store.tamper(f"UPDATE personal SET content = replace(content, '{old}', '{new}')")

    found_ = check(workspace, number)
    assert codes(found_) == ["issued-content-altered", "issued-bytes-differ"]
    assert {one.values["format"] for one in found_} == {"html"}


def test_data_that_are_no_report_any_more_are_found(
    store: Store, workspace: Workspace
) -> None:
    a_small_table(workspace)
    number = number_of(issue(workspace))
    data = documents(workspace, number)["json"].content

    store.tamper(f"UPDATE personal SET content = replace(content, '{data}', 'AAAA')")

    assert set(codes(check(workspace, number))) == {"issued-content-altered"}


def test_a_journal_that_is_another_one_at_its_position_is_found(
    store: Store, workspace: Workspace
) -> None:
    a_small_table(workspace)
    number = number_of(issue(workspace))
    position = workspace.view().one(IssuedReport, number).position

    store.tamper(f"UPDATE journal SET hash = 'x' WHERE seq = {position}")

    found_ = check(workspace, number)
    assert codes(found_)[0] == "issued-position-differs"


def test_another_version_of_what_made_it_is_told_and_not_compared(
    store: Store, workspace: Workspace
) -> None:
    a_small_table(workspace)
    number = number_of(issue(workspace))

    store.tamper("UPDATE issued_document SET versions = '{}' WHERE format = 'html'")

    (one,) = check(workspace, number)
    assert (one.word, one.severity) == ("issued-bytes-not-compared", Severity.NOTE)


def test_what_was_erased_since_is_told_as_that_and_is_no_fault(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    number = number_of(issue(workspace))
    with workspace.change() as work:
        told = erase_person(work, PersonId("P1"), "kérelem")

    found_ = check(workspace, number)

    assert number in [one.values.get("what") for one in told]
    assert found_ != []
    assert {one.word for one in found_} == {"issued-data-erased"}
    assert {one.severity for one in found_} == {Severity.NOTE}


def test_an_erased_contact_of_the_internal_version_is_told_too(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    number = number_of(issue(workspace, contacts=True))
    with workspace.change() as work:
        erase_person(work, PersonId("P1"), "kérelem")

    found_ = check(workspace, number)

    assert {one.word for one in found_} == {"issued-data-erased"}
    assert "anna@x.hu" in [one.values["then"] for one in found_]


def test_an_erasure_before_the_report_excuses_nothing(
    store: Store, workspace: Workspace
) -> None:
    a_small_table(workspace)
    with workspace.change() as work:
        erase_person(work, PersonId("P2"), "kérelem")
    number = number_of(issue(workspace))

    store.tamper("UPDATE membership SET role = 'standing_invitee', voting = 0")

    assert "issued-data-differs" in codes(check(workspace, number))


def test_a_corrected_name_is_no_difference_since_the_knowledge_is_that_of_then(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    number = number_of(issue(workspace))
    with workspace.change() as work:
        person = work.one(Person, "P1")
        correct_person(work, evolve(person, name="Kovács Anikó"))

    assert check(workspace, number) == []


def test_a_report_of_a_narrow_reader_is_made_again_within_that_scope(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    coordinator = a_user(workspace, Role.COORDINATOR, ReachKind.UNIT, "K1")
    number = number_of(issue(workspace, actor=coordinator))

    assert json.loads(workspace.view().one(IssuedReport, number).scope)["units"]
    assert check(workspace, number) == []
    assert check(workspace, number, coordinator) == []


def test_to_issue_needs_the_right_to_the_record(workspace: Workspace) -> None:
    a_small_table(workspace)
    auditor = a_user(workspace, Role.AUDITOR, ReachKind.ALL, "")
    head = workspace.head()

    with pytest.raises(NotAllowedError):
        issue(workspace, actor=auditor)

    assert workspace.head() == head


@pytest.mark.parametrize(
    ("role", "contacts", "sees"),
    [
        (Role.AUDITOR, True, True),
        (Role.METHODOLOGIST, False, True),
        (Role.METHODOLOGIST, True, False),
    ],
)
def test_an_internal_report_is_for_those_who_may_see_contacts(
    workspace: Workspace, role: Role, contacts: bool, sees: bool
) -> None:
    a_small_table(workspace)
    reader = a_user(workspace, role, ReachKind.ALL, "")
    number = number_of(issue(workspace, contacts=contacts))

    view = workspace.view(reader=reader)

    assert bool(view.facts(IssuedReport)) is sees
    assert view.count(IssuedReport) == int(sees)
    assert bool(view.facts(IssuedDocument)) is sees
    if not sees:
        with pytest.raises(NotFoundError):
            check_issued(view, number)


def test_who_does_not_see_the_table_sees_no_report_about_it(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    add_body(workspace, "FAR")
    near = a_user(workspace, Role.PARTNER, ReachKind.ORGANISATION, "O1")
    issue(workspace)

    assert len(workspace.view(day("2015-11-30"), reader=near).facts(IssuedReport)) == 1
    assert len(workspace.view(day("2014-11-30"), reader=near).facts(IssuedReport)) == 0
    assert workspace.view(day("2014-11-30"), reader=near).facts(IssuedDocument) == []


def test_who_sees_a_part_only_is_told_where_but_not_what(
    store: Store, workspace: Workspace
) -> None:
    a_small_table(workspace)
    reader = a_user(workspace, Role.COORDINATOR, ReachKind.UNIT, "K1")
    number = number_of(issue(workspace))
    store.tamper("UPDATE membership SET role = 'standing_invitee', voting = 0")

    values = [dict(one.values) for one in check(workspace, number, reader)]

    assert values
    assert {name for one in values for name in one} == {"place"}


def test_a_repeated_request_issues_nothing_twice(workspace: Workspace) -> None:
    a_small_table(workspace)
    first = issue(workspace, request_id="q1")
    head = workspace.head()

    again = issue(workspace, request_id="q1")

    assert number_of(again) == number_of(first)
    assert workspace.head() == head


def test_an_issue_can_be_taken_back_and_its_number_is_not_given_again(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    number = number_of(issue(workspace))
    with workspace.change() as work:
        undo_entry(work, workspace.head().seq)

    with pytest.raises(NotFoundError):
        check(workspace, number)
    assert number_of(issue(workspace)) != number


def test_what_was_issued_is_in_the_chain(store: Store, workspace: Workspace) -> None:
    a_small_table(workspace)
    issue(workspace)
    assert workspace.verify().findings == []

    store.tamper("UPDATE issued_report SET head = 'x'")

    assert "digest-differs" in codes(workspace.verify().findings)


def test_a_report_that_cannot_be_made_again_says_why(workspace: Workspace) -> None:
    a_small_table(workspace)
    number = number_of(issue(workspace))
    issued = workspace.view().one(IssuedReport, number)
    write(workspace, evolve(issued, report="no-such-report"))

    (one,) = check(workspace, number)

    assert (one.word, one.values["why"]) == ("issued-not-made-again", "report-unknown")


def test_the_questions_of_another_reader_are_of_that_day_knowledge_and_scope(
    workspace: Workspace,
) -> None:
    write(workspace, a_settlement())
    a_small_table(workspace)
    then = workspace.head().seq
    add_body(workspace, "O9")
    found(workspace, a_table("K2"))

    again = workspace.view(day("2020-01-01")).again(
        on=day("2015-11-30"), position=then, scope=Scope(organisations=frozenset("O1"))
    )

    assert (again.on, again.position) == (day("2015-11-30"), then)
    assert again.facts(Organisation) == []
    whole = workspace.view().again(
        on=day("2015-11-30"), position=then, scope=Scope(everything=True)
    )
    assert [one.id for one in whole.facts(Organisation)] == ["O1", "O2"]


def test_a_withdrawn_table_leaves_the_report_as_it_was_issued(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    number = number_of(issue(workspace))
    html = content_of(documents(workspace, number)["html"])
    view = workspace.view()
    withdraw(workspace, *view.facts(Membership))

    assert check(workspace, number) == []
    assert content_of(documents(workspace, number)["html"]) == html


@given(reports, reports)
def test_two_reports_differ_where_their_data_differ_and_nowhere_else(
    one: Report, other: Report
) -> None:
    then, now = (json.loads(json.dumps(as_json(each))) for each in (one, other))
    now["origin"]["product"] = then["origin"]["product"]

    assert list(differences(then, then)) == []
    assert bool(list(differences(then, now))) is (then != now)
