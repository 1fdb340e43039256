"""The chain of the journal: what `verify` finds when somebody was at the database."""

from collections.abc import Callable

import pytest

from cselekvo.store import canonical, entries
from cselekvo.workspace import Workspace
from tests.stores import Clock, Store
from tests.verbs import (
    add_body,
    add_human,
    found,
    join,
    leave,
    move_seat,
    stand,
)

Tamper = Callable[[Store], None]


def some_history(workspace: Workspace) -> None:
    """Make eight entries with rows opened and closed, sealed texts among them."""
    add_body(workspace, "O1", email="kor@example.hu")
    add_body(workspace, "O2")
    found(workspace)
    add_human(workspace, email="minta@example.hu")
    join(workspace)
    stand(workspace)
    leave(workspace)
    move_seat(workspace, "O2", "Pécs", "2016-01-01")


def _statements(*texts: str) -> Tamper:
    return lambda store: store.tamper(*texts)


def edit_with_hash(store: Store) -> None:
    row = store.look(
        "SELECT seq, instant, 'somebody', action, subject, request_id, seal, digest, "
        "previous, hash FROM journal WHERE seq = 4"
    )[0]
    hash_ = entries.chained(entries.columns_of(row))
    store.tamper(
        f"UPDATE journal SET actor = 'somebody', hash = '{hash_}' WHERE seq = 4"
    )


_SALT = "0" * 32
TAMPERINGS: dict[str, tuple[Tamper, str]] = {
    "a changed row": (
        _statements("UPDATE membership SET voting = 0"),
        "digest-differs",
    ),
    "a changed day": (
        _statements("UPDATE membership SET period_start = '2014-01-01'"),
        "digest-differs",
    ),
    "a deleted row": (
        _statements("DELETE FROM address WHERE seq_to IS NOT NULL"),
        "digest-differs",
    ),
    "a row that no entry wrote": (
        _statements(
            "INSERT INTO roundtable (number, seq_from, seq_to, name, level) "
            "SELECT number, 99, 100, 'x', 'district' FROM roundtable"
        ),
        "row-without-entry",
    ),
    "a row put under an old entry": (
        _statements(
            "INSERT INTO roundtable (number, seq_from, seq_to, name, level) "
            "SELECT number, 2, 3, 'x', 'district' FROM roundtable"
        ),
        "digest-differs",
    ),
    "a row closed silently": (
        _statements("UPDATE roundtable SET seq_to = 9"),
        "digest-differs",
    ),
    "a row opened again silently": (
        _statements("UPDATE membership SET seq_to = 99 WHERE seq_to IS NOT NULL"),
        "row-without-entry",
    ),
    "records that changed their ids": (
        _statements(
            "UPDATE identity SET id = 'swap' WHERE id = 'O1'",
            "UPDATE identity SET id = 'O1' WHERE id = 'O2'",
            "UPDATE identity SET id = 'O2' WHERE id = 'swap'",
        ),
        "digest-differs",
    ),
    "an edited entry": (
        _statements("UPDATE journal SET actor = 'somebody' WHERE seq = 4"),
        "hash-differs",
    ),
    "an edited instant": (
        _statements(
            "UPDATE journal SET instant = '2001-01-01T00:00:00.000000Z' WHERE seq = 4"
        ),
        "instant-runs-back",
    ),
    "a removed entry in the middle": (
        _statements(
            "DELETE FROM journal_personal WHERE seq = 4",
            "DELETE FROM journal WHERE seq = 4",
        ),
        "entry-missing",
    ),
    "the last entry removed": (
        _statements(
            "DELETE FROM journal_personal WHERE seq = 9",
            "DELETE FROM journal WHERE seq = 9",
        ),
        "row-without-entry",
    ),
    "two entries swapped": (
        _statements(
            "UPDATE journal SET seq = -1 WHERE seq = 4",
            "UPDATE journal SET seq = 4 WHERE seq = 5",
            "UPDATE journal SET seq = 5 WHERE seq = -1",
        ),
        "chain-broken",
    ),
    "an edited entry with its hash made new": (
        edit_with_hash,
        "chain-broken",
    ),
    "a changed sealed text": (
        _statements("UPDATE personal SET content = replace(content, 'Minta', 'Másik')"),
        "seal-differs",
    ),
    "a sealed text that is no JSON": (
        _statements("UPDATE personal SET content = 'x'"),
        "seal-differs",
    ),
    "a changed salt": (
        _statements(f"UPDATE personal SET salt = '{_SALT}'"),
        "seal-differs",
    ),
    "a sealed text deleted without an erasure": (
        _statements("DELETE FROM personal"),
        "sealed-text-missing",
    ),
    "a sealed text deleted with a feigned erasure": (
        _statements(
            "INSERT INTO erased (number, seq_from, seq) "
            "SELECT number, seq_from, 9 FROM personal",
            "DELETE FROM personal",
        ),
        "digest-differs",
    ),
    "a sealed text deleted with an erasure of no entry": (
        _statements(
            "INSERT INTO erased (number, seq_from, seq) "
            "SELECT number, seq_from, 99 FROM personal",
            "DELETE FROM personal",
        ),
        "row-without-entry",
    ),
    "an entry's reason deleted with an erasure of no entry": (
        _statements(
            "INSERT INTO journal_erased (seq, erased_by) VALUES (4, 99)",
            "DELETE FROM journal_personal WHERE seq = 4",
        ),
        "row-without-entry",
    ),
    "a changed reason": (
        _statements("UPDATE journal_personal SET content = '{}' WHERE seq = 4"),
        "seal-differs",
    ),
    "a deleted reason": (
        _statements("DELETE FROM journal_personal WHERE seq = 4"),
        "sealed-text-missing",
    ),
    "a seal taken off": (
        _statements("UPDATE person SET seal = NULL"),
        "digest-differs",
    ),
}


class VerifyContract:
    """Nothing is ever silently changed."""

    def test_an_untouched_history_verifies(self, workspace: Workspace) -> None:
        some_history(workspace)

        told = workspace.verify()

        assert told.findings == []
        assert told.entries == 9
        assert told.head == workspace.head().hash
        assert told.rows > 300

    @pytest.mark.parametrize("what", TAMPERINGS)
    def test_verify_finds(
        self, store: Store, workspace: Workspace, clock: Clock, what: str
    ) -> None:
        some_history(workspace)
        workspace.close()
        tamper, code = TAMPERINGS[what]
        tamper(store)

        with store.open(clock) as opened:
            found_codes = {one.word for one in opened.verify().findings}

        assert code in found_codes

    def test_an_earlier_head_is_found_in_the_chain(self, workspace: Workspace) -> None:
        printed = workspace.head().hash
        some_history(workspace)

        assert workspace.verify(printed).findings == []

    def test_a_printed_head_finds_an_end_that_was_cut_off_whole(
        self, store: Store, workspace: Workspace, clock: Clock
    ) -> None:
        add_body(workspace)
        found(workspace)
        join(workspace)
        printed = workspace.head().hash
        workspace.close()
        store.tamper(
            "DELETE FROM membership",
            "DELETE FROM journal_personal WHERE seq = 4",
            "DELETE FROM journal WHERE seq = 4",
        )

        with store.open(clock) as opened:
            assert opened.verify().findings == []
            codes = [one.word for one in opened.verify(printed).findings]

        assert codes == ["head-not-found"]

    def test_the_first_entry_stands_on_nothing(self, workspace: Workspace) -> None:
        first = workspace.view().entry(1)

        assert first.previous == canonical.NO_HASH

    def test_progress_is_told_of_a_long_verify(self, workspace: Workspace) -> None:
        told: list[int] = []

        workspace.verify(tick=told.append)

        assert told == sorted(told)
