"""A matrix of one's own is read as it stands; what cannot be read is named by cell."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from cselekvo.exchange.matrix import LIMITS, read_matrix
from cselekvo.findings import Finding, Severity
from cselekvo.i18n.sentences import message
from cselekvo.network.matching import Problem, Supplier, solve
from tests.exchange import workbooks

Save = Callable[..., Path]


@pytest.fixture
def saved(tmp_path: Path) -> Save:
    def save(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "m.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return save


def _read(path: Path, capacity: int | None = 5, **options: Any) -> Problem:
    problem, findings = read_matrix(path, capacity=capacity, **options)
    assert findings == []
    assert problem is not None
    return problem


def _refused(
    path: Path, capacity: int | None = 5, **options: Any
) -> list[tuple[str, int | None, str | None]]:
    problem, findings = read_matrix(path, capacity=capacity, **options)
    assert problem is None
    return [_at(one) for one in findings]


def _at(finding: Finding) -> tuple[str, int | None, str | None]:
    assert finding.where is not None
    assert "%(" not in message(finding, "hu")
    assert "{" not in message(finding, "hu") + message(finding, "en")
    return finding.word, finding.where.row, finding.where.column


def test_the_first_column_is_mentors_and_the_header_units(saved: Save) -> None:
    path = saved("mentor;Kőszeg;Sárvár\nÁgi;10;12,5\nBéla;-;20\n")

    problem = _read(path)

    assert problem.mentors == (Supplier("Ági", 5), Supplier("Béla", 5))
    assert problem.units == ("Kőszeg", "Sárvár")
    assert problem.cost == [[10, Decimal("12.5")], [None, 20]]
    assert problem.forbidden == {("Kőszeg", "Béla")}
    matching, _ = solve(problem)
    assert matching is not None
    assert matching.total_cost == Decimal("22.5")


@pytest.mark.parametrize("cell", ["-", "x", "X", "–", " x ", "'-"])
def test_a_dash_or_an_x_forbids_the_pair(saved: Save, cell: str) -> None:
    problem = _read(saved(f"m;a\nA;{cell}\n"))

    assert problem.forbidden == {("a", "A")}


@pytest.mark.parametrize(
    ("cell", "cost"),
    [
        ("0", 0),
        ("12", 12),
        ("12.5", Decimal("12.5")),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1.234.567", 1_234_567),
        ("1.234", Decimal("1.234")),
        ("-0", 0),
    ],
)
def test_a_cost_is_a_number_in_any_usual_form(
    saved: Save, cell: str, cost: Decimal
) -> None:
    assert _read(saved(f"m;a\nA;{cell}\n")).cost == [[cost]]


def test_a_single_dot_parts_groups_where_that_is_said(saved: Save) -> None:
    path = saved("m;a;b\nA;1.234;0,5\n")

    assert _read(path, dots_group=True).cost == [[1234, Decimal("0.5")]]


@pytest.mark.parametrize("text", [",a,b\nA,1,2\n", "\ta\tb\nA\t1\t2\n"])
def test_the_corner_may_be_empty(saved: Save, text: str) -> None:
    problem = _read(saved(text))

    assert problem.mentors == (Supplier("A", 5),)
    assert problem.units == ("a", "b")


def test_an_old_encoding_is_read_where_it_is_named(saved: Save) -> None:
    path = saved("mentor;Őriszentpéter\nGyőző;3\n", "cp1250")

    assert _read(path, encoding="cp1250").units == ("Őriszentpéter",)


@pytest.mark.parametrize("name", ["kapacitas", "Kapacitás", "capacity"])
def test_a_column_of_capacities_goes_before_the_one_for_all(
    saved: Save, name: str
) -> None:
    path = saved(f"mentor;a;{name};b\nA;1;3;2\nB;3;;4\n")

    problem = _read(path, capacity=7)

    assert problem.units == ("a", "b")
    assert problem.mentors == (Supplier("A", 3), Supplier("B", 7))
    assert problem.cost == [[1, 2], [3, 4]]


def test_a_mentor_without_capacity_is_asked_about(saved: Save) -> None:
    column = saved("mentor;a;kapacitas\nA;1;3\nB;2;\n")
    assert _refused(column, None) == [("matrix-capacity-missing", 3, "kapacitas")]

    none = saved("mentor;a\nA;1\n")
    assert _refused(none, None) == [("matrix-capacity-missing", 2, None)]


def test_all_cells_at_fault_are_named_at_once(saved: Save) -> None:
    path = saved(
        "mentor;a;b;kapacitas\nA;;sok;5\nB;-3;1000000000;öt\nC;1;nan;-1\n;1;2;3\n"
    )

    assert _refused(path) == [
        ("matrix-cell-empty", 2, "a"),
        ("value-not-read", 2, "b"),
        ("matrix-cost-negative", 3, "a"),
        ("matrix-cost-too-large", 3, "b"),
        ("value-not-read", 3, "kapacitas"),
        ("value-not-read", 4, "b"),
        ("value-not-read", 4, "kapacitas"),
        ("matrix-mentor-missing", 5, "mentor"),
    ]


def test_a_text_where_a_cost_belongs_says_what_would_be_allowed(saved: Save) -> None:
    _, findings = read_matrix(saved("m;a\nA;messze\n"), capacity=1)

    assert message(findings[0], "hu") == (
        "„messze” nem értelmezhető – a költség szám: 12, 1 234 vagy 12,5; "
        "a - vagy az x tiltja a párt."
    )


def test_an_empty_cell_names_its_pair(saved: Save) -> None:
    _, findings = read_matrix(saved("m;Kőszeg\nÁgi;\n"), capacity=1)

    assert message(findings[0], "hu") == (
        "Üres cella: Ági és Kőszeg párjának nincs költsége. "
        "Írja be, vagy tiltsa meg a párt (- vagy x)."
    )


def test_doubled_mentors_and_units_are_found(saved: Save) -> None:
    units = saved("m;a;A\nX;1;2\n")
    assert _refused(units) == [("header-doubled", 1, "A")]

    mentors = saved("m;a\nÁgi;1\nBéla;2\nagi;3\n")
    assert _refused(mentors) == [("matrix-mentor-doubled", 4, "m")]


def test_two_columns_of_capacities_are_one_too_many(saved: Save) -> None:
    path = saved("m;a;kapacitas;capacity\nX;1;2;3\n")

    assert _refused(path) == [("header-doubled", 1, "capacity")]


def test_a_matrix_without_units_or_mentors_is_none(saved: Save) -> None:
    assert _refused(saved("m;kapacitas\nA;3\n")) == [("matrix-without-units", 1, None)]
    assert _refused(saved("m;a;b\n")) == [("matrix-without-mentors", None, None)]
    assert _refused(saved("")) == [("header-missing", 1, None)]


def test_a_control_character_in_a_name_is_refused(saved: Save) -> None:
    assert _refused(saved("m;a\nA\x01;1\n")) == [("value-not-read", 2, "m")]


def test_a_row_that_is_too_long_is_refused(saved: Save) -> None:
    assert _refused(saved("m;a\nA;1;2\n")) == [("row-too-long", 2, "C")]


def test_a_column_without_data_needs_no_name(saved: Save) -> None:
    problem = _read(saved("m;a;;b\nA;1;;2\n"))

    assert problem.units == ("a", "b")
    assert problem.cost == [[1, 2]]


def test_many_decimals_are_rounded_and_told_once(saved: Save) -> None:
    path = saved("m;a;b\nA;1,23456;2,5\nB;0,0005;1,9999\n")

    problem, findings = read_matrix(path, capacity=1)

    assert problem is not None
    (found,) = findings
    assert _at(found) == ("matrix-costs-rounded", 2, "a")
    assert found.severity is Severity.WARNING
    assert found.values == {"count": 3}
    matching, _ = solve(problem)
    assert matching is not None
    assert matching.total_cost == Decimal("2.5")


def test_of_many_faults_the_first_are_named_and_the_rest_counted(saved: Save) -> None:
    few = evolve(LIMITS, findings=2)

    problem, findings = read_matrix(
        saved("m;a;b;c;d;e\nA;;;;;\n"), capacity=1, limits=few
    )

    assert problem is None
    assert [one.word for one in findings] == [
        "matrix-cell-empty",
        "matrix-cell-empty",
        "matrix-more-found",
    ]
    assert findings[-1].values == {"count": 3}


def test_a_matrix_as_wide_as_a_programme_is_read(saved: Save) -> None:
    units = [f"u{n}" for n in range(1_000)]
    rows = [";".join([f"m{n}", *["7"] * 1_000]) for n in range(3)]

    problem = _read(saved("\n".join([";".join(["", *units]), *rows])))

    assert problem.units == tuple(units)
    assert len(problem.mentors) == 3


Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(**sheets: list[list[Any]]) -> Path:
        xlsxwriter = pytest.importorskip("xlsxwriter")
        path = tmp_path / "m.xlsx"
        with xlsxwriter.Workbook(path) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return path

    return write


def test_a_workbook_is_read_like_a_csv(written: Write) -> None:
    path = written(
        percek=[[None, "a", "b", "kapacitas"], ["A", 10, 12.5, 3], ["B", "x", 7, 2]],
        ures=[],
    )

    problem = _read(path, None)

    assert problem.mentors == (Supplier("A", 3), Supplier("B", 2))
    assert problem.cost == [[10, Decimal("12.5")], [None, 7]]
    assert problem.forbidden == {("a", "B")}


def test_units_of_a_workbook_may_be_numbers(written: Write) -> None:
    problem = _read(written(m=[[None, 101, 102], ["A", 1, 2]]))

    assert problem.units == ("101", "102")


def test_cells_at_fault_in_a_workbook_are_named(written: Write) -> None:
    path = written(m=[["m", "a", "b"], ["A", None, "sok"], ["B", -1, True]])

    assert _refused(path) == [
        ("matrix-cell-empty", 2, "a"),
        ("value-not-read", 2, "b"),
        ("matrix-cost-negative", 3, "a"),
        ("value-not-read", 3, "b"),
    ]


def test_a_workbook_with_two_filled_sheets_is_refused(written: Write) -> None:
    path = written(egy=[["m", "a"], ["A", 1]], ketto=[["m", "a"], ["A", 1]])

    assert _refused(path) == [("matrix-sheets-several", None, None)]


def test_an_empty_workbook_is_refused(written: Write) -> None:
    assert _refused(written(m=[])) == [("header-missing", None, None)]


def test_what_bears_the_name_of_a_workbook_and_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    path.write_text("m;a\nA;1\n")

    assert _refused(path) == [("not-a-workbook", None, None)]


def test_a_workbook_whose_sheet_is_broken_is_refused(tmp_path: Path) -> None:
    broken = workbooks.sheet(workbooks.rows(("m", "a"), ("A", "1")), after="<open>")
    path = workbooks.saved(tmp_path / "m.xlsx", {"m": broken})

    assert [word for word, _, _ in _refused(path)] == ["workbook-broken"]


def test_a_workbook_whose_first_number_is_none_is_refused(tmp_path: Path) -> None:
    number = '<row r="1"><c r="A1"><v>zwölf</v></c></row>'
    path = workbooks.saved(tmp_path / "m.xlsx", {"m": workbooks.sheet(number)})

    assert [word for word, _, _ in _refused(path)] == ["workbook-broken"]
