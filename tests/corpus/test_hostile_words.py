"""Words of a call that no person would write."""

import os
import sys
from pathlib import Path

import pytest

from tests.corpus.own import EXAMPLES, a_case
from tests.corpus.playing import Models, play

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux")
NO_TEXT = os.fsdecode(b"\xff")
TABLE = "ZSZ-KEREKASZTAL"
SAME = ("import", str(EXAMPLES[0]))


@pytest.mark.parametrize(
    "words",
    [
        ("person", "add", "P1", "--name", NO_TEXT),
        ("person", "add", "P1", "--name", "a\x01b"),
        ("person", "add", NO_TEXT, "--name", "Példa"),
        ("person", "add", "../../etc/passwd", "--name", "Példa"),
        (*SAME, "--reason", NO_TEXT),
        (*SAME, "--reason", "a\x1b[31mb"),
        (*SAME, "--request-id", NO_TEXT),
        (*SAME, "--request-id", "a\x1b\n"),
        (*SAME, "--as", NO_TEXT),
        (*SAME, "--encoding", NO_TEXT),
        (*SAME, "--encoding", "rot13"),
        (*SAME, "--encoding", "idna"),
        ("--as", NO_TEXT, "journal", "list"),
        ("--lang", NO_TEXT, "journal", "list"),
        ("organisation", "show", NO_TEXT),
        ("gazetteer", "lookup", NO_TEXT),
        ("roundtable", "members", TABLE, "--on", "99999999999999999999"),
        ("roundtable", "members", TABLE, "--on", "0000-00-00"),
        ("roundtable", "members", TABLE, "--on", "10000-01-01"),
        ("export", "{tmp}/ki", "--known-at", "#99999999999999999999"),
        ("export", "{tmp}/ki", "--known-at", "#-1"),
        ("journal", "undo", "99999999999999999999"),
        ("journal", "undo", "999999999999999999"),
        ("journal", "undo", "٣"),
        ("journal", "show", "99999999999999999999"),
        ("journal", "show", "#"),
        ("journal", "list", "--last", "99999999999999999999"),
        ("verify", "--head", "x" * 100_000),
        ("%s%(name)d{x}",),
        (NO_TEXT,),
        ("journal", "\x1b[31m"),
    ],
    ids=lambda words: ascii(" ".join(words))[1:60],
)
def test_what_cannot_be_meant_is_refused(
    words: tuple[str, ...], models: Models, tmp_path: Path
) -> None:
    found = play(a_case([words], 2), models, tmp_path)

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "words",
    [
        ("roundtable", "members", TABLE, "--on", "0001-01-01"),
        ("roundtable", "members", TABLE, "--on", "9999-12-31"),
        ("export", "{tmp}/ki", "--known-at", "9999-12-31"),
        ("gazetteer", "lookup", "x" * 100_000),
        ("person", "add", "P1", "--name", "x" * 60_000),
        ("person", "add", "P1", "--name", "{{ 7*7 }} %s ${HOME} `id` $(id)"),
        (*SAME, "--reason", "x" * 100_000),
        (*SAME, "--request-id", "x" * 1000),
    ],
    ids=lambda words: ascii(" ".join(words))[1:60],
)
def test_what_is_odd_and_has_a_meaning_is_done(
    words: tuple[str, ...], models: Models, tmp_path: Path
) -> None:
    found = play(a_case([words], 0), models, tmp_path)

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:titok@127.0.0.1:1/x",
        "postgresql://u:titok@[::1/x",
        "postgresql://",
        "postgresql://u:titok@" + NO_TEXT,
    ],
    ids=ascii,
)
def test_a_server_that_is_not_there_is_told_without_its_password(
    url: str, models: Models, tmp_path: Path
) -> None:
    found = play(a_case([("-w", url, "verify")], 3, 2), models, tmp_path)

    assert not [one for one in found if "titok" in one or "talks" not in one]
