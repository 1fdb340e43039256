"""Who may carry a process on: each by their own command, `--as` themselves."""

import pytest

from tests.commands.calling import Call
from tests.commands.tracked import meet_talk, open_stages, position, typed

#: A mentor of two communities, and others with a reach.
USERS = (
    ("anna", "mentor", "--unit", "KZ1"),
    ("anna", "mentor", "--unit", "KZ2"),
    ("bela", "koordinátor", "--county", "MEGYE-20"),
    ("cili", "módszertanos"),
    ("dora", "menedzser"),
    ("elek", "ellenőr"),
)


@pytest.fixture
def staffed(tracked: Call) -> Call:
    """Return the command where all three processes may be closed, beside its users."""
    meet_talk(tracked, ("F1", "F2", "F3"))
    for user in dict.fromkeys(user for user, *_role in USERS):
        tracked.well("user", "add", user, "--name", f"Példa {user.title()}")
    for user, *role in USERS:
        tracked.well("user", "role", user, *role)
    return tracked


def test_a_mentor_closes_the_stages_of_the_own_units(staffed: Call) -> None:
    words = ("talk", "--on", "2017-02-01", "--as", "anna")
    staffed.well("process", "close", "F1", *words)
    staffed.well("process", "close", "F2", *words)
    answer = staffed("process", "close", "F3", *words)

    assert open_stages(staffed, "F1") == ["draft", "history"]
    assert answer.status == 2
    assert open_stages(staffed, "F3") == ["talk"]
    (entry,) = staffed.asked("journal", "list", "--last", "1")["entries"]
    assert entry["actor"] == "anna"


def test_a_mentor_changes_nothing_of_other_units(staffed: Call) -> None:
    for words in (
        "close F3 talk --on 2017-02-01",
        "evidence F3 talk minutes --reference 1 --on 2017-01-20",
    ):
        told = staffed("process", *typed(words), "--as", "anna", "--json")
        assert (told.status, told.codes) == (2, ["not-allowed"])


@pytest.mark.parametrize(
    "words",
    [
        "skip F1 talk --reason x --on 2017-02-01",
        "reopen F1 talk --reason x",
        "hold F1 --reason x --on 2017-02-01",
        "resume F1 --on 2017-02-01",
        "cancel F1 --reason x --on 2017-02-01",
        "start F7 proba KZ1 --on 2017-02-01",
        "migrate proba --to 1 --process F1",
    ],
)
def test_what_needs_more_than_a_mentor_is_refused(staffed: Call, words: str) -> None:
    if "migrate" in words:
        path = staffed.sheet("uj.yaml", _second())
        staffed.well("template", "publish", path)
        words = words.replace("--to 1", "--to 2")
    before = position(staffed)
    answer = staffed("process", *typed(words), "--as", "anna")
    told = staffed("process", *typed(words), "--as", "anna", "--json")

    assert (answer.status, answer.out) == (2, "")
    assert told.codes == ["not-allowed"]
    assert position(staffed) == before


def _second() -> str:
    from tests.commands.tracked import TRIAL

    return TRIAL.replace("version: 1", "version: 2")


def test_a_coordinator_steers_what_lies_in_the_county(staffed: Call) -> None:
    own = ("--as", "bela", "--json")
    for words in (
        "hold F1 --reason x --on 2017-02-01",
        "resume F1 --on 2017-02-02",
        "skip F1 talk --reason x --on 2017-02-03",
        "reopen F1 talk --reason x",
        "cancel F1 --reason x --on 2017-02-04",
        "start F7 proba KZ2 --on 2017-02-01",
    ):
        staffed.well("process", *typed(words), *own)
    elsewhere = staffed("process", *typed("hold F3 --reason x"), *own)
    start = staffed("process", *typed("start F8 proba KZ3"), *own)

    assert (elsewhere.status, start.status) == (2, 2)
    assert set(elsewhere.codes + start.codes) <= {"not-found", "not-allowed"}


def test_an_approval_of_the_method_is_a_methodologists(staffed: Call) -> None:
    for stage in ("talk", "draft"):
        staffed.well(*typed(f"process skip F1 {stage} --reason x --on 2017-02-01"))
    words = typed("process evidence F1 plan method --on 2017-02-10 --json")
    mentor = staffed(*words, "--as", "anna", "--by", "Példa Cili")
    coordinator = staffed(*words, "--as", "bela", "--by", "Példa Cili")
    staffed.well(*words, "--as", "cili")
    other = typed("process evidence F1 plan council --on 2017-02-10 --json")
    closing = staffed(*typed("process close F1 plan --outcome adopted"), "--as", "cili")

    assert mentor.codes == coordinator.codes == ["not-allowed"]
    assert staffed(*other, "--as", "anna").codes == ["approver-missing"]
    staffed.well(*other, "--as", "anna", "--by", "Minta Mária")
    assert closing.status == 2
    shown = staffed.well(*typed("process show F1 --on 2017-02-11")).out
    assert "módszertani jóváhagyás" in shown


def test_a_methodologist_publishes_and_migrates(staffed: Call) -> None:
    path = staffed.sheet("uj.yaml", _second())
    for user in ("anna", "bela", "dora", "elek"):
        told = staffed("template", "publish", path, "--as", user, "--json")
        assert (told.status, told.codes) == (2, ["not-allowed"])
    staffed.well("template", "publish", path, "--as", "cili")
    for user in ("bela", "dora", "elek"):
        words = typed("process migrate proba --to 2 --json")
        assert staffed(*words, "--as", user).codes == ["not-allowed"]
    done = staffed.asked(*typed("process migrate proba --to 2 --as cili"))
    assert (done["moving"], done["staying"]) == (3, 0)


@pytest.mark.parametrize("user", ["cili", "dora", "elek"])
def test_nobody_else_records_a_stage(staffed: Call, user: str) -> None:
    before = position(staffed)
    for words in (
        "close F1 talk --on 2017-02-01",
        "evidence F1 talk minutes --reference 2 --on 2017-01-20",
        "skip F1 talk --reason x",
    ):
        told = staffed("process", *typed(words), "--as", user, "--json")
        assert (told.status, told.codes) == (2, ["not-allowed"])
    assert position(staffed) == before


def test_a_sheet_closes_nothing_where_one_row_is_not_the_mentors(
    staffed: Call,
) -> None:
    sheet = staffed.sheet(
        "lista.csv",
        "folyamat;szakasz;datum",
        *(f"{one};talk;2017-02-01" for one in ("F1", "F2", "F3")),
    )
    words = ("process", "close", "--file", sheet, "--as", "anna")
    answer = staffed(*words, "--json")

    errors = [one for one in answer.json["findings"] if one["severity"] == "error"]
    told = [(one["code"], one["where"]["row"]) for one in errors]
    assert told == [("not-allowed", 4)]
    assert open_stages(staffed) == ["talk"]
    sheet.write_text("folyamat;szakasz;datum\nF1;talk;2017-02-01\n", encoding="utf-8")
    assert staffed.asked(*words)["rows"] == 1
