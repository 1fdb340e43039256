"""Playing a case: the workspace that its setup asks for, its recipe, its steps."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from attrs import define, field

from tests.corpus.asking import faults
from tests.corpus.cases import GAZETTEER, Case, Words
from tests.corpus.checks import Told
from tests.corpus.recipes import Stage, prepare
from tests.corpus.running import Around, Done, call
from tests.corpus.yard import Yard, content


@define
class Models:
    """Workspaces made once for each setup, and copied for each case."""

    folder: Path
    _made: dict[tuple[Path, ...], Path] = field(factory=dict)

    def of(self, setup: tuple[Path, ...]) -> Path:
        """Return a closed workspace that holds what a setup asks for."""
        if setup not in self._made:
            before = self.of(setup[:-1]) if setup else None
            root = self.folder / str(len(self._made))
            root.mkdir()
            yard = Yard.make(root)
            if before is None:
                _well(yard, "init")
            else:
                shutil.copyfile(before, yard.db)
                _add(yard, setup[-1])
            for beside in ("-wal", "-journal"):
                assert not Path(f"{yard.db}{beside}").exists(), "it was not closed"
            self._made[setup] = yard.db
        return self._made[setup]


def _add(yard: Yard, part: Path) -> None:
    if part == GAZETTEER:
        _well(yard, "gazetteer", "import", str(part))
    elif part.suffix == ".yaml":
        _well(yard, "template", "publish", str(part))
    else:
        _well(yard, "import", str(part))


def _well(yard: Yard, *words: str) -> Done:
    done = call(["-w", str(yard.db), *words], yard)
    assert done.status == 0, (words, done.out, done.err)
    return done


def play(case: Case, models: Models, root: Path) -> list[str]:
    """Play a case in a folder of its own; return what is not as it should be."""
    (root / "yard").mkdir()
    yard = Yard.make(root / "yard")
    words = [word for step in case.commands for word in step]
    if case.file is None or any("{db}" in word for word in words):
        shutil.copyfile(models.of(case.setup), yard.db)
    if case.file is not None:
        shutil.copyfile(case.file, yard.input / case.file.name)
    around = Around(limit=case.recipe.limit)
    stage = Stage(yard, models.of(case.setup[:1]), around)
    prepare(stage, case.recipe.make)
    before = yard.tree()
    told = _take_steps(case, stage)
    return faults(case, told, before, yard.tree())


def _take_steps(case: Case, stage: Stage) -> Told:
    """Call the steps as a shell does: up to the first that fails."""
    held = [content(_workspace(case.commands[0], stage.yard))]
    taken: list[Done] = []
    for words in case.commands:
        with stage.running() as around:
            taken.append(_call(words, case.file, stage.yard, around))
        held.append(content(_workspace(words, stage.yard)))
        if taken[-1].status:
            break
    return Told(yard=stage.yard, steps=tuple(taken), content=tuple(held))


def _workspace(words: Words, yard: Yard) -> Path:
    """Return the workspace that a call names: `{db}`, or the input itself."""
    return yard.db if "{db}" in words else next(iter(yard.input.iterdir()), yard.db)


def _call(words: Iterable[str], file: Path | None, yard: Yard, around: Around) -> Done:
    return call([yard.fill(word, file) for word in words], yard, around)
