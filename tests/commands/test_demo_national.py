"""The invented national network: always the same, and taken by every rule."""

from datetime import date
from pathlib import Path

import pytest

from cselekvo.commands.demo_national import SHEETS, build_national
from cselekvo.commands.demo_scale import Scale
from cselekvo.domain.community import Community
from cselekvo.domain.mentor import Mentor, MentorAssignment
from cselekvo.domain.process import Process, StageRun
from cselekvo.errors import ValueNotReadError
from cselekvo.exchange.national import Size
from cselekvo.workspace import Workspace
from tests.stores import AFTER_EXAMPLES, Clock

SMALL = Size(mentors=36, projects=4, settlements=190, institutions=240, communities=40)


def built(folder: Path) -> Workspace:
    folder.mkdir()
    workspace = Workspace.create(folder / "w.db", clock=Clock(AFTER_EXAMPLES))
    build_national(workspace, folder, SMALL)
    return workspace


def test_the_same_size_gives_the_same_sheets(tmp_path: Path) -> None:
    sheets = []
    for name in ("a", "b"):
        with built(tmp_path / name):
            files = sorted((tmp_path / name / SHEETS).iterdir())
            sheets.append({file.name: file.read_bytes() for file in files})

    assert sheets[0] == sheets[1]
    assert len(sheets[0]) == 15


def test_a_third_of_the_mentors_left_in_one_summer_and_left_gaps(
    tmp_path: Path,
) -> None:
    with built(tmp_path / "a") as workspace:
        before = workspace.view(date(2017, 6, 30))
        after = workspace.view(date(2017, 7, 1))
        there, left = (len(view.facts(Mentor, on=view.on)) for view in (before, after))
        alone = [
            {one.unit for one in view.facts(MentorAssignment, on=view.on)}
            for view in (before, after)
        ]
        assert (there, left) == (36, 24)
        assert alone[1] < alone[0]
        assert len(workspace.view().facts(Community)) == 40
        assert len(workspace.view().facts(Process)) == 40
        assert workspace.view().count(StageRun) > 200
        assert workspace.verify().findings == []


@pytest.mark.parametrize(("written", "times"), [("national", 1), ("3", 3)])
def test_a_scale_is_the_word_or_a_number(written: str, times: int) -> None:
    assert Scale().convert(written, None, None) == times
    assert Size.of(times).communities == 905 * times


@pytest.mark.parametrize("written", ["0", "101", "big", "-1", "٣"])
def test_another_scale_is_refused(written: str) -> None:
    with pytest.raises(ValueNotReadError):
        Scale().convert(written, None, None)


def test_the_national_size_is_that_of_the_original() -> None:
    assert Size.of(1) == Size(
        mentors=70,
        projects=276,
        settlements=1_000,
        institutions=2_500,
        communities=905,
    )
