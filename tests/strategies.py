"""Strategies: any day, any period, any text a person could type."""

from datetime import date

from hypothesis import strategies as st

from cselekvo.domain.period import PartialDate, Period

#: Days that a programme could mean.
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 12, 31))
#: Any day there is.
any_day = st.dates()


@st.composite
def periods(draw: st.DrawFn, among: st.SearchStrategy[date] = any_day) -> Period:
    """Draw a period, one that is still running at times."""
    start = draw(among.filter(lambda one: one < date.max))
    end = draw(st.none() | st.dates(min_value=start).filter(lambda one: one > start))
    return Period(start, end)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Draw a date of which any part but one may be unknown."""
    whole = draw(days)
    shape = draw(st.sampled_from(["year", "month", "day", "month only", "no year"]))
    known = {
        "year": PartialDate(whole.year),
        "month": PartialDate(whole.year, whole.month),
        "day": PartialDate(whole.year, whole.month, whole.day),
        "month only": PartialDate(None, whole.month),
        "no year": PartialDate(None, whole.month, whole.day),
    }
    return known[shape]


#: Ids as people name records.
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True)
