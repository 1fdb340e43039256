"""The help of every command, in both languages."""

import shlex

import click
import pytest

from cselekvo.commands.main import COMMANDS, cli
from cselekvo.i18n import use
from tests.commands.calling import Call
from tests.i18n import sources

_EVERY = [tuple(context.command_path.split()[1:]) for _, context in sources.commands()]
_LEAVES = [
    tuple(context.command_path.split()[1:])
    for command, context in sources.commands()
    if not isinstance(command, click.Group)
]
_FURNITURE = {
    "hu": ("Használat: cselekvo", "Minden parancs kapcsolói:", "Ezt a súgót mutatja."),
    "en": ("Usage: cselekvo", "Options of every command:", "Show this help."),
}


@pytest.mark.parametrize("lang", ["hu", "en"])
@pytest.mark.parametrize("words", _EVERY, ids=" ".join)
def test_every_command_has_help(call: Call, words: tuple[str, ...], lang: str) -> None:
    answer = call.well(*words, "--help", "--lang", lang)

    assert all(one in answer.out for one in _FURNITURE[lang])
    other = "en" if lang == "hu" else "hu"
    assert not any(one in answer.out for one in _FURNITURE[other])


@pytest.mark.parametrize("words", _LEAVES, ids=" ".join)
def test_every_verb_has_an_example_that_calls_it(
    call: Call, words: tuple[str, ...]
) -> None:
    hungarian = call.well(*words, "--help").out
    english = call.well(*words, "--help", "--lang", "en").out
    (example,) = _examples(hungarian, "Példa")

    assert _examples(english, "Example") == [example]
    asked = shlex.split(example)
    assert asked[0] == "cselekvo"
    assert " ".join(words) in " ".join(asked)


def _examples(text: str, word: str) -> list[str]:
    mark = f"  {word}: "
    lines = text.splitlines()
    return [line.removeprefix(mark) for line in lines if line.startswith(mark)]


@pytest.mark.parametrize("words", _LEAVES, ids=" ".join)
def test_an_example_is_understood_by_its_command(
    call: Call, words: tuple[str, ...]
) -> None:
    (example,) = _examples(call.well(*words, "--help").out, "Példa")
    answer = call(*shlex.split(example)[1:], "--json")

    assert answer.status != 1
    assert "usage" not in answer.codes
    assert "value-not-read" not in answer.codes


def test_help_can_be_asked_anywhere(call: Call) -> None:
    top = call.well("--help").out
    verb = call.well("roundtable", "join", "--help").out

    assert call.well("--lang", "hu", "--help").out == top
    assert call.well("roundtable", "join", "K", "--help").out == verb


def test_the_help_of_the_top_names_every_command_with_its_first_sentence(
    call: Call,
) -> None:
    told = call.well("--help", "--lang", "en").out.split()

    for name, (_, text) in COMMANDS.items():
        assert name in told
        assert " ".join(text.split()[:2]) in " ".join(told)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_of_commands_says_what_the_command_says(name: str) -> None:
    context = click.Context(cli, info_name="cselekvo")
    command = cli.get_command(context, name)
    assert command is not None

    assert command.name == name
    if isinstance(command, click.Group):
        assert command.help == COMMANDS[name][1]


def test_help_offers_the_words_of_the_reader(call: Call) -> None:
    hungarian = call.well("roundtable", "join", "--help").out
    english = call.well("roundtable", "join", "--help", "--lang", "en").out

    assert 'tag|"állandó meghívott"|elnök|alelnök|titkár' in hungarian
    assert "member|standing_invitee|chair|vice_chair|secretary" in english


@pytest.mark.parametrize("lang", ["hu", "en"])
def test_no_line_of_help_is_wider_than_a_terminal(call: Call, lang: str) -> None:
    with use(lang):
        for words in _EVERY:
            for line in call.well(*words, "--help").out.splitlines():
                assert len(line) <= 80 or "cselekvo" in line, (words, line)
