"""Writing a workspace out, and reading it in again."""

import pytest

from tests.commands.calling import Call
from tests.commands.knowing import facts


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_an_export_read_into_an_empty_workspace_gives_equal_facts(
    demo: Call, lang: str
) -> None:
    written = demo.asked("export", "ki", "--lang", lang)
    demo.well("-w", "új.db", "init")
    demo.well("-w", "új.db", "import", "ki")

    known = facts(demo.folder / "cselekvo.db")
    assert sum(map(len, known.values())) > 500
    assert facts(demo.folder / "új.db") == known
    assert sum(written["by_kind"].values()) > 500


def test_importing_an_export_again_changes_nothing(demo: Call) -> None:
    demo.well("export", "ki")
    head = demo.asked("verify")["head"]
    done = demo.asked("import", "ki")

    assert done["added"] == done["changed"] == done["refused"] == 0
    assert done["unchanged"] == done["read"] > 500
    assert demo.asked("verify")["head"] == head


def test_an_export_of_earlier_knowledge_leaves_out_what_came_later(demo: Call) -> None:
    demo.well("export", "régi", "--known-at", "#1")
    demo.well("export", "ki")

    assert not (demo.folder / "régi/szervezetek.csv").exists()
    assert (demo.folder / "ki/szervezetek.csv").exists()


def test_an_export_is_told_where_it_cannot_be_written(demo: Call) -> None:
    (demo.folder / "ki").write_text("", encoding="utf-8")
    answer = demo("export", "ki")

    assert answer.status == 3
    assert "ilyen nevű fájl már van" in answer.err
