"""What is asked of every case can fail: each demand meets an answer that breaks it."""

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from tests.corpus.asking import MEMORY, faults
from tests.corpus.cases import Case, steps
from tests.corpus.checks import Told
from tests.corpus.running import Done
from tests.corpus.telling import a_finding, a_step, a_told, changed


def a_case(*statuses: int, checks: str = "", outcome: str = "ACCEPT") -> Case:
    return Case(
        commands=steps("-w {db} import {file}") * 2,
        outcome=outcome,
        statuses=statuses or (0,),
        checks=checks,
    )


def judged(told: Told, case: Case | None = None) -> list[str]:
    tree = told.yard.tree()
    return faults(case or a_case(), told, tree, tree)


def test_an_answer_that_is_right_has_no_fault(tmp_path: Path) -> None:
    told = a_told(tmp_path, a_step(), a_step(added=1))

    assert judged(told, a_case(checks="result.added==1")) == []


def one(told: Told, case: Case | None = None) -> str:
    (fault,) = judged(told, case)
    return fault


def test_another_status_is_a_fault(tmp_path: Path) -> None:
    told = a_told(tmp_path, a_step(), a_step(a_finding()))

    assert "status 2" in one(told)
    assert judged(told, a_case(2)) == []
    assert judged(told, a_case(2, 0)) == []
    assert "status 1" in one(a_told(tmp_path, a_step(), a_step(status=1)), a_case(2))


def test_a_chain_may_stop_early_only_where_a_refusal_is_right(tmp_path: Path) -> None:
    told = a_told(tmp_path, a_step(a_finding()))

    assert "step 1 ended with 2" in one(told, a_case(2))
    assert judged(told, a_case(0, 2)) == []


def test_conditions_are_asked_of_a_status_that_is_right_alone(tmp_path: Path) -> None:
    refused = a_told(tmp_path, a_step(), a_step(a_finding()))
    taken = a_told(tmp_path, a_step(), a_step(added=2))

    assert judged(refused, a_case(0, 2, checks="result.added==1")) == []
    assert "not so" in one(refused, a_case(0, 2, checks="! result.added==1"))
    assert "not so" in one(refused, a_case(2, checks="result.added==1"))
    assert "not so" in one(taken, a_case(0, 2, checks="result.added==1"))


def test_what_is_taken_with_a_warning_has_one(tmp_path: Path) -> None:
    case = a_case(outcome="ACCEPT_WARN")

    assert "without a warning" in one(a_told(tmp_path, a_step(), a_step()), case)
    assert judged(a_told(tmp_path, a_step(a_finding("warning")), a_step()), case) == []


def last(told: Told, **values: Any) -> Told:
    return evolve(told, steps=(*told.steps[:-1], evolve(told.last, **values)))


ANSWER: dict[str, object] = {"ok": True, "findings": [], "result": {}}


@pytest.mark.parametrize(
    "out",
    [
        b"",
        b"Done.",
        b"[]",
        b"{}",
        json.dumps(ANSWER).encode() * 2,
        json.dumps({**ANSWER, "more": 1}).encode(),
        b"note\n" + json.dumps(ANSWER).encode(),
    ],
)
def test_an_answer_is_one_object(tmp_path: Path, out: bytes) -> None:
    told = last(a_told(tmp_path, a_step(), a_step()), out=out)

    assert "not the one JSON object" in one(told)
    assert judged(told, a_case(checks="no json")) == []


def test_ok_says_the_same_as_the_status(tmp_path: Path) -> None:
    out = json.dumps({**ANSWER, "ok": False}).encode()

    assert "ok is False" in one(last(a_told(tmp_path, a_step(), a_step()), out=out))


def test_a_refusal_has_a_finding_of_severity_error(tmp_path: Path) -> None:
    told = a_told(tmp_path, a_step(), a_step(a_finding("warning"), status=2))

    assert "without a finding" in one(told, a_case(2))


@pytest.mark.parametrize("message", ["", "Nincs ilyen: %(name)s."])
def test_a_finding_has_a_whole_sentence(tmp_path: Path, message: str) -> None:
    told = a_told(tmp_path, a_step(), a_step(a_finding("note", message)))

    assert "without a sentence" in one(told)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"late": True}, "killed after"),
        ({"memory": MEMORY}, "took 512 MiB"),
        ({"err": b"Traceback (most recent call last):"}, "a traceback"),
        ({"err": b'  File "cli.py", line 1'}, "a traceback"),
        ({"err": b"red: \x1b[31m"}, "escape"),
        ({"left": True}, "left behind"),
        ({"events": (("starts", "('/bin/sh',)"),)}, "starts"),
        ({"events": (("talks", "(('127.0.0.1', 9),)"),)}, "talks"),
        ({"events": (("writes", "/var/tmp/x"),)}, "writes /var/tmp/x"),
        ({"events": (("reads", "/etc/passwd"),)}, "reads /etc/passwd"),
    ],
)
def test_what_a_command_must_never_do_is_a_fault(
    tmp_path: Path, values: dict[str, Any], said: str
) -> None:
    assert said in one(last(a_told(tmp_path, a_step(), a_step()), **values))


def test_what_a_command_may_do_is_none(tmp_path: Path) -> None:
    told = a_told(tmp_path, a_step(), a_step())
    root = told.yard.root
    events = (
        ("writes", f"{root}/w.db"),
        ("writes", "/site/__pycache__/x.pyc"),
        ("reads", "/etc/localtime"),
    )

    assert judged(last(told, events=events)) == []
    beside = (("writes", f"{root}-other"),)
    assert f"writes {root}-other" in one(last(told, events=beside))


def _passwd() -> bytes:
    return Path("/etc/passwd").read_bytes().splitlines()[0]


def test_the_content_of_a_file_that_was_not_named_is_a_fault(tmp_path: Path) -> None:
    told = a_told(tmp_path, a_step(), a_step())
    said = "the content of a file that was not named"

    assert said in one(last(told, err=b"Hiba: " + _passwd()))
    told.yard.export.mkdir()
    (told.yard.export / "nevek.csv").write_bytes(_passwd())
    assert [said in fault for fault in judged(told)] == [True, True]


def test_the_content_of_a_file_that_the_input_points_to_is_a_fault(
    tmp_path: Path,
) -> None:
    (tmp_path / "secret.txt").write_text("not for you at all", encoding="utf-8")
    entity = f'<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">'
    (tmp_path / "in.csv").write_text(entity, encoding="utf-8")
    told = a_told(tmp_path, a_step(), a_step(name="not for you at all"))
    case = evolve(a_case(), file=tmp_path / "in.csv")

    assert "not named" in one(told, case)
    assert judged(told) == []


@pytest.mark.parametrize("status", [2, 3])
def test_a_refusal_that_changes_the_workspace_is_a_fault(
    tmp_path: Path, status: int
) -> None:
    told = a_told(tmp_path, a_step(), a_step(a_finding(), status=status))

    assert judged(told, a_case(status)) == []
    assert "another" in one(changed(told, county="x"), a_case(status))
    done = changed(a_told(tmp_path, a_step(), a_step()), county="x")
    assert judged(done) == []


def test_a_refusal_is_compared_with_what_its_own_step_found(tmp_path: Path) -> None:
    told = a_told(tmp_path, a_step(), a_step(a_finding()))
    first, second = {"": "empty"}, {"": "imported"}

    assert judged(evolve(told, content=(first, second, second)), a_case(2)) == []


@pytest.mark.parametrize("name", ["otthon/.cache", "scratch/tmp1", "itt/nohup.out"])
def test_what_is_written_unasked_is_a_fault(tmp_path: Path, name: str) -> None:
    told = a_told(tmp_path, a_step(), a_step())
    (told.yard.root / name).touch()

    assert "unasked" in one(told)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"be/in.csv": "a"}, {"be/in.csv": "b"}, "changed: be/in.csv"),
        ({"be/in.csv": "a"}, {}, "removed: be/in.csv"),
        ({}, {"be/in.csv.lock": "a"}, "made: be/in.csv.lock"),
        ({}, {"w.db-journal": "a"}, "made: w.db-journal"),
        ({}, {".w.db.17.part": "a"}, "made: .w.db.17.part"),
        ({}, {"tmp/ki2/x": "a"}, "made: tmp/ki2/x"),
        ({"tmp/ki/x": "a"}, {"tmp/ki/x": "b"}, "changed: tmp/ki/x"),
    ],
)
def test_what_is_changed_or_made_beside_the_workspace_is_a_fault(
    tmp_path: Path, before: dict[str, str], after: dict[str, str], said: str
) -> None:
    case = evolve(a_case(), commands=steps("-w {db} export {tmp}/ki"))

    assert faults(case, a_told(tmp_path, a_step()), before, after) == [said]


def test_the_workspace_and_the_asked_output_may_be_made(tmp_path: Path) -> None:
    case = evolve(a_case(), commands=steps("-w {db} export {tmp}/ki"))
    made = dict.fromkeys(("w.db", "w.db-wal", "w.db.lock", "tmp/ki", "tmp/ki/x"), "a")

    assert faults(case, a_told(tmp_path, a_step()), {"w.db": "b"}, made) == []


def test_a_file_that_an_object_holds_is_read_as_an_object() -> None:
    assert Done(status=0, out=b'{"ok": true}').object == {"ok": True}
    assert Done(status=0, out=b"[1]").object is None
