"""The file itself: its size, its characters, and of YAML the plain part only."""

from typing import Any

import pytest
import yaml

from cselekvo.handbook.templates import parsing
from cselekvo.handbook.templates.nodes import Items, Mapping, Node, Scalar, Spot
from cselekvo.handbook.templates.notes import Notes
from cselekvo.handbook.templates.parsing import parse
from cselekvo.handbook.templates.text import LARGEST
from tests.handbook.writing import RIGHT, changed, read, refused, taken, values

LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]
FRIENDS = (
    *("no", "yes", "on", "off", "true", "False", "NULL", "~"),
    *("1", "012", "0o17", "0x1F", "0b1", "1_000", "-5", "+5"),
    *("1.10", "1.", ".5", "1e3", "1.5e-3", ".inf", "-.INF", ".nan", "1:30", "1:30:59"),
    *("2022-10-17", "2022-10-17T12:00:00Z"),
)


@pytest.mark.parametrize("written", FRIENDS)
def test_a_false_friend_is_asked_for_in_quotation_marks(written: str) -> None:
    text = changed("[report]", f"[{written}]")

    assert refused(text) == [("template-quote-it", 12)]
    assert values(text) == {"key": "exit_criteria", "text": written}


@pytest.mark.parametrize("written", [one for one in FRIENDS if one.isalnum()])
def test_in_quotation_marks_it_is_a_text(written: str) -> None:
    text = changed("[report]", f"['{written}']")

    assert taken(text).stage("first").exit_criteria[0].id == written


@pytest.mark.parametrize("written", ["n", "y", "nulla", "norvég", "1a", "2022-terv"])
def test_what_only_looks_like_one_is_a_text(written: str) -> None:
    title = taken(changed("{hu: Próba, en: Trial}", written)).title

    assert title.hu == written


def test_a_stage_called_no_is_told_where_it_is_named_and_nothing_else() -> None:
    text = RIGHT.replace("first", "no")

    assert {code for code, _line in refused(text)} == {"template-quote-it"}
    assert [line for _code, line in refused(text)] == [6, 8, 24]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("[report]", "&a [report]", [("template-anchor", 12)]),
        ("[report]", "[&a report]", [("template-anchor", 12)]),
        ("[report]", "[*a]", [("template-anchor", 12)]),
        ("[report]", "&a [*a]", [("template-anchor", 12), ("template-anchor", 12)]),
        ("{hu: Próba, en: Trial}", "!!str Próba", [("template-tag", 3)]),
        ("{hu: Próba, en: Trial}", "!kep Próba", [("template-tag", 3)]),
        ("start: first", "<<: {start: first}", [("template-merge-key", 6)]),
        ("start: first", "? [a]\n: b\nstart: first", [("template-text-expected", 6)]),
        ("start: first", "start: first\n--- x", [("template-several-documents", 7)]),
        ("start: first", "start: first\n...\n---", [("template-several-documents", 8)]),
        ("start: first", "start: first\n\tx: y", [("template-tab-indent", 7)]),
        ("start: first", "start: first: second", [("template-not-well-formed", 6)]),
        ("start: first", 'start: "first', [("template-not-well-formed", 33)]),
        ("[report]", "[report", [("template-not-well-formed", 13)]),
        ("{hu: Próba, en: Trial}", '"a\\ab"', [("template-control-character", 3)]),
        ("{hu: Próba, en: Trial}", "a\x07b", [("template-control-character", 3)]),
        ("{hu: Próba, en: Trial}", "a\ufffeb", [("template-control-character", 3)]),
        ("id: proba", "%YAML 1.1\n---\nid: proba", [("template-directive", 1)]),
        ("id: proba", "%TAG ! tag:x,\n---\nid: proba", [("template-directive", 1)]),
        (
            "id: proba",
            'id: !!python/object/apply:os.system ["x"]',
            [("template-tag", 1), ("template-text-expected", 1)],
        ),
    ],
)
def test_of_yaml_only_plain_data_is_taken(
    old: str, new: str, found: list[tuple[str, int]]
) -> None:
    told = refused(changed(old, new))

    assert [one for one in told if one[0] != "template-key-missing"] == found


def test_nothing_of_a_file_is_ever_constructed(monkeypatch: pytest.MonkeyPatch) -> None:
    def construct(*_words: Any) -> None:
        raise AssertionError

    for loader in LOADERS:
        monkeypatch.setattr(loader, "construct_object", construct)
        monkeypatch.setattr(loader, "compose_node", construct, raising=False)
    tree = parse(RIGHT, Notes())

    assert isinstance(tree, Mapping)


@pytest.mark.parametrize("loader", LOADERS, ids=["python", "libyaml"])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_ten_thousand_levels_are_left_at_the_first_too_many(
    loader: Any, opening: str
) -> None:
    notes = Notes()

    assert (
        parse("id: " * (opening in "[{a: ") + opening * 10_000, notes, loader) is None
    )
    assert [one.word for one in notes.findings()] == ["template-too-deep"]


def _plain(node: Node | None) -> Any:
    if isinstance(node, Scalar):
        return node.text, node.plain, node.spot
    if isinstance(node, Items):
        return [_plain(one) for one in node.items]
    assert isinstance(node, Mapping)
    return {key.text: (key.spot, _plain(value)) for key, value in node}


def test_both_parsers_of_yaml_read_the_same() -> None:
    trees = [_plain(parse(RIGHT, Notes(), loader)) for loader in LOADERS]

    assert trees[0] == trees[1]
    assert trees[0]["version"] == (Spot(2, 1), ("1", True, Spot(2, 10)))


@pytest.mark.parametrize("loader", LOADERS, ids=["python", "libyaml"])
@pytest.mark.parametrize(
    "text", ["a: [", "a: b: c", "'", "\t- a\n\tb: c", "@", "a: |x"]
)
def test_what_is_no_yaml_is_told_with_a_place_by_both(text: str, loader: Any) -> None:
    notes = Notes()

    assert parse(text, notes, loader) is None
    (found,) = notes.findings()
    assert found.word in {"template-not-well-formed", "template-tab-indent"}
    assert found.where is not None
    assert found.where.line


def test_bytes_that_are_not_utf8_are_named_with_their_place() -> None:
    data = RIGHT.encode("cp1250")

    assert refused(data) == [("template-not-utf8", 3)]
    offset = RIGHT.index("ó")
    assert values(data) == {"offset": offset, "byte": "0xF3"}
    assert refused(RIGHT.encode("utf-16")) == [("template-not-utf8", 1)]


def test_the_largest_file_is_read_and_no_larger_one() -> None:
    padding = "#" * (LARGEST - len(RIGHT.encode()))

    assert taken(RIGHT + padding)
    assert refused(RIGHT + padding + "#") == [("template-too-large", 1)]


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n...\n", "\ufeff"])
def test_an_empty_file_is_told(text: str) -> None:
    assert refused(text)[0][0] in {"template-empty", "template-mapping-expected"}


def test_a_long_tag_is_shown_short() -> None:
    text = changed("{hu: Próba, en: Trial}", f"!{'x' * 300} Próba")

    assert len(values(text)["text"]) == 60


def test_lines_may_end_as_windows_writes_them() -> None:
    assert taken(RIGHT.replace("\n", "\r\n")) == taken(RIGHT)
    assert read(RIGHT.replace("\n", "\r\n"))[1] == []


def test_the_faster_parser_is_taken_where_there_is_one() -> None:
    assert parsing._LOADER is LOADERS[1]
