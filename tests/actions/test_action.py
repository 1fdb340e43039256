"""What makes two requests the same."""

from datetime import UTC, date, datetime

import pytest

from cselekvo.actions.action import canonical_argument
from cselekvo.domain.organisation import Sector
from cselekvo.domain.period import PartialDate
from tests.builders import a_membership, a_table, span


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Sector.CIVIL, "civil_organisation"),
        (date(2015, 11, 30), "2015-11-30"),
        (datetime(2015, 11, 30, 12, tzinfo=UTC), "2015-11-30T12:00:00+00:00"),
        (
            span("2015-01-01", "2015-12-31"),
            {"start": "2015-01-01", "end": "2016-01-01"},
        ),
        (PartialDate(2015, 3), {"year": 2015, "month": 3, "day": None}),
        ((1, [True, None]), [1, [True, None]]),
        ({"a": Sector.OTHER}, {"a": "other"}),
        (frozenset({Sector.OTHER, Sector.CIVIL}), ["civil_organisation", "other"]),
        (object(), "object"),
    ],
)
def test_an_argument_is_plain_data(value: object, plain: object) -> None:
    assert canonical_argument(value) == plain


def test_a_generated_id_is_no_part_of_a_request_and_a_given_one_is() -> None:
    first, again = a_membership(id_="m-1"), a_membership(id_="m-2")

    assert canonical_argument(first) == canonical_argument(again)
    assert canonical_argument(a_table("K1")) != canonical_argument(a_table("K2"))
