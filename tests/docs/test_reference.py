"""What the documentation must hold: every command, every sheet, every docstring."""

import inspect
import pkgutil
import re
import shlex
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest

import cselekvo.actions
import cselekvo.reports
import cselekvo.workspace
from cselekvo.commands.main import cli
from cselekvo.exchange.sheets import SHEETS
from cselekvo.i18n import use
from docs.generate import DOCS, PAGES, verbs
from tests.docs.console import ROOT, missing_lines


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_generated_page_is_as_it_would_be_generated_now(page: Path) -> None:
    with use("en"):
        now = PAGES[page]()

    assert page.read_text(encoding="utf-8") == now, "run docs/generate.py"


def test_every_verb_is_documented_with_an_example() -> None:
    told = (DOCS / "commands.md").read_text(encoding="utf-8")

    for name, command, _context in verbs():
        assert f"\n### {name}\n" in told
        assert "Example: cselekvo" in (command.help or ""), name


def test_every_option_says_what_it_is_for() -> None:
    for name, command, _context in verbs():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts}"


def _examples() -> Iterator[tuple[str, str]]:
    for name, command, _context in verbs():
        text = " ".join((command.help or "").split("Example: ")[-1].split())
        for call in text.split(" && "):
            yield name, call


@pytest.mark.parametrize(("name", "call"), list(_examples()))
def test_the_example_of_a_verb_is_a_call_of_it(name: str, call: str) -> None:
    words = shlex.split(call)[1:]
    command: click.Command = cli
    context = cli.make_context("cselekvo", words)
    called = []
    while isinstance(command, click.Group):
        left = [*getattr(context, "_protected_args", ()), *context.args]
        verb, found, left = command.resolve_command(context, left)
        assert found is not None
        command = found
        called.append(str(verb))
        context = command.make_context(verb, left, parent=context)

    assert " ".join(called) == name


def test_every_kind_of_sheet_and_every_column_is_documented() -> None:
    told = (DOCS / "how-to" / "sheet-kinds.md").read_text(encoding="utf-8")

    for kind in SHEETS:
        part = told.partition(f"\n### {kind.hu}\n")[2].partition("\n### ")[0]
        for column in kind.columns:
            assert f"| `{column.hu}` | `{column.en}` |" in part, kind.hu


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for found in pkgutil.walk_packages(
        getattr(package, "__path__", ()), f"{package.__name__}."
    ):
        yield import_module(found.name)


def _public(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """Yield what a module makes and shows: functions, classes and their methods."""
    for name, value in vars(module).items():
        ours = getattr(value, "__module__", None) == module.__name__
        if name.startswith("_") or not ours:
            continue
        if inspect.isfunction(value) or inspect.isclass(value):
            yield f"{module.__name__}.{name}", value
        if inspect.isclass(value):
            for part, method in vars(value).items():
                shown = method.fget if isinstance(method, property) else method
                if inspect.isfunction(shown) and not part.startswith("_"):
                    yield f"{module.__name__}.{name}.{part}", shown


@pytest.mark.parametrize(
    "package",
    [cselekvo.workspace, cselekvo.actions, cselekvo.reports],
    ids=lambda package: str(package.__name__),
)
def test_everything_public_has_a_docstring(package: ModuleType) -> None:
    found = [pair for module in _modules(package) for pair in _public(module)]

    assert len(found) > 5
    assert [name for name, value in found if not (value.__doc__ or "").strip()] == []


def test_every_page_is_reached_from_the_index() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    pages = {
        str(path.relative_to(DOCS).with_suffix(""))
        for path in DOCS.rglob("*.md")
        if "_build" not in path.parts
    }
    listed = re.findall(r"^([\[\]\w/*-]+)$", index, re.MULTILINE)
    reached = {page for page in pages for one in listed if fnmatch(page, one)}

    assert pages - reached == {"index"}


@pytest.mark.parametrize(
    "page", ["README.md", "CHANGELOG.md", "SECURITY.md"], ids=lambda page: page
)
def test_the_links_of_a_page_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", text)

    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_code_of_the_readme_prints_what_its_comments_say(
    monkeypatch: pytest.MonkeyPatch, demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code = text.partition("```python\n")[2].partition("```")[0]
    said = re.findall(r"print\(.*\)  # (.+)", code)
    monkeypatch.chdir(demo.parent)

    exec(compile(code, "README.md", "exec"), {})

    assert said
    assert missing_lines(tuple(said), capsys.readouterr().out) == []
