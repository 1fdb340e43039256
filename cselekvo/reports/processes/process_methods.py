"""The published templates that processes run on, each read once for many questions."""

from cselekvo.actions.methods import Running, running
from cselekvo.domain.published import TemplateVersion
from cselekvo.domain.template import Stage, Words
from cselekvo.ports import Reader


class Methods:
    """The published templates of one knowledge, each read when it is first needed."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.versions: dict[str, TemplateVersion] = {
            one.id: one for one in reader.facts(TemplateVersion)
        }
        self._read: dict[str, Running] = {}
        self._places: dict[str, dict[str, int]] = {}

    def running(self, version: str) -> Running:
        """Return a version in the forms that tracking needs."""
        if version not in self._read:
            self._read[version] = running(self._reader, version)
        return self._read[version]

    def of(self, template: str) -> list[TemplateVersion]:
        """Return the versions of a template, the newest first."""
        found = [one for one in self.versions.values() if one.template == template]
        return sorted(found, key=lambda one: -one.version)

    def named(self, text: str) -> list[str]:
        """Return the ids of the versions that a template's or a version's id means."""
        wanted = text.lower()
        return [
            one.id
            for one in self.versions.values()
            if wanted in {one.id.lower(), one.template.lower()}
        ]

    def stage(self, version: str, stage: str) -> Stage | None:
        """Return a stage; one that the version has no longer, as others have it."""
        own = self.running(version).flow.stages.get(stage)
        if own is not None:
            return own
        for other in self.of(self.versions[version].template):
            found = self.running(other.id).flow.stages.get(stage)
            if found is not None:
                return found
        return None

    def title(self, version: str, stage: str) -> Words:
        """Return what a stage is called; its id, where no version has it."""
        found = self.stage(version, stage)
        return Words(stage) if found is None else found.title

    def called(self, template: str, stage: str) -> Words:
        """Return what a stage of a template is called, whichever version has it.

        One that the newest version has no longer bears the number of the last that had
        it, since another stage may be called the same now.
        """
        versions = self.of(template)
        for version in versions:
            found = self.running(version.id).flow.stages.get(stage)
            if found is not None and version is versions[0]:
                return found.title
            if found is not None:
                hu, en = found.title.hu, found.title.word("en")
                return Words(*(f"{one} (v{version.version})" for one in (hu, en)))
        return Words(stage)

    def role(self, version: str, stage: str) -> Words | None:
        """Return who is responsible for a stage."""
        found = self.running(version).flow.stages.get(stage)
        if found is None or not found.responsible:
            return None
        roles = self.running(version).method.roles
        return roles.get(found.responsible, Words(found.responsible))

    def place(self, version: str, stage: str) -> int:
        """Return where a stage stands in the order of its template."""
        places = self._places.get(version)
        if places is None:
            stages = self.running(version).method.template.stages
            places = {one.id: at for at, one in enumerate(stages)}
            self._places[version] = places
        return places.get(stage, len(places))
