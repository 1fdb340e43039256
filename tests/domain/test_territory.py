"""Codes of settlements, on the statistical office's own table."""

import csv

import pytest
from hypothesis import given, strategies as st

from cselekvo.domain.territory import LegalStatus, check_digit, is_ksh_code
from tests.shared import GAZETTEER


@pytest.mark.skipif(not GAZETTEER.exists(), reason="the office's table is not here")
def test_the_check_digit_holds_on_every_settlement_of_2018() -> None:
    with GAZETTEER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) == 3155
    assert [row["name"] for row in rows if not is_ksh_code(row["ksh_code"])] == []
    for row in rows:
        LegalStatus.read(row["legal_status"])


@pytest.mark.parametrize("code", ["13578", "15440", "30456", "32522", "08314", "24396"])
def test_codes_of_known_settlements_are_right(code: str) -> None:
    assert is_ksh_code(code)


@given(st.integers(0, 9999), st.integers(1, 9))
def test_one_wrong_check_digit_is_found(first: int, by: int) -> None:
    four = f"{first:04d}"
    right = check_digit(four)

    assert is_ksh_code(f"{four}{right}")
    assert not is_ksh_code(f"{four}{(right + by) % 10}")


@pytest.mark.parametrize(
    "text", ["", "1357", "135780", "1357x", "١٣٥٧٨", "8314", "-1357"]
)
def test_what_is_not_five_digits_is_no_code(text: str) -> None:
    assert not is_ksh_code(text)
