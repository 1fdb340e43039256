"""Ids of records, and the codes of projects and calls."""

import pytest
from hypothesis import given, strategies as st

from cselekvo.domain.identifiers import check_id, is_id, read_project_code
from cselekvo.errors import IdentifierError
from cselekvo.findings import Severity
from tests.builders import codes
from tests.strategies import ids


@given(ids)
def test_an_id_is_kept_as_it_is_written(text: str) -> None:
    assert check_id(text) == text
    assert is_id(text)


@pytest.mark.parametrize(
    "text", ["", "-a", ".a", "_a", "a b", "ő", "a/b", "a\n", "x" * 65, "\udcff", "a:b"]
)
def test_what_is_no_id_is_refused_and_named(text: str) -> None:
    assert not is_id(text)
    with pytest.raises(IdentifierError) as caught:
        check_id(text)
    assert caught.value.values["text"] == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "TOP-6.9.2-16-MI1-2017-00003",
            ("TOP", "6.9.2", "16", "MI1", 2017, "00003", "TOP-6.9.2-16"),
        ),
        (
            "EFOP-1.3.1-15-2016-00001",
            ("EFOP", "1.3.1", "15", None, 2016, "00001", "EFOP-1.3.1-15"),
        ),
        (
            "ÁROP-1.A.3-2014-2014-0086",
            ("ÁROP", "1.A.3", "2014", None, 2014, "0086", "ÁROP-1.A.3-2014"),
        ),
        ("TOP-6.9.1-16", ("TOP", "6.9.1", "16", None, None, None, "TOP-6.9.1-16")),
        (
            "ÁROP-1.A.3-2014",
            ("ÁROP", "1.A.3", "2014", None, None, None, "ÁROP-1.A.3-2014"),
        ),
        (
            "TOP_PLUSZ-3.1.3-23-BO1-2024-00012",
            ("TOP_PLUSZ", "3.1.3", "23", "BO1", 2024, "00012", "TOP_PLUSZ-3.1.3-23"),
        ),
    ],
)
def test_a_code_is_read_into_its_parts(text: str, parts: tuple[object, ...]) -> None:
    code, findings = read_project_code(text)

    assert findings == []
    assert code is not None
    assert (
        code.programme,
        code.measure,
        code.call,
        code.area,
        code.year,
        code.serial,
        code.call_code,
    ) == parts
    assert code.is_call is (parts[5] is None)


@pytest.mark.parametrize(
    "text",
    [
        " EFOP-1.6.3.-17-2017-00001 ",
        "EFOP–1.6.3–17–2017–00001",
        "efop-1.6.3-17-2017-00001",
        "EFOP - 1.6.3 - 17 - 2017 - 00001",
    ],
)
def test_blanks_dashes_and_a_stray_dot_are_mended(text: str) -> None:
    code, findings = read_project_code(text)

    assert findings == []
    assert code is not None
    assert code.text == "EFOP-1.6.3-17-2017-00001"


@pytest.mark.parametrize(
    "text", ["AROP-1.A.3-2014", "ÁROP-1.A.3-2014", "A\u0301ROP-1.A.3-2014"]
)
def test_a_lost_accent_is_found_again(text: str) -> None:
    code, _ = read_project_code(text)

    assert code is not None
    assert code.programme == "ÁROP"


@pytest.mark.parametrize("text", ["TOP-6.7.1-MI1-16-2017-00001", "", "nincs", "TOP"])
def test_what_cannot_be_read_is_warned_of_and_never_refused(text: str) -> None:
    code, findings = read_project_code(text)

    assert code is None
    assert codes(findings) == ["project-code-not-read"]
    assert findings[0].severity is Severity.WARNING


def test_a_call_where_a_project_is_expected_is_warned_of() -> None:
    code, findings = read_project_code("ÁROP-1.A.3-2014", project_expected=True)

    assert code is not None
    assert codes(findings) == ["call-code-where-project-code-expected"]
    assert (
        read_project_code("TOP-6.9.2-16-MI1-2017-00003", project_expected=True)[1] == []
    )


@given(st.text())
def test_any_text_is_read_or_warned_of(text: str) -> None:
    code, findings = read_project_code(text)

    assert (code is None) == bool(findings)
