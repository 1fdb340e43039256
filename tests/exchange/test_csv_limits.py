import csv
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from cselekvo.exchange.csvin import read_csv
from cselekvo.exchange.table import Limits
from cselekvo.findings import Severity
from tests.exchange.reading import HEADER, SMALL, Save, at, body, refused


def test_a_file_that_is_too_large_is_not_opened(save: Save) -> None:
    finding = refused(save("x" * 10_001), SMALL)

    assert finding.word == "file-too-large"
    assert finding.values["allowed"] == SMALL.file


def test_a_cell_that_is_too_large_costs_its_row(save: Save) -> None:
    large, fits, bytes_ = "x" * 101, "x" * 100, "ő" * 51
    text = f"{HEADER}\nA;{fits}\nB;{large}\nC;{bytes_}\nD;x\n{large};E\n"
    numbers, found, count = body(save(text), SMALL)

    assert numbers == [2, 5]
    assert [at(finding) for finding in found] == [
        ("cell-too-large", 3, "nev"),
        ("cell-too-large", 4, "nev"),
        ("cell-too-large", 6, "azonosito"),
    ]
    assert count == 3


@given(st.lists(st.integers(0, 90) | st.integers(95, 130), min_size=1, max_size=5))
def test_no_large_cell_slips_through_wherever_the_blocks_end(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int]
) -> None:
    path = tmp_path_factory.mktemp("large") / "in.csv"
    path.write_text("a;b\n" + "".join(f"1;{'x' * size}\n" for size in sizes))
    numbers, _, _ = body(path, SMALL)

    assert numbers == [row for row, size in enumerate(sizes, 2) if size <= 100]


def test_a_cell_of_64_kilobytes_is_the_largest(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"a;b\n1;{'x' * 65_536}\n2;{'x' * 65_537}\n3;{'x' * 70_000}\n4;\n")

    assert body(path, Limits())[0] == [2, 5]


def test_the_name_of_a_column_is_a_cell_too(save: Save) -> None:
    assert refused(save("a;" + "b" * 101), SMALL).word == "cell-too-large"


def test_rows_beyond_the_last_allowed_break_the_reading(save: Save) -> None:
    exactly = "".join(f"{n};x\n" for n in range(5))
    assert body(save(f"{HEADER}\n{exactly}"), SMALL)[0] == [2, 3, 4, 5, 6]

    numbers, found, _ = body(save(f'{HEADER}\n{exactly}"5"6;x\n7;x\n'), SMALL)
    assert numbers == [2, 3, 4, 5, 6]
    assert [finding.word for finding in found] == ["quote-misplaced", "too-many-rows"]


def test_of_very_many_refused_rows_the_first_are_described_the_rest_counted(
    save: Save,
) -> None:
    _, found, count = body(save(f"{HEADER}\n" + "1;2;3\n" * 5), SMALL)

    assert count == 5
    assert [finding.word for finding in found[:3]] == ["row-too-long"] * 3
    assert found[3].word == "more-rows-refused"
    assert found[3].severity is Severity.NOTE
    assert found[3].values == {"count": 2}


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_record_that_never_ends_is_not_read_into_memory(
    tmp_path: Path, quote: str
) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"a;b\n1;2\n{quote}" + "x;\n"[: 2 + len(quote)] * 2_000_000)
    table, _ = read_csv(path, limits=Limits(columns=4, cell=1_000))
    assert table is not None
    rows = table.rows()

    tracemalloc.start()
    numbers = [number for number, _ in rows]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert numbers == [2]
    assert [finding.word for finding in rows.findings] == ["cell-too-large"]
    assert peak < 1_000_000


def test_a_host_that_lifts_the_limit_of_the_csv_module_changes_nothing(
    save: Save,
) -> None:
    path = save(f'{HEADER}\nA;"' + "x\n" * 100_000)
    before = csv.field_size_limit(2**30)
    try:
        numbers, found, _ = body(path, Limits(columns=2, cell=20_000))
    finally:
        csv.field_size_limit(before)

    assert numbers == []
    assert at(found[0])[:2] == ("cell-too-large", 2)
