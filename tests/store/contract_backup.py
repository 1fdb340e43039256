"""A backup is always a workspace file; a restore puts it in the place of what was."""

from pathlib import Path

import pytest

from cselekvo.actions.persons import erase_person
from cselekvo.domain.identifiers import PersonId
from cselekvo.domain.journal import BackupRecord
from cselekvo.domain.organisation import Organisation
from cselekvo.domain.user import Role
from cselekvo.errors import NotAllowedError, SurroundingsError
from cselekvo.rules.permissions import Grant
from cselekvo.store.database import (
    NotAWorkspaceError,
    UnreachableError,
    WorkspaceMissingError,
)
from cselekvo.workspace import Workspace
from tests.builders import an_actor, codes
from tests.store.contract_verify import some_history
from tests.stores import Clock, Store
from tests.verbs import (
    add_body,
    add_human,
    join,
)


class BackupContract:
    """What was acknowledged can be put back, whole, on either engine."""

    def test_a_backup_is_a_workspace_file_with_the_same_head(
        self, workspace: Workspace, tmp_path: Path, clock: Clock
    ) -> None:
        some_history(workspace)
        before = workspace.head()

        held = workspace.backup(tmp_path / "b.db")

        with Workspace.open(tmp_path / "b.db", clock=clock) as opened:
            assert opened.head() == before == held
            assert opened.verify(held.hash).findings == []
            assert opened.view().count(Organisation) == 2
            assert codes(join(opened, "O2")) == []
        record = workspace.view().facts(BackupRecord)[0]
        assert (record.position, record.head) == (held.seq, held.hash)
        assert workspace.verify(held.hash).findings == []

    def test_a_restore_brings_back_what_the_backup_held(
        self, store: Store, workspace: Workspace, tmp_path: Path, clock: Clock
    ) -> None:
        some_history(workspace)
        held = workspace.backup(tmp_path / "b.db")
        add_body(workspace, "LATER")
        workspace.close()

        told = Workspace.restore(store.where, tmp_path / "b.db")

        with store.open(clock) as opened:
            assert told == held == opened.head()
            assert opened.view().find(Organisation, "LATER") is None
            assert opened.view().count(Organisation) == 2
            assert opened.verify(held.hash).findings == []
            assert codes(add_body(opened, "LATER")) == []
            assert opened.verify().findings == []

    @pytest.mark.parametrize(
        "what", ["missing", "empty", "text", "random", "folder", "cut", "damaged"]
    )
    def test_a_restore_of_what_is_no_workspace_leaves_all_as_before(
        self,
        store: Store,
        workspace: Workspace,
        tmp_path: Path,
        clock: Clock,
        what: str,
    ) -> None:
        some_history(workspace)
        backup = tmp_path / "b.db"
        workspace.backup(backup)
        head = workspace.head()
        workspace.close()
        whole = backup.read_bytes()
        backup.unlink()
        if what == "folder":
            backup.mkdir()
        elif what != "missing":
            holed = bytearray(whole)
            holed[8192:16384] = bytes(8192)
            texts = {
                "empty": b"",
                "text": b"nev;tipus\n",
                "random": bytes(range(256)) * 64,
                "cut": whole[: len(whole) // 2],
                "damaged": bytes(holed),
            }
            backup.write_bytes(texts[what])

        with pytest.raises((NotAWorkspaceError, WorkspaceMissingError)):
            Workspace.restore(store.where, backup)

        with store.open(clock) as opened:
            assert opened.head() == head
            assert opened.verify(head.hash).findings == []

    def test_a_restore_takes_the_place_of_a_file_that_is_lost(
        self, workspace: Workspace, tmp_path: Path, clock: Clock
    ) -> None:
        held = workspace.backup(tmp_path / "b.db")
        lost = tmp_path / "lost.db"
        Workspace.restore(lost, tmp_path / "b.db", clock=clock)

        with Workspace.open(lost, clock=clock) as opened:
            last = opened.view().journal()[0]
            assert (last.action, last.previous) == ("restore", held.hash)
            assert opened.verify(held.hash).findings == []
        with pytest.raises(UnreachableError):
            Workspace.restore(tmp_path / "no" / "lost.db", tmp_path / "b.db")

    def test_who_may_not_back_up_does_not(
        self, workspace: Workspace, tmp_path: Path
    ) -> None:
        with pytest.raises(NotAllowedError):
            workspace.backup(tmp_path / "b.db", an_actor(Grant(Role.AUDITOR)))

        assert not (tmp_path / "b.db").exists()

    @pytest.mark.parametrize("target", ["no/such/folder/b.db", "folder"])
    def test_a_target_that_cannot_be_written_leaves_no_trace(
        self, workspace: Workspace, tmp_path: Path, target: str
    ) -> None:
        (tmp_path / "folder").mkdir()
        head = workspace.head()
        before = sorted(path.name for path in tmp_path.iterdir())

        with pytest.raises(SurroundingsError):
            workspace.backup(tmp_path / target)

        assert workspace.head() == head
        assert sorted(path.name for path in tmp_path.iterdir()) == before

    def test_an_erasure_names_the_backups_it_does_not_reach(
        self, workspace: Workspace, tmp_path: Path
    ) -> None:
        add_human(workspace)
        workspace.backup(tmp_path / "b.db")

        with workspace.change() as work:
            findings = erase_person(work, PersonId("P1"), "kérésre")

        assert codes(findings) == ["person-erased", "erasure-not-reached"]
        assert findings[1].values["what"] == str(tmp_path / "b.db")
