"""A report as the typst file takes it: words in their places, as plain data."""

import re
from collections.abc import Iterable, Sequence
from textwrap import shorten
from typing import Any, Final

from cselekvo.i18n import _, use
from cselekvo.i18n.numbers import NO_BREAK_SPACE
from cselekvo.reports.render import paper
from cselekvo.reports.render.fit import Fit, fit, length
from cselekvo.reports.render.words import (
    PAGE,
    PAGES,
    entry_words,
    origin_pairs,
    page_words,
    printable,
    severity_word,
    value_of,
    writable,
)
from cselekvo.reports.report import Block, Figures, Note, Pair, Picture, Report, Table

Json = dict[str, Any]

#: How many letters a line of a table holds, upright and on its side.
_LETTERS: Final = {False: 134.0, True: 200.0}
#: How many figures stand in a row at most, where nothing is beside them.
_FIGURES: Final = {False: 5, True: 6}
#: A row of more lines may be broken over two pages.
_WHOLE_ROW: Final = 24
#: A longer text may be broken over two pages; a longer heading is not repeated there.
_WHOLE_TEXT: Final = 400
#: What stands at the head and the foot of every page is cut to this.
_RUNNING: Final = 110
#: Outside of tables words are broken that are longer than this.
_LONGEST_WORD: Final = 48
#: A longer value of a label is given a line of its own, where a word may be longer.
_THREE_LINES: Final = 140
_ONE_LINE: Final = 88
#: Longer words are no words; they are broken anywhere.
_LONGEST_REAL_WORD: Final = 32
#: What stands before a short last word; a line of two letters looks lost.
_RUNT = re.compile(r" (?=[^ ]{1,3}$)")
#: Letters differ in width; this part of a line holds any.
_SURELY: Final = 0.8
_ADDRESS = re.compile(r"(?<=[@./_])(?=\w)")
_MAY_BREAK: Final = "\N{ZERO WIDTH SPACE}"
_NUMBERS: Final = {PAGE: {"number": "page"}, PAGES: {"number": "pages"}}


def as_data(report: Report) -> Json:
    """Return the report as data that JSON can hold."""
    lang, made = report.lang, report.origin.generated_at
    sideways = paper.is_sideways(report)
    title = _text(report.title) or _text(report.subtitle) or report.kind
    with use(lang):
        empty = _("no entries")
    return {
        "lang": lang,
        "title": title,
        "subtitle": _text(report.subtitle),
        "author": _text(report.origin.by),
        "day": {"year": made.year, "month": made.month, "day": made.day},
        "sideways": sideways,
        "facts": _pairs(report.facts, lang),
        "groups": [
            _group(group, lang, sideways=sideways)
            for group in paper.groups(report.blocks)
        ],
        "origin": _pairs(origin_pairs(report), lang),
        "running": {
            "title": shorten(title, _RUNNING // 2, placeholder="…"),
            "subtitle": shorten(_text(report.subtitle), _RUNNING // 2, placeholder="…"),
            "foot": shorten(
                _text(entry_words(report), _RUNNING), _RUNNING, placeholder="…"
            ),
            "page": [_NUMBERS.get(part, part) for part in page_words(lang)],
        },
        "empty": empty,
    }


def _pairs(pairs: Iterable[Pair], lang: str) -> list[Json]:
    return [_pair(pair.label, value_of(pair, lang)) for pair in pairs]


def _pair(label: str, value: str) -> Json:
    """Return a labelled value; a long one, or one word that is, takes a line."""
    longest = max(map(len, value.split()), default=0)
    return {
        "label": _text(label),
        "value": _text(value, _ONE_LINE),
        "wide": longest > _LONGEST_REAL_WORD or len(value) > _THREE_LINES,
        "long": len(label) + len(value) > _WHOLE_TEXT,
    }


def _group(blocks: Sequence[Block], lang: str, *, sideways: bool) -> Json:
    """Return blocks that stand side by side, together on one page if they fit there."""
    rows = max(len(one.rows) if isinstance(one, Table) else 1 for one in blocks)
    beside = len(blocks)
    letters = _LETTERS[sideways] / beside
    figures = _FIGURES[sideways] if beside == 1 else 2
    return {
        "blocks": [_block(block, lang, letters, figures) for block in blocks],
        "long": rows > _WHOLE_ROW,
    }


def _block(block: Block, lang: str, letters: float, figures: int) -> Json:
    if isinstance(block, Table):
        return _table(block, lang, letters)
    if isinstance(block, Figures):
        return {
            "kind": "figures",
            "caption": _text(block.caption),
            "columns": paper.even(len(block.pairs), figures),
            "pairs": _pairs(block.pairs, lang),
        }
    if isinstance(block, Picture):
        return {
            "kind": "picture",
            "caption": _text(block.caption),
            "svg": writable(block.svg),
            "text": _text(block.text) or _text(block.caption) or block.key,
        }
    if isinstance(block, Note):
        return note(block, lang)
    return {"kind": "paragraph", "text": _text(block.text)}


def note(block: Note, lang: str) -> Json:
    """Return a note as the typst file takes it."""
    return {
        "kind": "note",
        "severity": block.severity.value,
        "word": severity_word(block.severity, lang),
        "text": _text(block.text),
    }


def _table(table: Table, lang: str, letters: float) -> Json:
    headings = paper.headings(table)
    rows, total = list(paper.rows(table, lang)), paper.total(table, lang)
    fitted = fit(headings, [*rows, total] if total else rows, letters)
    return {
        "kind": "table",
        "caption": _text(table.caption),
        "headings": [
            {"words": _words(one.label, wide), "numeric": one.numeric}
            for one, wide in zip(headings, fitted.letters, strict=True)
        ],
        "repeated": max((len(one.label) for one in headings), default=0) < _WHOLE_TEXT,
        "widths": fitted.shares,
        "rows": [_row(row, fitted) for row in rows],
        "total": _row(total, fitted) if total else None,
    }


def _row(row: Sequence[paper.PaperCell], fitted: Fit) -> Json:
    return {
        "long": fitted.lines(row) > _WHOLE_ROW,
        "cells": [
            {
                "words": _words(cell.text, wide),
                "lines": [_words(line.whole, wide) for line in cell.lines],
                "head": cell.names_row,
                "numeric": cell.numeric,
                "nothing": cell.nothing,
                "share": cell.share,
            }
            for cell, wide in zip(row, fitted.letters, strict=True)
        ],
    }


def _words(text: str, letters: float) -> Json:
    """Return the words of a cell, and whether some are too long for its column."""
    words = _RUNT.sub(NO_BREAK_SPACE, _text(text, letters))
    return {
        "text": words,
        "hyphenate": _MAY_BREAK not in words and _is_long(words, letters),
    }


def _is_long(text: str, letters: float) -> bool:
    return len(text) > letters and any(length(one) > letters for one in text.split())


def _text(text: str, letters: float = _LONGEST_WORD) -> str:
    """Return a text on one line, in which what is no word may be broken."""
    line = printable(text)
    if len(line) <= letters:
        return line
    return " ".join(_breakable(word, letters) for word in line.split(" "))


def _breakable(word: str, letters: float) -> str:
    """Return a word as it is, if it fits or hyphens can part it."""
    if length(word) <= letters or (word.isalpha() and len(word) <= _LONGEST_REAL_WORD):
        return word
    most = max(int(letters * _SURELY * len(word) / length(word)), 2)
    return _MAY_BREAK.join(
        part[at : at + most]
        for part in _ADDRESS.split(word)
        for at in range(0, len(part), most)
    )
