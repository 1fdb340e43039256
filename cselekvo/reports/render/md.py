"""A report as Markdown (CommonMark with the tables of GitHub).

No text of a record is ever read as markup: what could be is escaped, and a table's cell
stays on its line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cselekvo.reports.render.words import (
    encoded,
    origin_pairs,
    severity_word,
    shown,
    value_of,
)
from cselekvo.reports.report import (
    Block,
    CellKind,
    Figures,
    Note,
    Pair,
    Picture,
    Report,
    Table,
)

#: What has a meaning inside a line, and an ampersand that begins an entity.
_INLINE = re.compile(
    r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)|(?<=\w)@(?=\w)|(?<=:)/(?=/)|(?<=www)\.",
    re.IGNORECASE,
)
#: Blanks at which a line may be broken; a no-break space stays.
_BLANKS = re.compile(r"[ \t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
#: What has a meaning where a line begins.
_LEADING = re.compile(r"^(?=[#>+=-])|^([0-9]+)(?=[.)])")
_RIGHT: Final = frozenset({CellKind.WHOLE, CellKind.PERCENT})


def render(report: Report) -> bytes:
    """Return the report as Markdown."""
    parts = [f"# {_heading(report.title)}", f"**{_line(report.subtitle)}**"]
    if report.facts:
        parts.append(_pairs(report.facts, report.lang))
    parts += [part for block in report.blocks for part in _block(block, report.lang)]
    parts += ["---", _pairs(origin_pairs(report), report.lang)]
    return encoded("\n\n".join(parts) + "\n")


def _block(block: Block, lang: str) -> Iterator[str]:
    if isinstance(block, Table):
        yield f"## {_heading(block.caption)}"
        yield _table(block, lang)
    elif isinstance(block, Figures):
        yield f"## {_heading(block.caption)}"
        yield _pairs(block.pairs, lang)
    elif isinstance(block, Picture):
        yield f"## {_heading(block.caption)}"
        yield _paragraph(block.text)
    elif isinstance(block, Note):
        yield f"> **{severity_word(block.severity, lang)}:** {_line(block.text)}"
    else:
        yield _paragraph(block.text)


def _pairs(pairs: Iterable[Pair], lang: str) -> str:
    return "\n".join(
        f"- {_paragraph(pair.label)}: {_line(value_of(pair, lang))}" for pair in pairs
    )


def _table(table: Table, lang: str) -> str:
    kinds = [column.kind for column in table.columns]
    lines = [
        _row([_line(column.label) for column in table.columns]),
        _row(["--:" if kind in _RIGHT else "---" for kind in kinds]),
    ]
    for cells in table.rows:
        words = (
            shown(cell, kind, lang) for cell, kind in zip(cells, kinds, strict=True)
        )
        lines.append(_row([_line(word) for word in words]))
    if table.total is not None:
        words = (
            shown(cell, kind, lang)
            for cell, kind in zip(table.total, kinds, strict=True)
        )
        lines.append(_row([f"**{_line(word)}**" for word in words]))
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _paragraph(text: str) -> str:
    return _LEADING.sub(r"\1\\", _line(text))


def _line(text: str) -> str:
    """Return a text on one line, harmless."""
    return _INLINE.sub(r"\\\g<0>", _BLANKS.sub(" ", text).strip(" "))


def _heading(text: str) -> str:
    return _line(text).replace("#", r"\#")
