"""For every role: which membership reports can be made, and what they hold."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cselekvo.domain.roundtable import Roundtable
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.reports.catalogue import report_kind
from cselekvo.reports.report_json import as_json
from cselekvo.reports.roster import roster_of
from cselekvo.workspace import View, Workspace
from tests.builders import day
from tests.counties import ON, build
from tests.stores import Clock, SqliteMaker
from tests.test_scopes import ALL, CONTACTS, EVERYBODY, expected

MADE_AT = Clock()()


@pytest.fixture(scope="module")
def network(
    sqlite_maker: SqliteMaker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    """Return the network of two counties, open."""
    folder: Path = tmp_path_factory.mktemp("reports")
    with sqlite_maker.make(folder, "w.db").open(Clock()) as workspace:
        build(workspace)
        yield workspace


def report(view: View, table: str, *, contacts: bool = False) -> dict[str, object]:
    """Make the membership report as its reader gets it."""
    made = report_kind("roundtable").make(
        view, table, lang="en", contacts=contacts, by="test", generated_at=MADE_AT
    )
    return as_json(made)


@pytest.mark.parametrize("user", EVERYBODY)
def test_a_report_is_made_of_the_tables_one_may_see_and_of_no_other(
    network: Workspace, user: str
) -> None:
    view = network.view(ON, reader=user)
    whole = network.view(ON)
    visible = set(expected(user)["tables"].split())

    for table in (one.id for one in whole.facts(Roundtable)):
        if table not in visible:
            with pytest.raises(NotFoundError):
                report(view, table)
            continue
        assert roster_of(view, table).count == roster_of(whole, table).count
        mine, owners = report(view, table), report(whole, table)
        told = str(mine["blocks"])
        for member in roster_of(whole, table).members:
            assert member.name in told
        if user in ALL:
            assert mine["blocks"] == owners["blocks"]


@pytest.mark.parametrize("user", EVERYBODY)
def test_a_report_with_contacts_is_for_those_who_may_see_them(
    network: Workspace, user: str
) -> None:
    view = network.view(ON, reader=user)

    for table in expected(user)["tables"].split():
        if user in CONTACTS:
            assert "@" in str(report(view, table, contacts=True)["blocks"])
        else:
            with pytest.raises(NotAllowedError):
                report(view, table, contacts=True)
        assert "@" not in str(report(view, table)["blocks"])


def test_no_report_is_made_for_whoever_has_no_role(network: Workspace) -> None:
    assert expected(EVERYBODY[-1])["tables"] == ""
    with pytest.raises(NotFoundError):
        report(network.view(day("2015-03-01"), reader=EVERYBODY[-1]), "TZ")
