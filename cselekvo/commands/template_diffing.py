"""Two versions of a template beside each other, told stage by stage."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from attrs import evolve, frozen

from cselekvo.domain.named import Named
from cselekvo.domain.published import Method
from cselekvo.domain.template import Words
from cselekvo.findings import Finding, has_errors
from cselekvo.i18n import _, current, message
from cselekvo.rules.stage_map import check_stage_map, hints, likely_renames
from cselekvo.rules.template_changes import DifferenceCode
from cselekvo.rules.template_diff import differences


@frozen(kw_only=True)
class Compared:
    """What changed from version to version, and what may have been renamed."""

    old: Method
    new: Method
    names: Mapping[str, str]
    changes: list[Finding]
    renames: Mapping[str, str]

    def _stages(self) -> dict[str, list[Finding]]:
        """Return the changes of each stage, in their order."""
        found: dict[str, list[Finding]] = {}
        for one in self.changes:
            if one.subject:
                found.setdefault(one.subject, []).append(one)
        return found

    def renamed(self) -> list[Finding]:
        """Return what may have been renamed."""
        return list(hints(self.old.template, self.new.template, self.names))

    def result(self) -> dict[str, Any]:
        """Return what programs compute with."""
        return {
            "old": _version(self.old),
            "new": _version(self.new),
            "map": dict(self.names),
            "differences": len(self.changes),
            "stages": list(self._stages()),
            "likely_renames": self.renames,
        }

    def lines(self) -> list[str]:
        """Return the same for people: what changed, below each stage."""
        told = [_title(self.old), _title(self.new)]
        whole = [one for one in self.changes if not one.subject]
        if not self.changes:
            told += ["", _("Nothing changed.")]
        if whole:
            told += ["", _("The template as a whole"), *map(_item, whole)]
        for changes in self._stages().values():
            heading = changes[0].values["stage"].word(current())
            told += ["", heading, *map(_item, changes)]
        if hinted := [message(one) for one in self.renamed()]:
            told += ["", *hinted]
        return told


def compared(
    old: Method, new: Method, names: Mapping[str, str]
) -> tuple[Compared | None, list[Finding]]:
    """Compare two versions; None where the stage map names no stage, with why."""
    faults = list(check_stage_map(old.template, new.template, names))
    if has_errors(faults):
        return None, faults
    changes = differences(old.template, new.template, names)
    titles = {**old.roles, **new.roles}
    told = Compared(
        old=old,
        new=new,
        names=names,
        changes=[_with_titles(one, titles) for one in changes],
        renames=likely_renames(old.template, new.template, names),
    )
    return told, [*told.changes, *told.renamed()]


#: Changes that name roles, and under which names.
_ROLES: Final[Mapping[Enum, tuple[str, ...]]] = {
    DifferenceCode.RESPONSIBLE: ("old", "new"),
    DifferenceCode.RESPONSIBLE_GONE: ("old",),
    DifferenceCode.CRITERION_BY: ("old", "new"),
    DifferenceCode.CRITERION_ADDED: ("by",),
}


def _with_titles(finding: Finding, titles: Mapping[str, Words]) -> Finding:
    """Return a finding whose roles have the titles of the handbook."""
    roles = {
        name: Named(role.id, titles.get(role.id))
        for name in _ROLES.get(finding.code, ())
        if (role := finding.values[name]) is not None
    }
    return evolve(finding, values={**finding.values, **roles})


def _version(method: Method) -> dict[str, Any]:
    return {"id": method.template.id, "version": method.template.version}


def _title(method: Method) -> str:
    template = method.template
    return _("%(id)s, version %(version)s: %(title)s (stages: %(stages)s)") % {
        "id": template.id,
        "version": template.version,
        "title": template.title.word(current()),
        "stages": len(template.stages),
    }


def _item(finding: Finding) -> str:
    """Return a change below the heading that names its stage already."""
    values = {name: one for name, one in finding.values.items() if name != "stage"}
    text = message(evolve(finding, values=values))
    return f"  – {text[:1].upper()}{text[1:]}"
