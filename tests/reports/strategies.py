"""Strategies: any report, with any text in it."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from cselekvo.findings import Severity
from cselekvo.reports.report import (
    Block,
    Cell,
    CellKind,
    Column,
    Figures,
    Note,
    Origin,
    Pair,
    Paragraph,
    Picture,
    Report,
    Table,
)

texts = st.text(max_size=30)
keys = st.from_regex(r"[a-z][a-z_]{0,9}", fullmatch=True)
instants = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - the zone is drawn apart
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
days = st.dates(min_value=date(1, 1, 2))
_CELLS: dict[CellKind, st.SearchStrategy[Cell]] = {
    CellKind.TEXT: texts,
    CellKind.DAY: days,
    CellKind.INSTANT: instants,
    CellKind.WHOLE: st.integers(),
    CellKind.YES_NO: st.booleans(),
    CellKind.PERCENT: st.floats(allow_nan=False, allow_infinity=False),
}
kinds = st.sampled_from(CellKind)


def cells(kind: CellKind) -> st.SearchStrategy[Cell]:
    """Draw a cell of a kind, or nothing."""
    return st.none() | _CELLS[kind]


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Draw a labelled value."""
    kind = draw(kinds)
    return Pair(draw(keys), draw(texts), draw(cells(kind)), kind)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table of up to five columns and rows."""
    named = draw(st.lists(keys, min_size=1, max_size=5, unique=True))
    columns = tuple(
        Column(
            key,
            draw(texts),
            draw(kinds),
            draw(st.just("") | st.sampled_from(named)),
            draw(st.booleans()),
            draw(st.booleans()),
        )
        for key in named
    )
    row = st.tuples(*(cells(column.kind) for column in columns))
    return Table(
        key=draw(keys),
        caption=draw(texts),
        columns=columns,
        rows=tuple(draw(st.lists(row, max_size=5))),
        head=draw(st.just("") | st.sampled_from(named)),
        total=draw(st.none() | row),
        main=draw(st.booleans()),
    )


blocks: st.SearchStrategy[Block] = st.one_of(
    tables(),
    st.builds(
        Figures, key=keys, caption=texts, pairs=st.lists(pairs(), max_size=3).map(tuple)
    ),
    st.builds(Paragraph, texts),
    st.builds(Picture, key=keys, caption=texts, svg=texts, text=texts),
    st.builds(Note, keys, st.sampled_from(Severity), texts),
)
origins = st.builds(
    Origin,
    on=days,
    known_at=instants,
    position=st.integers(0, 10**9),
    head=st.text("0123456789abcdef", min_size=64, max_size=64),
    generated_at=instants,
    by=texts,
    product=texts,
    partial=st.booleans(),
)
reports = st.builds(
    Report,
    kind=keys,
    lang=st.sampled_from(["hu", "en"]),
    title=texts,
    subtitle=texts,
    origin=origins,
    facts=st.lists(pairs(), max_size=4).map(tuple),
    blocks=st.lists(blocks, max_size=4).map(tuple),
)
