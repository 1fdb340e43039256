"""Writing a workspace out, and reading it in again."""

import pytest

from tests.commands.calling import Call
from tests.commands.knowing import facts
from tests.exchange.workbooks import rows, saved, sheet


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


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_a_workbook_read_into_an_empty_workspace_gives_equal_facts(
    demo: Call, lang: str
) -> None:
    written = demo.asked("export", "ki.xlsx", "--lang", lang)
    demo.well("-w", "új.db", "init")
    demo.well("-w", "új.db", "import", "ki.xlsx")

    assert written["file"] == "ki.xlsx"
    assert facts(demo.folder / "új.db") == facts(demo.folder / "cselekvo.db")
    demo.well("-w", "új.db", "export", "ki2.xlsx", "--lang", lang)
    one, two = (demo.folder / name for name in ("ki.xlsx", "ki2.xlsx"))
    assert one.read_bytes() == two.read_bytes()


def test_importing_an_exported_workbook_again_changes_nothing(demo: Call) -> None:
    written = demo.asked("export", "ki.XLSX")
    head = demo.asked("verify")["head"]
    done = demo.asked("import", "ki.XLSX")

    assert done["added"] == done["changed"] == done["refused"] == 0
    counts = {name: one["unchanged"] for name, one in done["by_kind"].items()}
    assert counts == written["by_kind"]
    assert demo.asked("verify")["head"] == head


def test_a_workbook_may_be_looked_at_first(demo: Call) -> None:
    demo.well("export", "ki.xlsx")
    demo.well("-w", "új.db", "init")
    before = demo.asked("-w", "új.db", "verify")
    answer = demo.well("-w", "új.db", "import", "ki.xlsx", "--dry-run")

    assert "Próbafutás volt: nem íródott be semmi." in answer.out
    assert demo.asked("-w", "új.db", "verify") == before


def test_the_same_workbook_is_the_same_request(demo: Call) -> None:
    demo.well("export", "ki.xlsx")
    demo.well("-w", "új.db", "init")
    call = ("-w", "új.db", "--request-id", "R1", "import", "ki.xlsx")
    first = demo.asked(*call)
    again = demo.asked(*call)

    assert first["by_kind"] == again["by_kind"]
    assert len(demo.asked("-w", "új.db", "journal", "list")["entries"]) == 2


def test_faults_in_a_workbook_are_told_sheet_by_sheet(empty: Call) -> None:
    empty.well("export", "--empty", "be.xlsx")
    assert empty("import", "be.xlsx").status == 2
    assert "nincs mit beolvasni" in empty("import", "be.xlsx").err

    sheets = {
        "szemelyek": sheet(rows(("azonosito", "nev"), ("P1", ""), ("P2", "x"))),
        "szervezetek": sheet(rows(("azonosito",), ("O1",))),
    }
    saved(empty.folder / "be.xlsx", sheets)
    answer = empty("import", "be.xlsx", "--json")
    places = [
        (one["where"]["sheet"], one["where"]["row"], one["where"]["column"])
        for one in answer.json["findings"]
    ]
    assert answer.status == 2
    assert places[0] == ("szervezetek", 1, None)
    assert places[-1] == ("szemelyek", 2, "nev")
    assert "be.xlsx, szemelyek, 2. sor, nev" in empty("import", "be.xlsx").err


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_empty_sheets_need_no_workspace(call: Call, lang: str) -> None:
    workbook = call.asked("export", "--empty", "be.xlsx", "--lang", lang)
    folder = call.asked("export", "--empty", "be", "--lang", lang)

    assert workbook["file"] == "be.xlsx"
    assert folder["folder"] == "be"
    assert workbook["kinds"] == folder["kinds"]
    names = {one.name for one in (call.folder / "be").iterdir()}
    assert ("szervezetek.csv" if lang == "hu" else "organisations.csv") in names
    assert sorted(one.name for one in call.folder.iterdir()) == ["be", "be.xlsx"]


def test_an_empty_sheet_of_one_kind_only(call: Call) -> None:
    done = call.asked(
        "export", "--empty", "--as", "memberships", "be.xlsx", "--lang", "en"
    )

    assert done["kinds"] == ["tagsagok"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("ki", "--as", "szervezetek"), "option-needs-other"),
        (("ki", "--empty", "--as", "szervezet"), "not-found"),
        (("ki", "--empty", "--known-at", "#1"), "options-exclude"),
        (("ki.csv",), "format-not-written"),
        (("ki.xls",), "format-not-written"),
        (("ki.ods", "--empty"), "format-not-written"),
    ],
)
def test_wishes_that_make_no_sense_are_refused(
    demo: Call, words: tuple[str, ...], code: str
) -> None:
    answer = demo("export", *words, "--json")

    assert answer.status == 2
    assert answer.codes == [code]
    assert not (demo.folder / words[0]).exists()
