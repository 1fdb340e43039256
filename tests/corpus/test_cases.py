"""The table is read strictly, and a case that must wait says for what."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from cselekvo.commands.main import COMMANDS
from tests.corpus import cases
from tests.corpus.cases import COLUMNS, GAZETTEER, Case, read_cases, steps, waits_for

Table = Callable[..., Path]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    def write(*lines: str, header: str = "\t".join(COLUMNS)) -> Path:
        path = tmp_path / "EXPECT.tsv"
        path.write_text("".join(f"{one}\n" for one in (header, *lines)), "utf-8")
        return path

    return write


def test_a_line_of_the_table_is_a_case(table: Table, tmp_path: Path) -> None:
    cells = (
        "csv/a.csv",
        "csv",
        "setup/one;setup/two.yaml",
        "-w {db} import {file} && -w {db} export {tmp}/ki",
        "ACCEPT",
        "2|0",
        'result.name=="a\u2028""b" ;; ok==true',
        "as it is",
    )
    (case,) = read_cases(table("\t".join(cells)))

    assert (case.id, case.file) == ("csv/a.csv", tmp_path / "csv/a.csv")
    parts = [tmp_path / "setup/one", tmp_path / "setup/two.yaml"]
    assert case.setup == (GAZETTEER, *parts)
    assert [words[-1] for words in case.commands] == ["{file}", "{tmp}/ki"]
    assert case.statuses == (2, 0)
    assert (case.checks, case.expect) == cells[-2:]
    assert (case.recipe.make, case.recipe.limit) == ((), 10)


def test_a_recipe_is_read_from_its_file(table: Table, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(
        json.dumps({"recipe": 1, "make": [["fsize", 4096], ["lock"]], "limit": 60})
    )
    (tmp_path / "input.json").write_text("{}")
    line = "{}\t\t\t-w {{db}} verify\tENV\t3\t\t"
    recipe, other = read_cases(table(line.format("r.json"), line.format("input.json")))

    assert recipe.file is None
    assert recipe.recipe.make == (("fsize", 4096), ("lock",))
    assert recipe.recipe.limit == 60
    assert other.file == tmp_path / "input.json"
    assert other.recipe.make == ()


GOOD = "\t".join(COLUMNS)


@pytest.mark.parametrize(
    ("header", "line"),
    [("file\tkind", ""), (GOOD, "a\tb"), (GOOD, "a\t" * 8), (GOOD, "")],
)
def test_a_table_of_another_shape_is_an_error(
    table: Table, header: str, line: str
) -> None:
    with pytest.raises(ValueError, match=r"columns|argument"):
        read_cases(table(line, header=header))


def a_case(command: str, *setup: Path) -> Case:
    return Case(commands=steps(command), statuses=(0,), setup=setup)


@pytest.mark.parametrize(
    ("command", "waiting"),
    [
        ("-w {db} --json import {file} --as szervezetek", []),
        ("-w {db} --json import {file} && -w {db} --json verify", []),
        ("-w {db} --json roundtable members K1 --on 2019-12-31", []),
        ("--lang en eligibility check --file {file}", []),
        ("-w {db} import {file} --as nincsenek", ["the sheet nincsenek"]),
        ("-w {db} nonsense check {file}", ["nonsense check"]),
        ("-w {db} nonsense {file}", ["nonsense"]),
        ("-w {db} roundtable dance K1", ["roundtable dance"]),
        (
            "-w {db} verify && -w {db} nonsense && -w {db} nonsense",
            ["nonsense "],
        ),
    ],
)
def test_a_command_that_there_is_not_is_waited_for(
    command: str, waiting: list[str]
) -> None:
    assert waits_for(a_case(command)) == [one.strip() for one in waiting]


def test_a_setup_that_cannot_be_made_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("szervezetek", "nincsenek"):
        (tmp_path / f"{name}.csv").touch()
    (tmp_path / "x.yaml").touch()
    case = a_case("-w {db} verify", tmp_path)
    assert waits_for(case) == ["the sheet nincsenek"]

    #: A key that is put back stands last, and the order of the commands is told.
    fewer = {name: one for name, one in COMMANDS.items() if name != "verify"}
    monkeypatch.setattr(cases, "COMMANDS", fewer)
    assert waits_for(case) == ["verify", "the sheet nincsenek"]
    del fewer["template"]
    published = evolve(case, setup=(tmp_path / "x.yaml",))
    assert waits_for(published) == ["verify", "template publish"]
