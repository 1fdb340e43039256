"""The folder `shared/` beside the checkout: real files that tests use from there."""

import os
from pathlib import Path

#: Absent on most machines; tests that need it skip with a reason.
SHARED = Path(
    os.environ.get("CSELEKVO_SHARED", Path(__file__).resolve().parents[2] / "shared")
)
CORPUS = SHARED / "corpus"
GAZETTEER = SHARED / "gazetteer" / "settlements_2018.csv"
