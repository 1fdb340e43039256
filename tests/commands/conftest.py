"""The command in this process, a workspace with the demonstration, a sheet to write."""

import shutil
from pathlib import Path

import pytest

from cselekvo.commands.main import run
from cselekvo.i18n import use
from tests.commands.calling import Call
from tests.commands.tracked import set_up


@pytest.fixture
def call(
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Call:
    """Return the command; it is called in a folder of the test's own."""
    for name in ("CSELEKVO_WORKSPACE", "CSELEKVO_LANG", "CSELEKVO_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return Call(capfd, tmp_path)


@pytest.fixture
def empty(call: Call) -> Call:
    """Return the command in a folder with an empty workspace."""
    call.well("init")
    return call


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demonstration, made once."""
    folder = tmp_path_factory.mktemp("demo") / "proba"
    with pytest.MonkeyPatch.context() as patch, use("hu"):
        patch.delenv("CSELEKVO_WORKSPACE", raising=False)
        assert run(["demo", str(folder)]) == 0
    return folder


@pytest.fixture
def demo(call: Call, demonstration: Path) -> Call:
    """Return the command in a folder with a copy of the demonstration."""
    shutil.copy(demonstration / "cselekvo.db", call.folder / "cselekvo.db")
    return call


@pytest.fixture(scope="session")
def tracking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a workspace with three processes, made once."""
    folder = tmp_path_factory.mktemp("tracking")
    with pytest.MonkeyPatch.context() as patch, use("hu"):
        patch.delenv("CSELEKVO_WORKSPACE", raising=False)
        patch.chdir(folder)
        set_up(folder)
    return folder


@pytest.fixture
def tracked(call: Call, tracking: Path) -> Call:
    """Return the command beside the processes F1, F2 and F3 of a small template."""
    shutil.copytree(tracking, call.folder, dirs_exist_ok=True)
    return call


@pytest.fixture
def table(empty: Call) -> Call:
    """Return the command beside a roundtable with one member and its representative."""
    for id_, place in (("O1", "Miskolc"), ("O2", "Tata")):
        empty.well(
            *("organisation", "add", id_, "--name", f"{id_} Kör", "--type", "civil"),
            *("--seat", place),
        )
    for id_ in ("P1", "P2"):
        empty.well("person", "add", id_, "--name", f"Példa {id_}", "--phone", "+36 1")
    empty.well(
        *("roundtable", "found", "K1", "--name", "Próbaasztal", "--on", "2015-01-01"),
        *("--district", "Tatai járás"),
    )
    empty.well("roundtable", "join", "K1", "O1", "--on", "2015-01-01")
    empty.well("roundtable", "represent", "K1", "O1", "P1", "--on", "2015-01-01")
    return empty
