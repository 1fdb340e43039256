"""Numbers as readers write them."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from cselekvo.i18n.numbers import decimal, huf, percent, whole


@pytest.mark.parametrize(
    ("n", "shown"),
    [
        (0, "0"),
        (38, "38"),
        (4800, "4800"),
        (9999, "9999"),
        (10_000, "10\N{NO-BREAK SPACE}000"),
        (15_303, "15\N{NO-BREAK SPACE}303"),
        (180_000_000, "180\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000"),
        (-4800, "-4800"),
        (-15_303, "-15\N{NO-BREAK SPACE}303"),
    ],
)
def test_hungarian_groups_begin_at_ten_thousand(n: int, shown: str) -> None:
    assert whole(n, "hu") == shown


@pytest.mark.parametrize(
    ("n", "shown"), [(210, "210"), (4210, "4 210"), (21_126, "21 126")]
)
def test_a_column_breaks_four_digits_too(n: int, shown: str) -> None:
    assert whole(n, "hu", table=True).replace("\N{NO-BREAK SPACE}", " ") == shown


def test_english_groups_have_commas() -> None:
    assert whole(1500, "en") == "1,500"
    assert whole(1500, "en", table=True) == "1,500"


@given(st.integers())
def test_a_whole_number_is_never_changed_by_its_groups(n: int) -> None:
    assert int(whole(n, "hu", table=True).replace("\N{NO-BREAK SPACE}", "")) == n
    assert int(whole(n, "en").replace(",", "")) == n


@pytest.mark.parametrize(
    ("value", "digits", "hu", "en"),
    [
        (22.0, 1, "22,0", "22.0"),
        (22.0, None, "22", "22"),
        (Decimal("22.0"), None, "22,0", "22.0"),
        (1.85, None, "1,85", "1.85"),
        (2.675, 2, "2,68", "2.68"),
        (0.5, 0, "1", "1"),
        (-0.5, 1, "-0,5", "-0.5"),
        (-0.04, 1, "0,0", "0.0"),
        (1e21, None, "1 000 000 000 000 000 000 000", "1,000,000,000,000,000,000,000"),
        (15303.25, 1, "15 303,3", "15,303.3"),
        (4800, 1, "4800,0", "4,800.0"),
        (float("nan"), 1, "–", "–"),
        (float("inf"), None, "–", "–"),
    ],
)
def test_decimals_have_a_comma_in_hungarian_and_a_point_in_english(
    value: float | Decimal, digits: int | None, hu: str, en: str
) -> None:
    assert decimal(value, "hu", digits).replace("\N{NO-BREAK SPACE}", " ") == hu
    assert decimal(value, "en", digits) == en


def test_a_column_of_decimals_breaks_four_digits_too() -> None:
    assert decimal(4210.5, "hu", 1, table=True) == "4\N{NO-BREAK SPACE}210,5"


@pytest.mark.parametrize(
    ("ratio", "digits", "hu", "en"),
    [
        (0.875, 1, "87,5%", "87.5%"),
        (0.875, 0, "88%", "88%"),
        (1, 1, "100,0%", "100.0%"),
        (Decimal("0.12345"), 2, "12,35%", "12.35%"),
        (0.285, 1, "28,5%", "28.5%"),
        (float("nan"), 1, "–", "–"),
    ],
)
def test_a_ratio_is_shown_as_a_percentage(
    ratio: float | Decimal, digits: int, hu: str, en: str
) -> None:
    assert percent(ratio, "hu", digits) == hu
    assert percent(ratio, "en", digits) == en


def test_forints_have_no_decimals() -> None:
    assert huf(15_303, "hu") == "15\N{NO-BREAK SPACE}303\N{NO-BREAK SPACE}Ft"
    assert huf(4800, "hu") == "4800\N{NO-BREAK SPACE}Ft"
    assert huf(4800, "hu", table=True) == "4\N{NO-BREAK SPACE}800\N{NO-BREAK SPACE}Ft"
    assert huf(Decimal("15302.50"), "en") == "HUF\N{NO-BREAK SPACE}15,303"


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 6))
def test_every_finite_number_can_be_shown(value: float, digits: int) -> None:
    shown = decimal(value, "en", digits)

    assert float(shown.replace(",", "")) == pytest.approx(value, abs=10.0**-digits)
