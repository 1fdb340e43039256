"""The report of the mentor network: what a summer did to it, from the records."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cselekvo.commands.demo_national import build_national
from cselekvo.domain.user import ReachKind, Role
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.reports.catalogue import report_kind
from cselekvo.reports.mentors.over_time import month_days
from cselekvo.reports.render import render
from cselekvo.reports.report import Figures, Paragraph, Picture, Report, Table
from cselekvo.rules.permissions import Grant
from cselekvo.workspace import Workspace
from tests.builders import ZALA, an_actor
from tests.commands.test_demo_national import SMALL
from tests.stores import AFTER_EXAMPLES, Clock

COUNTRY = "NUTS-2021-HU"
MORNING = date(2017, 7, 1)


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder: Path = tmp_path_factory.mktemp("mentors")
    with Workspace.create(folder / "w.db", clock=Clock(AFTER_EXAMPLES)) as workspace:
        build_national(workspace, folder, SMALL)
        yield workspace


def made(
    workspace: Workspace,
    on: date = MORNING,
    subject: str = COUNTRY,
    lang: str = "en",
    since: date | None = date(2016, 11, 1),
) -> Report:
    view = workspace.view(on)
    return report_kind("mentors").make(
        view,
        subject,
        lang=lang,
        contacts=False,
        by="me",
        generated_at=AFTER_EXAMPLES,
        since=since,
    )


def figures(report: Report) -> dict[str, object]:
    (found,) = (one for one in report.blocks if isinstance(one, Figures))
    return {pair.key: pair.value for pair in found.pairs}


def table(report: Report, key: str) -> Table:
    (found,) = (
        one for one in report.blocks if isinstance(one, Table) and one.key == key
    )
    return found


def test_the_morning_after_says_which_units_stand_alone(network: Workspace) -> None:
    report = made(network)
    told = figures(report)

    assert told["mentors"] == 24
    assert told["left"] == 12
    assert told["came"] == 36
    alone = table(report, "alone")
    assert len(alone.rows) == told["alone"] > 0  # type: ignore[operator]
    assert {row[2] for row in alone.rows} == {MORNING}
    assert {row[3] for row in alone.rows} == {1}


def test_counties_add_up_to_the_network(network: Workspace) -> None:
    report = made(network)
    told, rows = figures(report), table(report, "counties").rows

    assert sum(row[3] for row in rows) == told["alone"]  # type: ignore[misc]
    both = sum(row[2] + row[3] for row in rows)  # type: ignore[operator, misc]
    assert both == told["accompanied"]
    assert sum(row[6] for row in rows) == told["free"]  # type: ignore[misc]


def test_a_county_is_told_alone(network: Workspace) -> None:
    report = made(network, subject=ZALA, lang="hu")

    assert {row[0] for row in table(report, "counties").rows} <= {"Zala"}
    assert report.title.startswith("Zala")


def test_who_left_is_told_by_the_last_day(network: Workspace) -> None:
    rows = table(made(network), "changes").rows
    left = [row for row in rows if row[2] == "left, last day"]
    assert len(left) == 12
    assert {row[0] for row in left} == {date(2017, 6, 30)}


def test_pictures_are_told_in_words(network: Workspace) -> None:
    pictures = [one for one in made(network).blocks if isinstance(one, Picture)]
    assert [one.key for one in pictures] == ["load", "gaps"]
    assert "0 at first" in pictures[1].text


@pytest.mark.parametrize("lang", ["hu", "en"])
@pytest.mark.parametrize("format_", ["html", "md", "csv", "json", "xlsx"])
def test_it_is_written_in_every_format(
    network: Workspace, lang: str, format_: str
) -> None:
    assert render(made(network, lang=lang), format_)


def test_before_everything_there_is_nothing_and_that_is_said(
    network: Workspace,
) -> None:
    report = made(network, on=date(2016, 1, 1), since=None)
    assert any(isinstance(one, Paragraph) for one in report.blocks)
    assert figures(report)["mentors"] == 0


def test_what_is_not_there_or_not_allowed_is_refused(network: Workspace) -> None:
    with pytest.raises(NotFoundError):
        made(network, subject="MEGYE-99")
    mentor = an_actor(Grant(Role.MENTOR, ReachKind.COUNTY, ZALA), user="m")
    with pytest.raises(NotAllowedError):
        report_kind("mentors").make(
            network.view(MORNING, reader=mentor),
            ZALA,
            lang="hu",
            contacts=True,
            by="m",
            generated_at=AFTER_EXAMPLES,
        )


def test_months_are_told_by_their_first_days() -> None:
    assert month_days(date(2016, 11, 15), date(2017, 2, 10)) == [
        date(2016, 11, 15),
        date(2016, 12, 1),
        date(2017, 1, 1),
        date(2017, 2, 1),
        date(2017, 2, 10),
    ]
    assert month_days(MORNING, MORNING) == [MORNING]
