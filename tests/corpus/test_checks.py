"""Every condition of the language can hold, and can fail to."""

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from tests.corpus.checks import CheckNotUnderstoodError, lifts_json, read_checks
from tests.corpus.running import Done
from tests.corpus.telling import a_finding, a_step, a_told, changed, export

WARNING = a_finding("warning", "Figyelem.")


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    [
        ("ok==true", a_step(), a_step(a_finding())),
        ("ok==true", a_step(), Done(status=0, out=b"no object")),
        ("result.added==3", a_step(added=3), a_step(added=4)),
        ("result.added==3", a_step(added=[1, 2, 3]), a_step(added=[1, 2])),
        ("result.added==0", a_step(added=0), a_step()),
        ("result.added==1", a_step(added=1), a_step(added=True)),
        ("result.sound==true", a_step(sound=True), a_step(sound=1)),
        ("result.mean==259200", a_step(mean=259200.0), a_step(mean=259201.0)),
        ("result.path!=null", a_step(path=["a"]), a_step(path=None)),
        ("result.path!=null", a_step(path=""), a_step()),
        ("result.sound in true,null", a_step(sound=None), a_step(sound=False)),
        (
            "result..verdict in eligible,undetermined",
            a_step(verdicts=[{"verdict": "eligible"}, {"verdict": "undetermined"}]),
            a_step(verdicts=[{"verdict": "eligible"}, {"verdict": "not_eligible"}]),
        ),
        (
            "result..verdict in eligible",
            a_step(deep={"deeper": [{"verdict": "eligible"}]}),
            a_step(verdicts=[]),
        ),
        ("findings.severity has warning", a_step(WARNING), a_step(a_finding())),
        ("findings.severity has warning", a_step(WARNING), a_step()),
        (
            "findings mention nev",
            a_step(a_finding(message="Kétszer: „nev”.")),
            a_step(a_finding(message="Nincs ilyen nevű.", file="nev.csv")),
        ),
        (
            "findings mention SZ001",
            a_step({**a_finding(), "values": {"ids": ["SZ001"]}}),
            a_step({**a_finding(), "values": {"ids": ["SZ0012"]}}),
        ),
        ("where.row==3", a_step(a_finding(row=3)), a_step(a_finding(row=4))),
        ("where.row==3", a_step(a_finding(line=3)), a_step(a_finding(column="3"))),
        ("where.row in 2,5", a_step(a_finding(row=5)), a_step(a_finding(row=3))),
        ("where.line==7", a_step(a_finding(line=7)), a_step(a_finding(row=7))),
        ("where.line given", a_step(a_finding(line=1)), a_step(a_finding(row=1))),
        (
            "where.column in kezdet,4,D",
            a_step(a_finding(column="D")),
            a_step(a_finding(column="E")),
        ),
        (
            "where.column in kezdet,4,D",
            a_step(a_finding(column=4)),
            a_step({**a_finding(), "where": None}),
        ),
        (
            "seconds<5",
            evolve(a_step(), seconds=4.9),
            evolve(a_step(), seconds=5.1),
        ),
    ],
)
def test_a_condition_on_an_answer_holds_and_fails(
    tmp_path: Path, text: str, good: Done, bad: Done
) -> None:
    (check,) = read_checks(text)

    assert check.holds(a_told(tmp_path, good))
    assert not check.holds(a_told(tmp_path, bad))


def test_a_condition_is_about_the_last_step_or_the_one_it_names(
    tmp_path: Path,
) -> None:
    told = a_told(tmp_path, a_step(added=1), a_step(added=2))

    assert read_checks("result.added==2")[0].holds(told)
    assert read_checks("1:result.added==1")[0].holds(told)
    assert not read_checks("2:result.added==1")[0].holds(told)
    assert not read_checks("3:result.added==1")[0].holds(told)


def test_a_condition_may_be_asked_whatever_the_status() -> None:
    asked = read_checks("! result..verdict in eligible ;; ok==true ;; ! 1:ok==true")

    assert [one.always for one in asked] == [True, False, True]
    assert [one.step for one in asked] == [0, 0, 1]


NAMES = ("azonosito;nev", "SZ001;'=1+1", "SZ002;' '", "SZ003; Őr ")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('exported szervezetek[SZ001].nev=="=1+1"', True),
        ('exported szervezetek[SZ001].nev=="\'=1+1"', False),
        ("exported szervezetek[SZ002].nev==\"' '\"", True),
        ("exported szervezetek[SZ003].nev==Őr", False),
        ("exported szervezetek[SZ003].nev~=Őr", True),
        ('exported szervezetek[SZ003].nev~="O\\u030br"', True),
        ("exported szervezetek[SZ003].nev~=Or", False),
        ("exported szervezetek[SZ004].nev==Őr", False),
        ("exported szervezetek[SZ001].cim==x", False),
        ("exported cimek[SZ001].nev==x", False),
        ("export harmless", True),
    ],
)
def test_an_exported_cell_is_compared(
    tmp_path: Path, text: str, *, holds: bool
) -> None:
    told = a_told(tmp_path, a_step())
    export(told, "szervezetek", *NAMES)

    assert read_checks(text)[0].holds(told) is holds


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x"])
def test_an_exported_formula_is_not_harmless(tmp_path: Path, cell: str) -> None:
    told = a_told(tmp_path, a_step())
    (check,) = read_checks("export harmless")
    assert not check.holds(told)  # nothing was exported
    export(told, "szervezetek", *NAMES)
    export(told, "cimek", "szervezet;cim", f"SZ001;{cell}")

    assert not check.holds(told)


def test_a_number_of_an_export_is_compared_as_it_is_written(tmp_path: Path) -> None:
    told = a_told(tmp_path, a_step())
    export(told, "esemenyek", "azonosito;letszam;kezdet", "E1;25;2022-10-17")
    texts = (
        "exported esemenyek[E1].letszam==25",
        "exported esemenyek[E1].kezdet==2022-10-17",
        "exported esemenyek[E1].letszam==25.0",
    )

    assert [read_checks(text)[0].holds(told) for text in texts] == [True, True, False]


def test_a_workspace_is_compared(tmp_path: Path) -> None:
    told = a_told(tmp_path, a_step())
    (unchanged,), (absent,) = read_checks("db unchanged"), read_checks("! path absent")

    assert unchanged.holds(told)
    assert not unchanged.holds(changed(told, county="other"))
    assert absent.holds(told)
    told.yard.db.touch()
    assert not absent.holds(told)


def test_a_link_to_nothing_is_absent_and_what_it_points_to_is_not(
    tmp_path: Path,
) -> None:
    told = a_told(tmp_path, a_step())
    (absent,) = read_checks("path absent")
    told.yard.db.symlink_to(told.yard.root / "nowhere")

    assert absent.holds(told)
    (told.yard.root / "nowhere").touch()
    assert not absent.holds(told)


def test_the_demand_for_json_may_be_lifted() -> None:
    assert lifts_json(read_checks("no json ;; seconds<5"))
    assert not lifts_json(read_checks("seconds<5"))


@pytest.mark.parametrize(
    "text",
    [
        "result.added=3",
        "result.added",
        "added==3",
        "result.added>3",
        "findings.severity is warning",
        "findings.severity has warnings",
        "findings mention ",
        "where.file==x",
        "where.row",
        "where.line is given",
        "exported szervezetek.nev==x",
        "exported szervezetek[SZ001].nev!=x",
        "export harmful",
        "seconds<soon",
        "seconds>5",
        "db changed",
        "ok==true ;; nonsense",
        "0:ok==true",
        " ;; ",
    ],
)
def test_a_condition_that_is_not_understood_is_an_error(text: str) -> None:
    with pytest.raises(CheckNotUnderstoodError):
        read_checks(text)


def test_an_empty_column_asks_for_nothing_more() -> None:
    assert read_checks("") == []


def test_values_are_json_or_bare_words(tmp_path: Path) -> None:
    def holds(text: str, **values: Any) -> bool:
        return read_checks(text)[0].holds(a_told(tmp_path, a_step(**values)))

    assert holds('result.word=="25"', word="25")
    assert not holds("result.word==25", word="25")
    assert holds("result.word==2022-10-17", word="2022-10-17")
    assert holds(f"result.word=={json.dumps('ő')}", word="ő")
