"""The journal, the way back, and who may do what, by the command."""

import pytest

from tests.commands.calling import Call


def test_a_repeated_request_is_done_once(table: Call) -> None:
    words = ("roundtable", "join", "K1", "O2", "--on", "2016-01-01")
    table.well(*words, "--request-id", "r1")
    head = table.asked("verify")["head"]

    assert table.well("--request-id", "r1", *words).status == 0
    assert table.asked("verify")["head"] == head
    other = table(*words[:-1], "2017-01-01", "--request-id", "r1", "--json")
    assert (other.status, other.codes) == (2, ["request-reused"])


def test_an_entry_is_shown_and_taken_back_once(table: Call) -> None:
    last = table.asked("journal", "list", "--last", "1")["entries"][0]
    shown = table.asked("journal", "show", f"#{last['seq']}")
    table.well("journal", "undo", str(last["seq"]), "--reason", "téves")

    assert last["action"] == "roundtable represent"
    assert [one["kind"] for one in shown["changes"]] == ["representation"]
    assert f"+ képviselet {shown['changes'][0]['id']}" in (
        table.well("journal", "show", str(last["seq"])).out
    )
    (member,) = table.asked("roundtable", "members", "K1")["members"]
    assert member["representatives"] == []
    (undo, *_) = table.asked("journal", "list")["entries"]
    assert (undo["action"], undo["reason"]) == ("journal undo", "téves")
    again = table("journal", "undo", str(last["seq"]))
    assert again.status == 2
    assert "nem vonható vissza" in again.err


@pytest.mark.parametrize(
    ("seq", "code"),
    [
        ("1", "beginning-cannot-be-undone"),
        ("2", "built-upon"),
        ("99", "no-such-entry"),
        ("tíz", "value-not-read"),
    ],
)
def test_what_cannot_be_taken_back_is_told(table: Call, seq: str, code: str) -> None:
    answer = table("journal", "undo", seq, "--json")

    assert answer.status == 2
    assert code in answer.codes


def test_the_journal_can_be_narrowed_to_a_record(table: Call) -> None:
    of = table.asked("journal", "list", "--of", "K1", "--all")["entries"]

    assert {one["action"] for one in of} == {
        "roundtable found",
        "roundtable join",
        "roundtable represent",
    }
    assert len(table.asked("journal", "list", "--last", "2")["entries"]) == 2
    assert table("journal", "show", "99", "--json").codes == ["not-found"]


def test_a_user_acts_within_their_roles_only(table: Call) -> None:
    table.well("user", "add", "kovacs", "--name", "Kovács Példa")
    table.well("user", "role", "kovacs", "partner", "--organisation", "O1")
    listed = table.asked("organisation", "list", "--as", "kovacs")
    denied = table("--as", "kovacs", "roundtable", "join", "K1", "O2")

    assert [one["id"] for one in listed["organisations"]] == ["O1"]
    assert denied.status == 2
    assert denied.err == (
        "Hiba: kovacs nem jogosult erre: kerekasztal szerkesztése (K1). "
        "Nincs olyan szerepköre, amely ezt itt megengedné.\n"
    )
    assert table("--as", "kovacs", "organisation", "show", "O2").status == 2
    assert table("--as", "senki", "organisation", "list", "--json").codes == [
        "user-unknown"
    ]
    whole = table("--as", "kovacs", "backup", "m.db", "--json")
    assert whole.codes == ["not-allowed"]
    assert not (table.folder / "m.db").exists()


def test_a_user_loses_a_role_and_is_disabled(table: Call) -> None:
    table.well("user", "add", "kovacs")
    table.well("user", "role", "kovacs", "koordinátor")
    assert table.well("user", "list").out.splitlines()[-1].split()[-1] == "koordinátor"
    table.well("user", "role", "kovacs", "coordinator", "--remove")
    assert table.asked("user", "list")["users"][0]["roles"] == []
    table.well("user", "disable", "kovacs")
    assert "letiltva" in table.well("user", "list").out
    assert table("--as", "kovacs", "user", "list").status == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--county", "MEGYE-20", "--unit", "K1"), "Csak egy hatókört adjon meg"),
        (("--unit", "K9"), "nem létező adatra mutat: K9"),
    ],
)
def test_a_reach_that_cannot_be_is_refused(
    table: Call, words: tuple[str, ...], said: str
) -> None:
    table.well("user", "add", "kovacs")
    answer = table("user", "role", "kovacs", "mentor", *words)

    assert answer.status == 2
    assert said in answer.err
