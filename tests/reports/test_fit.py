"""How wide the columns of a table are on paper, and which columns stand there."""

import pytest
from hypothesis import given, strategies as st

from cselekvo.reports.render import paper
from cselekvo.reports.render.fit import fit
from cselekvo.reports.report import CellKind, Column, Table
from tests.reports.strategies import tables


def shares(*columns: tuple[str, str], letters: float = 130) -> list[float]:
    """Return the widths of columns that have a label and one cell."""
    table = Table(
        key="t",
        caption="T",
        columns=tuple(Column(f"c{at}", label) for at, (label, _) in enumerate(columns)),
        rows=(tuple(text for _, text in columns),),
    )
    fitted = fit(paper.headings(table), list(paper.rows(table, "hu")), letters)
    return [round(one * letters, 1) for one in fitted.shares]


@given(tables(), st.floats(1, 300))
def test_the_widths_fill_the_line_and_none_is_nothing(
    table: Table, letters: float
) -> None:
    rows = list(paper.rows(table, "hu"))

    fitted = fit(paper.headings(table), rows, letters)

    assert sum(fitted.shares) == pytest.approx(1, abs=0.01)
    assert min(fitted.shares) > 0
    assert all(fitted.lines(row) >= 1 for row in rows)


def test_where_there_is_room_each_column_gets_its_part() -> None:
    narrow, wide = shares(("A", "x" * 10), ("B", "x" * 30))

    assert 2 < wide / narrow < 3


def test_a_very_long_text_takes_what_the_others_do_not_need() -> None:
    day, text = shares(("Nap", "2015.11.30."), ("Szöveg", "szó " * 200))

    assert day == pytest.approx(13.2, abs=0.2)
    assert text == pytest.approx(130 - 13.2, abs=0.2)


def test_a_word_is_not_broken_while_there_is_room_for_it() -> None:
    words = [("Cím", "önkormányzati szó " * 9)] * 7

    assert min(shares(*words)) > len("önkormányzati")


def test_where_nothing_fits_all_are_narrow_alike() -> None:
    widths = shares(*[("Cím", "x" * 90)] * 30)

    assert max(widths) == min(widths)


def test_a_ratio_has_room_for_its_bar() -> None:
    columns = (Column("a", "A"), Column("p", "P", CellKind.PERCENT))
    table = Table(key="t", caption="T", columns=columns, rows=(("x" * 300, 0.5),))

    fitted = fit(paper.headings(table), list(paper.rows(table, "hu")), 80)

    assert fitted.letters[1] >= 16


@given(tables())
def test_no_column_that_is_for_paper_is_lost(table: Table) -> None:
    meant = [one for one in table.columns if one.paper] or list(table.columns)

    for cells, printed in zip(table.rows, paper.rows(table, "hu"), strict=True):
        known = [
            value
            for column, value in zip(table.columns, cells, strict=True)
            if column in meant
        ]
        shown = sum(1 + len(cell.lines) for cell in printed)
        unknown = sum(value is None for value in known)
        assert len(known) - unknown <= shown <= len(known)


def test_a_second_line_of_a_second_line_is_a_column_of_its_own() -> None:
    columns = (
        Column("a", "A"),
        Column("b", "B", below="a"),
        Column("c", "C", below="b"),
        Column("d", "D", below="d"),
    )
    table = Table(key="t", caption="T", columns=columns, rows=(("1", "2", "3", "4"),))

    assert [one.label for one in paper.headings(table)] == ["A", "C", "D"]
    (row,) = paper.rows(table, "hu")
    assert [line.whole for line in row[0].lines] == ["2"]


@pytest.mark.parametrize(
    ("count", "most", "columns"),
    [(0, 5, 1), (1, 5, 1), (5, 5, 5), (7, 5, 4), (13, 6, 5)],
)
def test_rows_are_about_as_full_as_each_other(
    count: int, most: int, columns: int
) -> None:
    assert paper.even(count, most) == columns
