"""Files of one kind are read as one sheet; many addresses of one body, in no time."""

from pathlib import Path
from time import process_time

import pytest
from xlsxwriter import Workbook

from cselekvo.domain.organisation import Address, Organisation
from cselekvo.exchange.folder import read_sheets
from cselekvo.exchange.importing import Options, import_sheets
from cselekvo.exchange.outcome import Outcome
from cselekvo.findings import Severity
from cselekvo.i18n import message
from cselekvo.workspace import Workspace
from tests.exchange.bringing import ORGANISATIONS, Bring
from tests.verbs import add_body

TATA = "O1;Első Kör;civil;Tata"


@pytest.mark.parametrize("reverse", [False, True])
def test_a_record_that_two_files_bring_alike_is_warned_of_and_written_once(
    workspace: Workspace, bring: Bring, reverse: bool
) -> None:
    sheets = {
        "szervezetek": [ORGANISATIONS, "O2;Második Kör;civil;Tab", TATA],
        "organisations": [ORGANISATIONS, TATA],
    }
    brought = bring(sheets, reverse=reverse)

    first, second = ("szervezetek", 3), ("organisations", 2)
    earlier, later = (first, second) if reverse else (second, first)
    found = brought.one("row-doubled")
    assert brought.told == [("row-doubled", *later)]
    assert found.values["file"] == f"{earlier[0]}.csv"
    assert earlier[0] in message(found, "hu")
    assert message(found, "en").startswith(f"O1: row {earlier[1]} of {earlier[0]}.csv")
    assert brought.counts("szervezetek") == (3, 2, 0, 1, 0)
    assert workspace.view().count(Address) == 2


@pytest.mark.parametrize(
    "other",
    ["O1;Első Kör;egyházi;Tata", "o1;Másik Kör;civil;Tata", "O1;Első Kör;civil;Tab"],
)
def test_two_files_that_contradict_each_other_are_refused(
    workspace: Workspace, bring: Bring, other: str
) -> None:
    sheets = {"organisations": [ORGANISATIONS, other], "szervezetek": [ORGANISATIONS]}
    sheets["szervezetek"].append(TATA)
    brought = bring(sheets)

    assert brought.told == [("row-doubled", "szervezetek", 2)]
    assert brought.one("row-doubled").severity is Severity.ERROR
    assert brought.one("row-doubled").values["file"] == "organisations.csv"
    assert workspace.view().count(Organisation) == 0

    left_out = bring(sheets, skip=True)

    assert left_out.counts("szervezetek") == (2, 1, 0, 0, 1)
    assert workspace.verify().findings == []


def test_relations_that_two_files_bring_are_compared_as_well(
    workspace: Workspace, bring: Bring
) -> None:
    add_body(workspace, "O1")
    header = "szervezet;szerep;telepules;cim"
    site = "O1;telephely;Tab;Fő u. 1."
    brought = bring({"addresses": [header, site], "cimek": [header, site]})

    assert brought.told == [("row-doubled", "cimek", 2)]
    other = site.replace("1.", "2.")
    brought = bring({"addresses": [header, site], "cimek": [header, other]})

    assert brought.told == [("row-doubled", "cimek", 2)]
    assert brought.one("row-doubled").severity is Severity.ERROR


def test_files_of_one_kind_may_bring_other_records_in_the_same_rows(
    workspace: Workspace, bring: Bring
) -> None:
    other = "O2;Második Kör;civil;Tab"
    sheets = {"szervezetek": [ORGANISATIONS, TATA], "organisations": [ORGANISATIONS]}
    sheets["organisations"].append(other)

    assert bring(sheets).words == []
    assert workspace.view().count(Organisation) == 2


def test_sheets_of_one_kind_in_a_workbook_are_told_by_their_names(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "w.xlsx"
    header = ORGANISATIONS.split(";")
    with Workbook(path) as book:
        for name, row in {"szervezetek": TATA, "organisations": f"{TATA}bánya"}.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, header)
            sheet.write_row(1, 0, row.split(";"))
    given, findings = read_sheets(path)
    outcome = Outcome()
    with workspace.change() as work:
        found = import_sheets(work, "x", given, Options(), outcome)

    (doubled,) = [one for one in [*findings, *found] if one.word == "row-doubled"]
    assert (doubled.values["file"], doubled.values["sheet"]) == (None, "szervezetek")
    assert "row 2 of sheet szervezetek was" in message(doubled, "en")


def test_thousands_of_addresses_of_one_organisation_are_told_apart_at_once(
    workspace: Workspace, bring: Bring
) -> None:
    sites = [f"Tanya {at}" for at in range(3000)]
    sheets = {
        "szervezetek": [f"{ORGANISATIONS};telephelyek", f"{TATA};{'|'.join(sites)}"],
        "cimek": [
            "szervezet;szerep;telepules",
            *(f"O1;levelezési cím;{s}" for s in sites),
        ],
    }
    began = process_time()
    brought = bring(sheets)
    again = bring(sheets)

    assert process_time() - began < 20  # each held against all others: over a minute
    assert brought.words == again.words == []
    assert workspace.view().count(Address) == 6001
    assert again.counts("cimek") == (3000, 0, 0, 3000, 0)
    assert again.counts("szervezetek") == (1, 0, 0, 1, 0)


def test_of_thousands_of_unknown_files_the_first_are_told_and_the_rest_counted(
    tmp_path: Path,
) -> None:
    for at in range(1500):
        (tmp_path / f"x{at}.csv").write_text("a\n", encoding="utf-8")

    given, findings = read_sheets(tmp_path)

    words = [one.word for one in findings]
    assert given == []
    assert words[:1000] == ["kind-unknown"] * 1000
    assert words[1000:] == ["nothing-to-read", "more-found"]
    assert findings[-1].values == {"count": 500}
