"""One standing asked about: mapped to the newer version, searched for, and told."""

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, frozen

from cselekvo.domain.named import Named
from cselekvo.domain.template import Template
from cselekvo.findings import Finding
from cselekvo.rules.landing.answers import Landing, LandingCode, Standing, note
from cselekvo.rules.landing.nearby import Nearby
from cselekvo.rules.landing.search import Fit, Found, Search
from cselekvo.rules.transitions import Mark, Marking


@frozen(eq=False, kw_only=True)
class Versions:
    """Two versions of a template, prepared for many questions.

    Attributes:
        names: The stage map.
        most: So many markings are looked at for each question.
        unknown: The stages that the older version did not know, as bits.
    """

    old: Template
    new: Template
    names: Mapping[str, str]
    most: int
    before: Nearby
    after: Nearby
    unknown: int

    @classmethod
    def of(
        cls, old: Template, new: Template, names: Mapping[str, str], most: int
    ) -> Self:
        """Prepare both versions."""
        after = Nearby.of(new)
        known = after.bits(names.get(stage.id, stage.id) for stage in old.stages)
        return cls(
            old=old,
            new=new,
            names=names,
            most=most,
            before=Nearby.of(old),
            after=after,
            unknown=after.every & ~known,
        )

    def mapped(self, stage: str) -> str:
        """Return what an old stage is called in the newer version."""
        return self.names.get(stage, stage)

    def named(self, bits: int) -> tuple[Named, ...]:
        """Return stages of the newer version for a sentence, as they stand there."""
        number = self.after.net.number
        return tuple(
            Named.of(one) for one in self.new.stages if bits >> number[one.id] & 1
        )


@define(eq=False, kw_only=True)
class Question:
    """Whether a marking of the newer version fits a standing.

    Attributes:
        stages: The open stages, each with what stands for it.
        finished: The stages closed at least once, with the outcomes chosen.
        marks: Those that wait, by ids of the newer version.
        exact: The same in numbers; None: they cannot lie there.
        wanted: The stages that are to be open, as bits.
        closed: Those that are finished and not open.
        was_ahead: Those that lay ahead before.
        claimed: The fields of marks whose source was never closed.
        not_done: Stages found whose marks would have been claimed.
        redone: Stages found that would come ahead again.
    """

    versions: Versions
    stages: Mapping[str, str]
    finished: Mapping[str, frozenset[str]]
    marks: tuple[Mark, ...]
    exact: int | None
    wanted: int
    closed: int
    was_ahead: int
    claimed: int
    not_done: int = 0
    redone: int = 0

    @classmethod
    def of(
        cls, versions: Versions, standing: Standing, stages: Mapping[str, str]
    ) -> Self:
        """Map a standing to the newer version.

        Args:
            versions: Both.
            standing: By ids of the older one.
            stages: The open stages, each with what stands for it.
        """
        mapped, before, after = versions.mapped, versions.before, versions.after
        finished: dict[str, frozenset[str]] = {}
        for id_, outcomes in standing.finished.items():
            to = mapped(id_)
            finished[to] = finished.get(to, frozenset()) | outcomes
        marks = tuple(
            Mark(mapped(one.source), one.outcome, mapped(one.target))
            for one in standing.marking.marks
        )
        ahead = before.stages(before.lying_ahead(standing.marking))
        wanted, done = after.bits(stages.values()), after.bits(finished)
        return cls(
            versions=versions,
            stages=stages,
            finished=finished,
            marks=marks,
            exact=after.marks_in_numbers(marks),
            wanted=wanted,
            closed=done & ~wanted,
            was_ahead=after.bits(map(mapped, ahead)),
            claimed=after.fields_from_others(done),
        )

    def answer(self) -> Landing:
        """Search, and tell what came of it."""
        after, unknown = self.versions.after, self.versions.unknown
        found = self._search(after.bits(self.finished) | unknown, self._fit)
        if found.marking is None:
            return Landing(stages=self.stages, findings=(self._refusal(found),))
        marking = after.in_words(found.marking)
        closed = after.bits(stage for stage, _outcome in found.steps)
        passed = self.versions.named(closed & unknown)
        notes = []
        if passed:
            notes.append(note(LandingCode.PASSED_OVER, stages=passed))
        if waiting := self._waiting_otherwise(marking):
            notes.append(note(LandingCode.WAITS_OTHERWISE, stages=waiting))
        return Landing(
            marking=marking,
            stages=self.stages,
            passed=tuple(one.id for one in passed),
            findings=tuple(notes),
        )

    def _search(self, closable: int, fit: Fit) -> Found:
        return Search(
            nearby=self.versions.after,
            wanted=self.wanted,
            closable=closable,
            chosen=self.finished,
            fit=fit,
            most=self.versions.most,
        ).run()

    def _fit(self, marking: int) -> int:
        """Return how well a marking fits in which just these stages are open."""
        after = self.versions.after
        if claimed := marking & self.claimed:
            words = after.in_words(claimed)
            self.not_done |= after.bits(mark.source for mark in words.marks)
            return 0
        ahead = after.lying_ahead(after.in_words(marking))
        if redone := ahead & self.closed & ~self.was_ahead:
            self.redone |= redone
            return 0
        return 2 if self.exact in {None, after.only_marks(marking)} else 1

    def _refusal(self, found: Found) -> Finding:
        """Return why no marking fits."""
        after = self.versions.after
        if found.cut:
            return self._error(LandingCode.NOT_DECIDED, most=self.versions.most)
        if self.redone:
            return self._error(LandingCode.REDONE, self.redone)
        if not self.not_done:
            anyhow = self._search(after.every, lambda _marking: 2)
            closed = after.bits(stage for stage, _outcome in anyhow.steps)
            known = after.bits(self.finished) | self.versions.unknown
            self.not_done = closed & ~known
        if self.not_done:
            return self._error(LandingCode.NOT_DONE, self.not_done)
        return self._error(LandingCode.NOT_REACHABLE)

    def _error(self, code: LandingCode, stages: int = 0, **values: Any) -> Finding:
        told = {"stages": self.versions.named(stages)} if stages else {}
        return Finding(
            code, values={"open": self.versions.named(self.wanted), **told, **values}
        )

    def _waiting_otherwise(self, marking: Marking) -> tuple[Named, ...]:
        """Return the stages before which other marks lie than before."""
        other = set(self.marks) ^ set(marking.marks)
        bits = self.versions.after.bits(mark.target for mark in other)
        return self.versions.named(bits)
