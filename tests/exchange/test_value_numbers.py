import pytest
from hypothesis import given, strategies as st

from cselekvo.exchange.values import decimal, whole, yes_no
from tests.exchange.reading import reason

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("25", 25),
        ("0", 0),
        (" 25 ", 25),
        ("15303", 15_303),
        ("15 303", 15_303),
        (f"15{NBSP}303", 15_303),
        (f"15{NARROW}303", 15_303),
        (f"1{THIN}015 303", 1_015_303),
        ("4 800", 4_800),
        ("180.000.000", 180_000_000),
    ],
)
def test_a_whole_number_may_be_in_groups_of_three(text: str, number: int) -> None:
    assert whole(text) == number


@given(st.integers(0, 10**18 - 1), st.sampled_from([" ", NBSP, NARROW, THIN, ""]))
def test_every_whole_number_is_read_in_groups_and_without(
    number: int, blank: str
) -> None:
    assert whole(f"{number:,}".replace(",", blank)) == number


@pytest.mark.parametrize("text", ["15.303", "10.000", "1.500"])
def test_one_dot_is_two_things_unless_it_is_said_to_group(text: str) -> None:
    assert "--numbers hu" in reason(whole, text)
    assert whole(text, dots_group=True) == int(text.replace(".", ""))


@pytest.mark.parametrize(
    "text",
    [
        "1 53 03",
        "15  303",
        "1234 567",
        "1,5",
        "1.5",
        "15,303",
        "15.303,0",
        "180.000.00",
        "15 303.000",
        "-5",
        "−5",
        "+25",
        "1e3",
        "1_000",
        "0x1F",
        "IGAZ",
        "#ÉRTÉK!",
        "١٢",
        "²",
        "½",
        "Ⅻ",
        "25 fő",
        "NaN",
        "",
    ],
)
@pytest.mark.parametrize("dots_group", [False, True])
def test_what_is_no_plain_whole_number_is_refused(text: str, dots_group: bool) -> None:
    assert "15 303" in reason(whole, text, dots_group=dots_group)


def test_a_number_longer_than_the_store_keeps_is_refused() -> None:
    assert whole("9" * 18) == 10**18 - 1
    assert "18 digits" in reason(whole, "9" * 19)
    assert "18 digits" in reason(whole, "1" * 5_000)


@pytest.mark.parametrize(
    ("text", "number"),
    [("46,95", 46.95), ("46.95", 46.95), ("-0,5", -0.5), ("17", 17.0), ("0", 0.0)],
)
def test_a_decimal_number_has_a_comma_or_a_dot(text: str, number: float) -> None:
    assert decimal(text) == number


@pytest.mark.parametrize(
    "text",
    ["1e3", "nan", "inf", "46,95°", "1 046,95", "1,046.95", ",5", "5,", "٤٦", ""],
)
def test_what_is_no_decimal_number_is_refused(text: str) -> None:
    assert "46,95" in reason(decimal, text)


@pytest.mark.parametrize("text", ["igen", "Igen ", "yes", "TRUE", "IGAZ", "1"])
def test_yes_is_said_in_six_ways(text: str) -> None:
    assert yes_no(text) is True


@pytest.mark.parametrize("text", ["nem", "NEM", "no", "False", "hamis", "0"])
def test_no_is_said_in_as_many(text: str) -> None:
    assert yes_no(text) is False


@pytest.mark.parametrize("text", ["x", "talán", "i", "2", "", "igen nem"])
def test_anything_else_is_neither(text: str) -> None:
    assert "igen, nem" in reason(yes_no, text)
