"""The house keeps its own rules."""

import ast
import importlib
import os
import pkgutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import cselekvo
from cselekvo.handbook.folder import HandbookMissingError, examples, folder

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "cselekvo"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
#: The two folders that may ask what time it is.
CLOCKS = (PACKAGE / "commands", PACKAGE / "web")
_NOW = {
    ("date", "today"),
    ("datetime", "today"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("time", "time"),
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, Function):
            yield node


def _length(function: Function) -> int:
    """Return the lines from `def` to the end; what the docstring says is no code."""
    told = 0
    if ast.get_docstring(function) is not None:
        first = function.body[0]
        told = (first.end_lineno or 0) - first.lineno + 1
    return (function.end_lineno or 0) - function.lineno + 1 - told


def _modules() -> list[str]:
    return [
        module.name
        for module in pkgutil.walk_packages(cselekvo.__path__, "cselekvo.")
        if not module.name.endswith("__main__")
    ]


@pytest.mark.parametrize("name", _modules())
def test_what_a_module_offers_is_there(name: str) -> None:
    module = importlib.import_module(name)

    offered = getattr(module, "__all__", ())

    assert [one for one in offered if not hasattr(module, one)] == []
    assert [one for one in offered if one.startswith("_") and one != "_"] == []
    assert len(set(offered)) == len(offered)


def test_nothing_below_the_border_asks_what_day_it_is() -> None:
    asking = [
        f"{_name(path)}:{node.lineno}"
        for path in SOURCES
        if not any(path.is_relative_to(clock) for clock in CLOCKS)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in _NOW
    ]

    assert asking == []


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    lengths = {_name(path): len(path.read_text().splitlines()) for path in SOURCES}

    assert {k: v for k, v in lengths.items() if v > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_forty_lines() -> None:
    lengths = {
        f"{_name(path)}:{function.name}": _length(function)
        for path in SOURCES
        for function in _functions(path)
    }

    assert {k: v for k, v in lengths.items() if v > LONGEST_FUNCTION} == {}


def test_every_public_thing_says_what_it_is() -> None:
    silent = []
    for path in SOURCES:
        tree = _tree(path)
        if not ast.get_docstring(tree):
            silent.append(_name(path))
        public: list[tuple[str, ast.AST]] = [("", tree)]
        while public:
            where, holder = public.pop()
            for node in ast.iter_child_nodes(holder):
                if not isinstance(node, Function | ast.ClassDef):
                    continue
                if node.name.startswith("_"):
                    continue
                if not ast.get_docstring(node):
                    silent.append(f"{_name(path)}:{where}{node.name}")
                if isinstance(node, ast.ClassDef):
                    public.append((f"{node.name}.", node))

    assert silent == []


def test_methodology_holds_no_code() -> None:
    kinds = {
        path.suffix for path in (ROOT / "methodology").rglob("*") if path.is_file()
    }

    assert kinds <= {".csv", ".json", ".yaml", ".md"}


def test_imports_point_inward() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout


def test_the_folder_beside_the_package_is_found() -> None:
    assert folder() == ROOT / "methodology"
    assert [path.name for path in examples()][-1] == "zalaszentgrot"
    assert len(examples()) == 6


def test_a_methodology_that_is_nowhere_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        cselekvo, "__file__", str(tmp_path / "cselekvo" / "__init__.py")
    )

    with pytest.raises(HandbookMissingError, match="methodology"):
        folder()


_ASK = """
from cselekvo.handbook.folder import examples, folder
from cselekvo.handbook.regions import regions
print(folder())
print(len(examples()), len(list(regions())))
"""


def test_the_wheel_carries_methodology_and_leaves_the_checkout_out(
    tmp_path: Path,
) -> None:
    from hatchling.builders.wheel import WheelBuilder

    built = Path(next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path))))
    unpacked = tmp_path / "site"
    with zipfile.ZipFile(built) as wheel:
        names = wheel.namelist()
        wheel.extractall(unpacked)

    done = subprocess.run(
        [sys.executable, "-c", _ASK],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        check=True,
        capture_output=True,
        text=True,
    )

    where, counts = done.stdout.splitlines()
    assert Path(where) == unpacked / "cselekvo" / "_methodology"
    assert counts.split()[0] == "6"
    assert {name.partition("/")[0] for name in names if "dist-info" not in name} == {
        "cselekvo"
    }
    assert not any(name.endswith(("cli.py", ".db")) for name in names)
