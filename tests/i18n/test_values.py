"""Any value as a reader writes it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cselekvo.domain.fact import ERASED
from cselekvo.domain.named import Named
from cselekvo.domain.period import Answer, PartialDate, Period
from cselekvo.domain.roundtable import OfficeKind
from cselekvo.domain.template import Words
from cselekvo.i18n.values import show


@pytest.mark.parametrize(
    ("value", "hu", "en"),
    [
        ("Zala", "Zala", "Zala"),
        (ERASED, "törölve", "erased"),
        (None, "–", "–"),
        (date.min, "–", "–"),
        (date(2015, 11, 30), "2015. november 30.", "30 November 2015"),
        (
            datetime(2015, 11, 30, 13, 5, tzinfo=UTC),
            "2015. november 30. 14:05",
            "30 November 2015, 14:05",
        ),
        (PartialDate(2018, 12), "2018. december", "December 2018"),
        (PartialDate(2022), "2022", "2022"),
        (
            Period(date(2018, 12, 1), date(2022, 10, 1)),
            "2018. december 1. – 2022. szeptember 30.",
            "1 December 2018 – 30 September 2022",
        ),
        (Period(date.min), "–", "–"),
        (38, "38", "38"),
        (15_303, "15\N{NO-BREAK SPACE}303", "15,303"),
        (True, "igen", "yes"),
        (False, "nem", "no"),
        (22.5, "22,5", "22.5"),
        (Decimal("22.0"), "22,0", "22.0"),
        (OfficeKind.VICE_CHAIR, "alelnök", "vice-chair"),
        (Answer.UNDETERMINED, "undetermined", "undetermined"),
        (("Zala", OfficeKind.CHAIR, 4800), "Zala, elnök, 4800", "Zala, chair, 4,800"),
        ([], "–", "–"),
        (
            {"Ózd", "Pécs", "Csór", "Cák"},
            "Cák, Csór, Ózd, Pécs",
            "Cák, Csór, Ózd, Pécs",
        ),
        (Words("Zárás", "Closing"), "Zárás", "Closing"),
        (Words("Zárás"), "Zárás", "Zárás"),
        (Named("closing", Words("Zárás", "Z")), "„Zárás” (closing)", "“Z” (closing)"),
        (Named("sheet"), "sheet", "sheet"),
        (Path("cselekvo.db"), "cselekvo.db", "cselekvo.db"),
    ],
)
def test_a_value_is_shown_as_a_reader_writes_it(value: Any, hu: str, en: str) -> None:
    assert show(value, "hu") == hu
    assert show(value, "en") == en
