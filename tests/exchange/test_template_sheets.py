"""Published templates come in whole, as they were proved, and never change."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from cselekvo.actions import publications
from cselekvo.actions.methods import file_of, running
from cselekvo.domain.published import (
    TemplateText,
    TemplateVersion,
    TextRole,
    digest_of,
    pieces,
)
from cselekvo.domain.published_model import read_model
from cselekvo.exchange.exporting import export_folder
from cselekvo.rules.soundness.proving import Bounds, prove
from cselekvo.workspace import Workspace
from tests.exchange.bringing import Bring
from tests.processes import a_published, publication
from tests.stores import START, Clock, SqliteMaker

VERSIONS = "azonosito;sablon;verzio;egyseg;cim;kivonat;modell_kivonat"
TEXTS = "sablon;szerep;resz;szoveg"


def sheets(model: str | None = None, **columns: str) -> dict[str, list[str]]:
    """Return a template as sheets, with another model or other columns."""
    given = publication()
    made = given if model is None else evolve(given, model=model)
    version = made.version
    cells = {
        "azonosito": version.id,
        "sablon": version.template,
        "verzio": str(version.version),
        "egyseg": version.unit.hu,
        "cim": version.title,
        "kivonat": version.digest,
        "modell_kivonat": digest_of(made.model.encode()),
        **columns,
    }
    return {
        "sablonok": [VERSIONS, ";".join(cells.values())],
        "sablonszovegek": [
            TEXTS,
            *(
                f'{version.id};{role.hu};{part};"{text.replace(chr(34), chr(34) * 2)}"'
                for role, part, text in made.texts()
            ),
        ],
    }


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    """Return the model with something in it changed, written as we write it."""
    data = json.loads(publication().model)
    change(data)
    return json.dumps(data, sort_keys=True, separators=(",", ":"))


def test_a_template_that_comes_in_runs_as_one_that_was_published(
    workspace: Workspace, bring: Bring
) -> None:
    brought = bring(sheets())

    assert brought.words == []
    version = workspace.view().one(TemplateVersion, publication().version.id)
    assert version == publication().version
    assert file_of(workspace.view(), version) == publication().file
    template = running(workspace.view(), version.id).method.template
    assert template == read_model(publication().model).template
    assert bring(sheets()).counts("sablonszovegek") == (2, 0, 0, 2, 0)


@pytest.mark.parametrize(
    ("columns", "word"),
    [
        ({"kivonat": "0" * 64}, "template-digest-differs"),
        ({"modell_kivonat": "0" * 64}, "template-digest-differs"),
        ({"sablon": "other"}, "template-differs-from-model"),
        ({"verzio": "7"}, "template-differs-from-model"),
        ({"egyseg": "projekt"}, "template-differs-from-model"),
        ({"cim": "Más cím"}, "template-differs-from-model"),
        ({"egyseg": "falu"}, "value-not-read"),
    ],
)
def test_a_version_is_what_its_texts_say(
    workspace: Workspace, bring: Bring, columns: dict[str, str], word: str
) -> None:
    brought = bring(sheets(**columns))

    assert brought.words[0] == word
    assert workspace.view().count(TemplateVersion) == 0


def _stage(data: dict[str, Any], at: int = 0) -> dict[str, Any]:
    stage: dict[str, Any] = data["stages"][at]
    return stage


def _way() -> dict[str, Any]:
    return {"outcome": "", "to": [], "rework": False}


def _of_kind(data: dict[str, Any], kind: str) -> dict[str, Any]:
    every = (one for stage in data["stages"] for one in stage["criteria"])
    return next(one for one in every if one["kind"] == kind)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda data: data.pop("start"), "template-model-not-read"),
        (lambda data: data.update(version="2"), "template-model-not-read"),
        (lambda data: data.update(version=True), "template-model-not-read"),
        (lambda data: data.update(more=1), "template-model-not-read"),
        (lambda data: data.update(parameters={"a": 1.5}), "template-model-not-read"),
        (lambda data: data.update(stages=[]), "template-model-unfit"),
        (lambda data: data.update(start="nowhere"), "template-model-unfit"),
        (lambda data: data.update(parameters={"a": 0}), "template-model-unfit"),
        (lambda data: _stage(data).update(id="a b"), "template-model-unfit"),
        (lambda data: _stage(data).update(ways=[]), "template-model-unfit"),
        (lambda data: _stage(data).update(duration=[9, 5, 1]), "template-model-unfit"),
        (
            lambda data: _stage(data)["ways"][0].update(to=["nowhere"]),
            "template-model-unfit",
        ),
        (
            lambda data: _stage(data, 1)["criteria"][0].update(activity="talk"),
            "template-model-unfit",
        ),
        (
            lambda data: _stage(data, 1)["criteria"][0].update(at_least="unknown"),
            "template-model-unfit",
        ),
        (lambda data: _stage(data)["ways"].append(_way()), "template-model-unfit"),
        (
            lambda data: _of_kind(data, "activities").update(
                kind="plans", state="adoptd"
            ),
            "template-model-unfit",
        ),
        (
            lambda data: _of_kind(data, "indicator").pop("indicator"),
            "template-model-unfit",
        ),
        (lambda data: _stage(data)["ways"][0].update(to=[]), "stage-never-opens"),
    ],
)
def test_a_model_that_was_made_elsewhere_is_not_trusted(
    workspace: Workspace,
    bring: Bring,
    change: Callable[[dict[str, Any]], object],
    word: str,
) -> None:
    brought = bring(sheets(changed(change)))

    assert word in brought.words
    assert workspace.view().count(TemplateVersion) == 0


def test_a_file_that_is_no_base64_is_not_the_one_that_was_published(
    bring: Bring,
) -> None:
    whole = sheets()
    file = whole["sablonszovegek"][1].split(";")
    whole["sablonszovegek"][1] = ";".join([*file[:3], "árvíz"])

    assert bring(whole).words == ["template-digest-differs"]


def test_a_template_that_cannot_be_decided_does_not_come_in(
    bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = Bounds(markings=3, stories=3)
    monkeypatch.setattr(publications, "prove", lambda template: prove(template, few))

    brought = bring(sheets())

    assert "template-not-decided" in brought.words
    assert brought.counts("sablonok")[1:] == (0, 0, 0, 1)


def test_a_model_that_is_no_json_is_not_read(bring: Bring) -> None:
    assert bring(sheets("[[[")).words == ["template-model-not-read"]


def test_texts_are_needed_and_a_version_left_out_takes_them_along(
    workspace: Workspace, bring: Bring
) -> None:
    whole = sheets()
    brought = bring({"sablonok": whole["sablonok"]})
    assert brought.words == ["template-text-missing", "template-text-missing"]

    brought = bring(sheets(cim="Más cím"), skip=True)

    assert brought.counts("sablonok") == (1, 0, 0, 0, 1)
    assert brought.counts("sablonszovegek") == (2, 0, 0, 0, 2)
    assert workspace.view().count(TemplateText) == 0


def test_a_published_version_never_changes(workspace: Workspace, bring: Bring) -> None:
    a_published(workspace)
    before = workspace.view().facts(TemplateText)

    other = sheets(changed(lambda data: _stage(data).update(responsible="mentor")))
    brought = bring(other)

    assert brought.words[0] == "template-version-published-otherwise"
    more = f"{publication().version.id};fájl;9;AAAA"
    assert bring({"sablonszovegek": [TEXTS, more]}).words == [
        "template-version-published-otherwise"
    ]
    assert workspace.view().facts(TemplateText) == before


def test_two_workspaces_that_published_the_same_exchange_it(
    workspace: Workspace, bring: Bring, sqlite_maker: SqliteMaker, tmp_path: Path
) -> None:
    a_published(workspace)
    (tmp_path / "b").mkdir()
    later = Clock(START + timedelta(days=1))  # its texts get other ids
    with sqlite_maker.make(tmp_path / "b").open(later) as other:
        a_published(other)
        export_folder(other.view(), tmp_path / "ki")
    ids = {one.id for one in workspace.view().facts(TemplateText)}

    brought = bring.folder_of(tmp_path / "ki")

    assert brought.words == []
    assert {one.id for one in workspace.view().facts(TemplateText)} == ids


def test_a_long_text_is_cut_where_no_blank_is_lost(
    workspace: Workspace, bring: Bring, tmp_path: Path
) -> None:
    text = "ab " * 20_000 + "x" * 30_000

    cut = pieces(text)

    assert "".join(cut) == text
    assert all(piece == piece.strip() and len(piece) <= 24_000 for piece in cut)
    assert pieces("") == []
    assert TextRole.of("file").word("en") == "file"
