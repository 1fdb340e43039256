"""What the journal digests of a row: canonical JSON, put together quickly."""

import hashlib
from typing import Any

import pytest
from hypothesis import given, strategies as st

from cselekvo.domain.kinds import KINDS
from cselekvo.store.canonical import RowDigest, canonical
from cselekvo.store.entries import line_of
from cselekvo.store.tables import TableSpec, spec_of

_SPECS = [spec_of(kind) for kind in KINDS]
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(st.characters(exclude_categories=["Cs"])),
    "reference": st.text(st.characters(codec="ascii", min_codepoint=33), min_size=1),
    "integer": st.integers(-(2**63), 2**63 - 1),
    "real": st.floats(allow_nan=False, allow_infinity=False),
}


def _as_told(spec: TableSpec, row: tuple[Any, ...]) -> str:
    """Return the row by the definition: kind and values, nothing for nothing."""
    names = ["id", *(column.name for column in spec.columns), "seal"]
    values = dict(zip(names, row, strict=True))
    return canonical([spec.name, {k: v for k, v in values.items() if v is not None}])


@pytest.mark.parametrize("spec", _SPECS, ids=lambda spec: spec.name)
@given(data=st.data())
def test_a_row_is_digested_as_its_canonical_json(
    spec: TableSpec, data: st.DataObject
) -> None:
    values = [st.none() | _VALUES[column.sql] for column in spec.columns]
    seal = st.none() | st.sampled_from(["0f" * 32])
    row = data.draw(st.tuples(_VALUES["reference"], *values, seal))

    assert line_of(spec)(row) == _as_told(spec, row)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=700))
def test_a_digest_is_over_its_lines_however_many_there_are(lines: list[str]) -> None:
    digest = RowDigest()
    whole = hashlib.sha256()
    for line in lines:
        digest.opened(line)
        whole.update(f"+{line}\n".encode())

    assert digest.hex() == whole.hexdigest()
    assert digest.rows == len(lines)
