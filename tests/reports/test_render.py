"""Any report in any format: the same bytes each time."""

import hashlib
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from cselekvo.errors import MissingExtraError
from cselekvo.findings import Severity
from cselekvo.i18n import current
from cselekvo.i18n.sentences import error_message
from cselekvo.reports.render import FORMATS, FormatUnknownError, render, versions
from cselekvo.reports.render.pdf_data import as_data
from cselekvo.reports.report import (
    CellKind,
    Column,
    Note,
    Picture,
    Report,
    Table,
)
from cselekvo.reports.report_json import from_json
from cselekvo.workspace import Workspace
from tests.reports.rendering import (
    DRAWN,
    Reading,
    paragraphs_of,
    sheets_of,
    text_of,
)
from tests.reports.strategies import reports
from tests.reports.telling import a_small_table, report
from tests.reports.test_report import a_report

#: What is slower is tried less often.
EXAMPLES = {"pdf": 8, "docx": 25}
#: The libraries that a format needs and the product alone does not.
EXTRAS = {"pdf": "typst", "docx": "docx", "xlsx": "xlsxwriter"}
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("format_", FORMATS)
def test_every_report_can_be_written_and_always_as_the_same_bytes(format_: str) -> None:
    @settings(max_examples=EXAMPLES.get(format_, 50))
    @given(reports)
    def prove(made: Report) -> None:
        assert render(made, format_) == render(from_json(as_read(made)), format_)

    prove()


def as_read(made: Report) -> Any:
    """Return the report as it comes out of the archive."""
    return json.loads(render(made, "json"))


_words = st.text("abcdefő", min_size=3, max_size=12)
_flags = st.tuples(st.booleans(), st.booleans(), st.sampled_from(["", "a", "b", "c"]))


@settings(max_examples=20)
@given(
    st.lists(st.tuples(_words, _words, _words), min_size=1, max_size=3),
    st.tuples(_flags, _flags, _flags),
)
def test_no_text_of_a_table_is_lost_in_any_format(
    rows: list[tuple[str, ...]], flags: tuple[tuple[bool, bool, str], ...]
) -> None:
    columns = tuple(
        Column(key, f"Label {key}", below=below, labelled=labelled, paper=paper)
        for key, (labelled, paper, below) in zip("abc", flags, strict=True)
    )
    table = Table(
        key="t", caption="T", columns=columns, rows=tuple(rows), total=rows[0]
    )
    made = a_report(blocks=(table,))
    places = [at for at, one in enumerate(columns) if one.paper] or range(3)

    told = {
        "html": "\n".join(Reading(text_of(made, "html")).texts),
        "docx": "\n".join(paragraphs_of(render(made, "docx"))),
        "pdf": json.dumps(as_data(made), ensure_ascii=False),
    }
    for words in told.values():
        for row in rows:
            assert [row[at] for at in places if row[at] not in words] == []
    everything = {
        "xlsx": str(sheets_of(render(made, "xlsx"))),
        **{one: text_of(made, one) for one in ("csv", "md", "json")},
    }
    for words in everything.values():
        assert [cell for row in rows for cell in row if cell not in words] == []


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_the_language_of_the_report_is_that_of_its_renderer(lang: str) -> None:
    made = a_report(lang=lang, blocks=(Note("n", Severity.WARNING, "x"),))
    words = {"hu": "Figyelem", "en": "Attention"}

    told = {
        "html": text_of(made, "html"),
        "md": text_of(made, "md"),
        "docx": str(paragraphs_of(render(made, "docx"))),
        "xlsx": str(sheets_of(render(made, "xlsx"))),
        "pdf": str(as_data(made)),
    }

    assert current() == "hu"
    for text in told.values():
        assert words[lang] in text
        assert words["en" if lang == "hu" else "hu"] not in text


def test_a_picture_is_told_in_words_where_it_is_not_drawn() -> None:
    drawn = Picture(key="p", caption="Tagok száma", svg=DRAWN, text="38-ról 40-re.")
    made = a_report(blocks=(drawn,))

    for told in (
        text_of(made, "md"),
        str(paragraphs_of(render(made, "docx"))),
        str(sheets_of(render(made, "xlsx"))),
    ):
        assert "Tagok száma" in told
        assert "38-ról 40-re." in told


def test_a_format_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(
        FormatUnknownError, match="html, pdf, docx, xlsx, csv, md, json"
    ) as caught:
        render(a_report(), "odt")

    assert caught.value.values["format"] == "odt"
    with pytest.raises(FormatUnknownError):
        versions("odt")


@pytest.mark.parametrize("format_", FORMATS)
def test_a_format_has_an_ending_and_a_media_type(format_: str) -> None:
    assert FORMATS[format_].extension == f".{format_}"
    assert "/" in FORMATS[format_].media_type


@pytest.mark.parametrize("format_", EXTRAS)
def test_a_part_that_is_not_installed_is_named(
    format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    render(a_report(), format_)
    monkeypatch.setitem(sys.modules, EXTRAS[format_], None)

    with pytest.raises(MissingExtraError) as caught:
        render(a_report(), format_)

    assert caught.value.values["extra"] == "documents"
    assert "kimutatás" in error_message(caught.value, "hu")


def test_each_format_tells_what_decides_on_its_bytes() -> None:
    assert versions("pdf") == {"typst": version("typst")}
    assert versions("docx")["python-docx"] == version("python-docx")
    assert versions("docx")["lxml"] == version("lxml")
    assert set(versions("xlsx")) == {"xlsxwriter", "zlib"}
    assert set(versions("html")) == {"jinja2", "markupsafe"}
    assert [versions(one) for one in ("csv", "md", "json")] == [{}, {}, {}]


def test_a_library_that_is_not_installed_has_no_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from importlib import metadata

    def absent(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", absent)

    assert versions("pdf") == {}
    assert set(versions("xlsx")) == {"zlib"}


def test_a_report_of_the_store_is_the_same_in_every_run(workspace: Workspace) -> None:
    a_small_table(workspace)

    for format_ in FORMATS:
        assert render(report(workspace), format_) == render(report(workspace), format_)


_ELSEWHERE = """
import hashlib, json, sys
from cselekvo.reports.render import FORMATS, render
from cselekvo.reports.report_json import from_json
made = from_json(json.load(sys.stdin))
print(json.dumps({f: hashlib.sha256(render(made, f)).hexdigest() for f in FORMATS}))
"""


def test_another_process_on_other_clocks_writes_the_same_bytes(
    workspace: Workspace,
) -> None:
    a_small_table(workspace)
    made = report(workspace)
    surroundings = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}

    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        input=render(made, "json"),
        env={**os.environ, **surroundings},
        check=True,
        capture_output=True,
    )

    assert json.loads(done.stdout) == {
        format_: hashlib.sha256(render(made, format_)).hexdigest()
        for format_ in FORMATS
    }


def test_json_is_sorted_readable_and_whole(workspace: Workspace) -> None:
    a_small_table(workspace)
    made = report(workspace)

    text = text_of(made, "json")

    assert from_json(json.loads(text)) == made
    assert (
        text
        == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True)
        + "\n"
    )
    assert "Csillag Egyesület" in text


def test_a_day_in_a_table_is_short_and_a_ratio_has_one_decimal_everywhere() -> None:
    columns = (
        Column("d", "D", CellKind.INSTANT),
        Column("p", "P", CellKind.PERCENT),
    )
    table = Table(
        key="t",
        caption="T",
        columns=columns,
        rows=((a_report().origin.generated_at, 0.875),),
    )
    made = a_report(blocks=(table,))

    for told in (
        text_of(made, "html"),
        text_of(made, "md"),
        str(paragraphs_of(render(made, "docx"))),
        str(as_data(made)),
    ):
        assert "87,5%" in told
        assert "10:00" in told
