"""One change: one transaction, one journal entry, versions written and superseded."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from attrs import field, frozen

from cselekvo.domain.fact import Fact
from cselekvo.domain.kinds import KINDS
from cselekvo.errors import NotAllowedError, RefusedError
from cselekvo.findings import Finding, Severity, has_errors
from cselekvo.rules.permissions import (
    Actor,
    Object,
    Verb,
    may,
    may_everywhere,
    may_somewhere,
)
from cselekvo.store import entries
from cselekvo.store.canonical import canonical, sha256
from cselekvo.store.conditions import Condition
from cselekvo.store.database import Database
from cselekvo.store.erase import erase, personal_texts, unreached
from cselekvo.store.located import locate
from cselekvo.store.recall import finding_as_json, findings_from_json
from cselekvo.store.texts import sound
from cselekvo.store.undo import dangling, obstacles, take_back
from cselekvo.store.writing import Writing

F = TypeVar("F", bound=Fact)


class RequestReusedError(RefusedError):
    """A request id came again with something else to do."""

    code = "request-reused"

    def __init__(self, request_id: str, seq: int) -> None:
        super().__init__(
            f"Request {request_id} was used for entry #{seq} with other arguments; "
            "nothing was changed. Take a new request id.",
            request=request_id,
            seq=seq,
        )


class ChangeWithinChangeError(RefusedError):
    """A change was begun inside another one of the same workspace."""

    code = "change-within-change"

    def __init__(self) -> None:
        super().__init__(
            "A change is under way already; one change is one transaction and one "
            "journal entry. End it first, or act within it."
        )


@frozen(kw_only=True)
class Asked:
    """An action that was begun: its verb, its subject and its arguments."""

    verb: str
    subject: str
    arguments: str
    findings: list[Finding] = field(factory=list, hash=False)


class StoreWork(Writing):
    """The unit of work that actions are given; see `ports.Work`."""

    def __init__(
        self,
        database: Database,
        actor: Actor,
        now: datetime,
        today: date,
        *,
        salt: str,
        request_id: str | None = None,
        reason: str = "",
    ) -> None:
        self._before = entries.head_of(database)
        instant = max(entries.written(now), self._before.instant)
        seq = self._before.seq + 1
        super().__init__(database, seq, sha256(f"{salt}:{seq}:{instant}")[:10])
        self.actor = actor
        self.today = today
        self.findings: list[Finding] = []
        self._instant = instant
        self._request_id = None if request_id is None else sound(request_id)
        self._reason = sound(reason)
        self._asked: list[Asked] = []
        self._verbs: dict[str, None] = {}
        self._subjects: dict[str, None] = {}
        self._everywhere: dict[Verb, bool] = {}
        self._abandoned = False
        self._stored = self._find_request()

    def require(self, verb: Verb, *ids: str) -> None:
        """Go on only if the actor may do this to these records.

        Raises:
            NotAllowedError: They may not.
        """
        everywhere = self._everywhere.get(verb)
        if everywhere is None:
            everywhere = self._everywhere[verb] = may_everywhere(self.actor, verb)
        if everywhere:
            return
        for id_ in ids or ("",):
            if not may(self.actor, verb, self._object(id_)):
                raise NotAllowedError(self.actor.user, verb.value, id_ or "all of it")

    def require_somewhere(self, verb: Verb) -> None:
        """Go on only if the actor may do this to some record at all.

        Raises:
            NotAllowedError: They may do it nowhere.
        """
        if not may_somewhere(self.actor, verb):
            raise NotAllowedError(self.actor.user, verb.value, "all of it")

    def _object(self, id_: str) -> Object:
        kind = self.taken(id_)
        return Object(id=id_) if kind is None else locate(self, kind, id_)

    @property
    def opens_as_owner(self) -> bool:
        """Return whether whoever opens the workspace is its owner, as with a file."""
        return self.database.path is not None

    def touched_by(self, seq: int) -> Iterator[str]:
        """Yield ids of what an entry wrote, all of them."""
        return (id_ for _, _, id_ in entries.changes(self.database, seq))

    def take_back(self, seq: int) -> list[Finding]:
        """Undo an entry's versions; findings say why it cannot be."""
        found = obstacles(self, seq)
        if not found:
            take_back(self, seq)
            found = dangling(self)
        return found

    def erase(self, kind: type[Fact], id_: str) -> list[str]:
        """Destroy the personal texts of all versions; return what stays unreached."""
        texts = personal_texts(self, kind, id_)
        erase(self, id_)
        return unreached(self, texts)

    def reopened_by(self, seq: int) -> Iterator[Fact]:
        """Yield the facts that an entry opened."""
        for kind in KINDS:
            yield from self.ask(kind, [Condition("t.seq_from = ?", [seq])])

    def _find_request(self) -> tuple[int, list[dict[str, Any]]] | None:
        if self._request_id is None:
            return None
        where = "WHERE j.request_id = ?"
        text = f"{entries.SELECT_ENTRIES} {where}"
        rows = self.database.rows(text, (self._request_id,))
        if not rows:
            return None
        entry = entries.entry_from_row(rows[0])
        return entry.seq, list(entry.outcome.get("actions", []))

    def closed_by(self, kind: type[F], seq: int) -> list[F]:
        """Return the facts of a kind whose versions an entry closed."""
        return self.ask(kind, [Condition("t.seq_to = ?", [seq])])

    @property
    def is_replay(self) -> bool:
        """Return whether the request was done before: nothing is written now."""
        return self._stored is not None

    def begin(
        self, verb: str, subject: str, arguments: Callable[[], Mapping[str, Any]]
    ) -> None:
        """Register an action; arguments matter only where a request id is given.

        Raises:
            RequestReusedError: The request id was used for something else.
        """
        self._verbs[verb] = None
        self._subjects[subject] = None
        if self._request_id is None:
            return
        told = canonical([verb, subject, arguments()])
        asked = Asked(verb=verb, subject=subject, arguments=sha256(told))
        self._asked.append(asked)
        if self._stored is not None:
            seq, before = self._stored
            at = len(self._asked) - 1
            if at >= len(before) or before[at]["arguments"] != asked.arguments:
                raise RequestReusedError(self._request_id, seq)

    def replayed(self) -> list[Finding] | None:
        """Return the stored outcome of the action just begun, if it was done before."""
        if self._stored is None:
            return None
        done = self._stored[1][len(self._asked) - 1]
        return findings_from_json(done["findings"])

    def settle(self, findings: Sequence[Finding]) -> None:
        """Keep what the action found; an error makes the whole change void."""
        self.findings.extend(findings)
        if self._asked:
            self._asked[-1].findings.extend(findings)

    def check_replay(self) -> None:
        """Go on only if a repeated request did all that it did before.

        Raises:
            RequestReusedError: It did less.
        """
        if self._stored is not None and len(self._asked) < len(self._stored[1]):
            raise RequestReusedError(str(self._request_id), self._stored[0])

    def abandon(self) -> None:
        """Write nothing after all, as a dry run does."""
        self._abandoned = True

    @property
    def is_void(self) -> bool:
        """Return whether nothing is to be written: an action found an error."""
        return self._abandoned or has_errors(self.findings)

    def finish(self) -> None:
        """Write the journal entry for what was opened and closed, if anything was."""
        digest = entries.digest_of(self.database, self.seq, self.touched)
        if not digest.rows:
            return
        subjects = list(self._subjects)
        values = {
            "seq": self.seq,
            "instant": self._instant,
            "actor": self.actor.user,
            "action": ", ".join(self._verbs) or "change",
            "subject": subjects[0] if len(subjects) == 1 and subjects[0] else None,
            "request_id": self._request_id,
            "digest": digest.hex(),
            "previous": self._before.hash,
        }
        entries.write_entry(self.database, values, self._texts())

    def _texts(self) -> dict[str, Any]:
        actions = [
            {
                "verb": asked.verb,
                "subject": asked.subject,
                "arguments": asked.arguments,
                "findings": [
                    finding_as_json(one)
                    for one in asked.findings
                    if one.severity is not Severity.ERROR
                ],
            }
            for asked in self._asked
        ]
        return {"name": self.actor.name, "reason": self._reason, "actions": actions}
