"""Every case of the corpus of hostile and awkward inputs ends as it should.

A case that needs what the product does not have yet is skipped, and says what it waits
for; it runs by itself as soon as that is there.
"""

import sys
from pathlib import Path

import pytest

from tests.corpus.cases import GAZETTEER, LIMIT, Case, read_cases, waits_for
from tests.corpus.checks import read_checks
from tests.corpus.playing import Models, play
from tests.shared import CORPUS

TABLE = CORPUS / "EXPECT.tsv"
CASES = read_cases(TABLE) if TABLE.is_file() and GAZETTEER.is_file() else []


def _param(case: Case) -> object:
    marks = []
    waiting = waits_for(case)
    if waiting:
        marks.append(pytest.mark.skip(reason=f"waits for {', '.join(waiting)}"))
    if case.recipe.limit > LIMIT:
        marks.append(pytest.mark.slow)
    return pytest.param(case, marks=marks, id=case.id)


def _params() -> list[object]:
    absent = pytest.mark.skip(reason=f"no corpus at {CORPUS}")
    none = [pytest.param(None, marks=absent, id="EXPECT.tsv")]
    return [_param(case) for case in CASES] or list(none)


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux")


@pytest.mark.parametrize("case", _params())
def test_a_case_ends_as_it_should(case: Case, models: Models, tmp_path: Path) -> None:
    found = play(case, models, tmp_path)

    assert found == [], "\n".join([case.expect, *found])


@pytest.mark.skipif(not CASES, reason=f"no corpus at {CORPUS}")
def test_every_condition_and_every_input_of_the_corpus_is_understood() -> None:
    assert len(CASES) == len({case.id for case in CASES}) > 200
    for case in CASES:
        read_checks(case.checks)
        assert case.file is None or case.file.is_file()
        assert case.outcome in {"ACCEPT", "ACCEPT_WARN", "REJECT", "ENV"}
