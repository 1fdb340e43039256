"""What was found: placed, collected, weighed."""

from enum import Enum

from cselekvo.errors import CselekvoError, MissingExtraError, NotFoundError
from cselekvo.findings import (
    Finding,
    Place,
    Severity,
    errors_of,
    every,
    has_errors,
    seq,
)


class Code(Enum):
    BAD = "bad"
    ODD = "odd"


BAD = Finding(Code.BAD)
ODD = Finding(Code.ODD, severity=Severity.WARNING)


def test_seq_stops_after_the_first_check_that_found_an_error() -> None:
    assert seq([ODD], [BAD, ODD], [ODD]) == [ODD, BAD, ODD]
    assert seq([], [ODD], [ODD]) == [ODD, ODD]


def test_every_collects_what_all_checks_found() -> None:
    assert every([BAD], [], [ODD, BAD]) == [BAD, ODD, BAD]


def test_only_an_error_weighs_as_one() -> None:
    assert not has_errors([ODD, Finding(Code.ODD, severity=Severity.NOTE)])
    assert has_errors([ODD, BAD])
    assert list(errors_of([ODD, BAD])) == [BAD]


def test_a_finding_keeps_its_first_place() -> None:
    first = BAD.at(Place(file="a.csv", row=2))

    assert first.at(Place(file="b.csv")).where == Place(file="a.csv", row=2)
    assert first.word == "bad"


def test_errors_keep_their_values_and_say_what_would_help() -> None:
    missing = NotFoundError("organisation", "O1", ("O2", "O3"))
    extra = MissingExtraError("postgres", "A PostgreSQL workspace")

    assert str(missing) == "There is no organisation 'O1' here. Did you mean O2, O3?"
    assert "pip install 'cselekvo[postgres]'" in str(extra)
    assert isinstance(extra, CselekvoError)
    assert extra.values["extra"] == "postgres"
