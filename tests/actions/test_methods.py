"""Publishing templates: proved, frozen, told when it was done before."""

import pytest
from attrs import evolve

from cselekvo.actions.methods import (
    file_of,
    publish_template,
    running,
    version_named,
    versions_of,
)
from cselekvo.domain.published import Publication, TemplateText, TemplateVersion
from cselekvo.domain.template import Template, Unit
from cselekvo.domain.user import Role
from cselekvo.errors import NotAllowedError, NotFoundError
from cselekvo.findings import Finding, has_errors
from cselekvo.handbook.templates.publishing import publication_of
from cselekvo.rules.permissions import Grant
from cselekvo.workspace import Workspace
from tests.builders import an_actor, codes
from tests.processes import a_published, publication
from tests.rules.flows import a_template, in_a_row


def publish(workspace: Workspace, made: Publication) -> list[Finding]:
    with workspace.change() as work:
        return publish_template(work, made)


def of(template: Template) -> Publication:
    return publication_of(template, f"{template.id} {template.version}".encode())


def test_a_published_template_is_read_back_as_it_was(workspace: Workspace) -> None:
    made = publication()

    assert codes(publish(workspace, made)) == ["template-published"]

    view = workspace.view()
    read = running(view, made.version.id).method
    assert read.template.stages
    assert (
        of(read.template).model
        == of(running(view, made.version.id).method.template).model
    )
    assert file_of(view, view.one(TemplateVersion, made.version.id)) == made.file
    assert read.role("mentor", "hu") == "mentor"
    assert read.role("coordinator", "en") == "coordinator"
    assert read.indicators["ATT"].field == "head_count"


def test_what_is_published_says_which_template_it_is(workspace: Workspace) -> None:
    a_published(workspace)

    (version,) = workspace.view().facts(TemplateVersion)

    assert (version.template, version.version) == ("community_development", 2)
    assert version.unit is Unit.COMMUNITY
    assert version.title == "Közösségfejlesztési folyamat"


def test_the_same_again_is_told_and_writes_nothing(workspace: Workspace) -> None:
    publish(workspace, publication())
    head = workspace.head()

    found = publish(workspace, publication())

    assert codes(found) == ["template-published-before"]
    assert workspace.head() == head


def test_the_same_version_with_other_bytes_is_refused(workspace: Workspace) -> None:
    made = publication()
    publish(workspace, made)

    other = publication_of(
        running(workspace.view(), made.version.id).method.template, b"x"
    )

    assert codes(publish(workspace, other)) == ["template-version-published-otherwise"]
    view = workspace.view()
    assert file_of(view, view.one(TemplateVersion, made.version.id)) == made.file


def test_an_unsound_template_is_not_published(workspace: Workspace) -> None:
    unsound = a_template(a={"x": "b", "y": "c"}, b="d", c="d", d=())

    found = publish(workspace, of(unsound))

    assert has_errors(found)
    assert workspace.view().facts(TemplateVersion) == []
    assert workspace.view().facts(TemplateText) == []


def test_a_template_that_could_not_be_decided_is_not_published(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cselekvo.actions import methods
    from cselekvo.rules.soundness.proving import Bounds, prove
    from tests.rules.flows import choices_side_by_side

    few = Bounds(markings=3, stories=3)
    monkeypatch.setattr(methods, "prove", lambda template: prove(template, few))

    found = publish(workspace, of(choices_side_by_side(4)))

    assert codes(found)[-1] == "template-not-decided"
    assert workspace.view().facts(TemplateVersion) == []


def test_an_id_that_its_version_makes_too_long_is_refused(workspace: Workspace) -> None:
    long = evolve(in_a_row(2), id="x" * 63)

    assert codes(publish(workspace, of(long))) == ["template-id-too-long"]


def test_another_unit_than_before_is_warned_of(workspace: Workspace) -> None:
    publish(workspace, of(in_a_row(2)))
    other = evolve(in_a_row(2), version=2, unit=Unit.PROJECT)

    found = publish(workspace, of(other))

    assert codes(found) == ["template-unit-changed", "template-published"]


def test_a_long_template_is_kept_in_pieces(workspace: Workspace) -> None:
    made = of(in_a_row(400))
    publish(workspace, made)

    pieces = workspace.view().facts(TemplateText, template=made.version.id)

    assert len(pieces) > 2
    assert max(len(one.text) for one in pieces) <= 24_000
    assert len(running(workspace.view(), made.version.id).flow.stages) == 400


def test_versions_are_found_by_template_number_and_id(workspace: Workspace) -> None:
    for version in (1, 10, 2):
        publish(workspace, of(evolve(in_a_row(2), version=version)))
    view = workspace.view()

    assert [one.version for one in versions_of(view, "t")] == [1, 2, 10]
    assert version_named(view, "t").version == 10
    assert version_named(view, "t", 2).version == 2
    assert version_named(view, "t.1").version == 1
    with pytest.raises(NotFoundError):
        version_named(view, "t", 3)
    with pytest.raises(NotFoundError, match="Did you mean t"):
        version_named(view, "tt")


def test_only_methodologists_publish(workspace: Workspace) -> None:
    coordinator = an_actor(Grant(Role.COORDINATOR), user="k")
    with (
        pytest.raises(NotAllowedError),
        workspace.change(coordinator) as work,
    ):
        publish_template(work, publication())

    with workspace.change(an_actor(Grant(Role.METHODOLOGIST), user="m")) as work:
        assert codes(publish_template(work, publication())) == ["template-published"]


def test_many_templates_in_turn_are_read_anew(workspace: Workspace) -> None:
    from cselekvo.actions import methods

    for version in range(1, 70):
        publish(workspace, of(evolve(in_a_row(2), version=version)))
    view = workspace.view()

    read = [running(view, f"t.{version}") for version in range(1, 70)]

    assert [one.method.template.version for one in read] == list(range(1, 70))
    assert len(methods._READ) <= methods._MOST
