"""Every word of ours that a person may read, found in the code itself."""

import ast
import inspect
import pkgutil
import textwrap
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click
from attrs import frozen

import cselekvo
from cselekvo.commands.main import COMMANDS, cli
from cselekvo.errors import CselekvoError

ROOT = Path(cselekvo.__file__).parent
#: Calls whose argument says what would be allowed, and where it stands among them.
EXPECTED = {"ValueNotReadError": 1, "_refused": 1}
#: Errors that are given a reason in words, and where it stands.
REASONED = {"NotAWorkspaceError": 1, "UnreachableError": 1, "MissingExtraError": 1}


@frozen
class Word:
    """A text, and where it was found."""

    text: str
    where: str


@cache
def modules() -> dict[str, ModuleType]:
    """Return every module of the package by name; `web` asks for its extra."""
    found = pkgutil.walk_packages([str(ROOT)], "cselekvo.")
    names = [one.name for one in found if not one.name.startswith("cselekvo.web")]
    return {name: import_module(name) for name in names}


@cache
def trees() -> dict[str, ast.Module]:
    """Return the syntax of every module."""
    return {
        name: ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for name, module in modules().items()
    }


@cache
def nodes(module: str) -> list[ast.AST]:
    """Return all nodes of a module's syntax."""
    return list(ast.walk(trees()[module]))


@cache
def functions(module: str) -> list[tuple[ast.FunctionDef, list[ast.AST]]]:
    """Return the functions of a module with all that is inside each."""
    return [
        (node, list(ast.walk(node)))
        for node in nodes(module)
        if isinstance(node, ast.FunctionDef)
    ]


def calls(named: Callable[[str], bool]) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls of functions with such a name, each with its module."""
    for module in trees():
        for node in nodes(module):
            if isinstance(node, ast.Call):
                function = node.func
                name = getattr(function, "id", getattr(function, "attr", ""))
                if named(name):
                    yield module, node


def translated() -> Iterator[tuple[str, ast.expr]]:
    """Yield what stands inside each `_()`, with its place."""
    for module, call in calls("_".__eq__):
        for argument in call.args:
            yield f"{module}:{call.lineno}", argument


def literals() -> list[Word]:
    """Return the texts that are translated where they stand."""
    return [
        Word(argument.value, where)
        for where, argument in translated()
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def commands() -> Iterator[tuple[click.Command, click.Context]]:
    """Yield the command with all its nouns and verbs."""
    top = click.Context(cli, info_name="cselekvo")
    yield cli, top
    yield from _below(cli, top)


def _below(
    group: click.Group, context: click.Context
) -> Iterator[tuple[click.Command, click.Context]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        inner = click.Context(command, parent=context, info_name=name)
        yield command, inner
        if isinstance(command, click.Group):
            yield from _below(command, inner)


def paragraphs(command: click.Command) -> list[str]:
    """Return the paragraphs of a command's help, its example left out."""
    whole = inspect.cleandoc(command.help or "").split("\n\n")
    plain = [" ".join(one.split()) for one in whole]
    return [one for one in plain if one and not one.startswith("Example:")]


def helps() -> list[Word]:
    """Return every paragraph, option and first sentence of the help."""
    found = [Word(text, "COMMANDS") for _, text in COMMANDS.values()]
    for command, context in commands():
        where = context.command_path
        found += [Word(one, where) for one in paragraphs(command)]
        for parameter in command.get_params(context):
            if isinstance(parameter, click.Option) and parameter.help:
                found.append(Word(parameter.help, f"{where} {parameter.opts[0]}"))
    return found


def code_enums() -> dict[str, type[Enum]]:
    """Return every `Code` enum by its name."""
    found: dict[str, type[Enum]] = {}
    for module in modules().values():
        for name, value in vars(module).items():
            is_enum = isinstance(value, type) and issubclass(value, Enum)
            if name.endswith("Code") and is_enum:
                found[name] = value
    return found


def errors() -> list[type[CselekvoError]]:
    """Return every class of error."""
    modules()
    found: list[type[CselekvoError]] = [CselekvoError]
    for kind in found:
        found += [one for one in kind.__subclasses__() if one not in found]
    return [one for one in found if one.__module__.startswith("cselekvo.")]


def given_to_error(kind: type[CselekvoError]) -> set[str]:
    """Return the names of the values that an error class hands to its root."""
    given = {"message"}
    for base in kind.__mro__:
        if base is CselekvoError:
            break
        if "__init__" in vars(base):
            tree = ast.parse(textwrap.dedent(inspect.getsource(base)))
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    given |= {one.arg for one in node.keywords if one.arg}
            break
    return given


def given_to_code(enum: str, member: str) -> set[str]:
    """Return the names of values in the modules that find a code."""
    given = {"subject"}
    for module in trees():
        defined, found = codes_in(module)
        if enum in defined or (enum, member) in found:
            given |= values_in(module)
    return given


@cache
def codes_in(module: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Return the classes that a module defines, and the members that it names."""
    defined, found = set(), set()
    for node in nodes(module):
        if isinstance(node, ast.ClassDef):
            defined.add(node.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add((node.value.id, node.attr))
    return frozenset(defined), frozenset(found)


@cache
def values_in(module: str) -> frozenset[str]:
    """Return the names that a module gives to values, in dicts and as keywords."""
    given: set[str] = set()
    for node in nodes(module):
        if isinstance(node, ast.Dict):
            keys = [one.value for one in node.keys if isinstance(one, ast.Constant)]
            given |= {str(one) for one in keys}
        elif isinstance(node, ast.keyword) and node.arg:
            given.add(node.arg)
    return frozenset(given)


def words_handed_to(functions: dict[str, int]) -> list[Word]:
    """Return the English texts given to functions, by the place of the argument.

    Of a text with values only what stands before `: ` is looked up.
    """
    found = []
    for module, call in calls(functions.__contains__):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        at = functions[name]
        if len(call.args) > at:
            where = f"{module}:{call.lineno}"
            scope = _scope(module, call)
            found += [Word(one, where) for one in _texts(call.args[at], module, scope)]
    return found


def _scope(module: str, call: ast.Call) -> dict[str, list[ast.expr]]:
    """Return what the names of the function around a call stand for."""
    scope: dict[str, list[ast.expr]] = {}
    for _, inside in functions(module):
        if call not in inside:
            continue
        for node in inside:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                scope.setdefault(node.targets[0].id, []).append(node.value)
    return scope


def _texts(
    node: ast.expr, module: str, scope: dict[str, list[ast.expr]]
) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        whole = "".join(
            str(one.value) if isinstance(one, ast.Constant) else "{}"
            for one in node.values
        )
        head, colon, _ = whole.partition(": ")
        if head.strip("{}, "):
            yield head if colon else whole.replace("{}", str(_DIGITS))
    elif isinstance(node, ast.IfExp | ast.BoolOp):
        parts = [node.body, node.orelse] if isinstance(node, ast.IfExp) else node.values
        for part in parts:
            yield from _texts(part, module, scope)
    elif isinstance(node, ast.Name):
        for value in scope.get(node.id, []):
            yield from _texts(value, module, {})
        if node.id not in scope:
            known = getattr(modules()[module], node.id, None)
            yield from [known] if isinstance(known, str) else []


_DIGITS = 18  # of a whole number, the one bound that is written into a text
