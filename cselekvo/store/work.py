"""One change: one transaction, one journal entry, versions written and superseded."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any, Final

from attrs import field, frozen

from cselekvo.domain.fact import Fact
from cselekvo.domain.kinds import KINDS
from cselekvo.domain.identifiers import check_id
from cselekvo.errors import NotAllowedError, NotFoundError, RefusedError
from cselekvo.findings import Finding, Severity, has_errors
from cselekvo.rules.permissions import Actor, Object, Verb, may, may_everywhere
from cselekvo.store import canonical, entries, sql
from cselekvo.store.asking import Asking, Condition
from cselekvo.store.database import Database
from cselekvo.store.located import locate
from cselekvo.store.recall import finding_as_json, findings_from_json
from cselekvo.store.tables import (
    TableSpec,
    personal_values,
    sort_values,
    spec_of,
    stored_values,
)

_BATCH: Final = 2000
_ID_LETTERS: Final = 13


class IdentifierTakenError(RefusedError):
    """An id is borne by a record of another kind."""

    code = "identifier-taken"

    def __init__(self, id_: str, kind: str) -> None:
        super().__init__(
            f"{id_} is the id of a {kind} already; ids are unique over all kinds, "
            "capitals aside.",
            id=id_,
            kind=kind,
        )


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


@frozen(kw_only=True)
class Asked:
    """An action that was begun: its verb, its subject and its arguments."""

    verb: str
    subject: str
    arguments: str
    findings: list[Finding] = field(factory=list, hash=False)


class StoreWork(Asking):
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
        super().__init__(database)
        self.actor = actor
        self.today = today
        self.findings: list[Finding] = []
        self._before = entries.head_of(database)
        self.seq = self._before.seq + 1
        self._instant = max(entries.written(now), self._before.instant)
        self._salt, self._made = salt, 0
        self._request_id, self._reason = request_id, reason
        self._asked: list[Asked] = []
        self._verbs: dict[str, None] = {}
        self._subjects: dict[str, None] = {}
        self._known: dict[str, tuple[int, str]] = {}
        self._fresh: set[int] = set()
        self._next_number: int | None = None
        self.touched: set[str] = set()
        self._stored = self._find_request()

    def seen(self, kind: type[Fact]) -> list[Condition]:
        """Return the present knowledge; permission is asked by `require`."""
        return [Condition(sql.PRESENT)]

    def require(self, verb: Verb, *ids: str) -> None:
        """Go on only if the actor may do this to these records.

        Raises:
            NotAllowedError: They may not.
        """
        if may_everywhere(self.actor, verb):
            return
        for id_ in ids or ("",):
            if not may(self.actor, verb, self._object(id_)):
                raise NotAllowedError(self.actor.user, verb.value, id_ or "all of it")

    def _object(self, id_: str) -> Object:
        kind = self.taken(id_)
        return Object(id=id_) if kind is None else locate(self, kind, id_)

    def new_id(self, kind: type[Fact]) -> str:
        """Return a fresh id: prefix and 13 letters that no other workspace makes."""
        self._made += 1
        text = f"{self._salt}:{self.seq}:{self._made}"
        digest = hashlib.sha256(text.encode()).digest()
        letters = base64.b32encode(digest[:10]).decode().lower()
        return f"{kind.prefix}-{letters[:_ID_LETTERS]}"

    def taken(self, id_: str) -> str | None:
        """Return the kind that bears this id, whatever its case, or None."""
        found = self._identity(id_)
        return None if found is None else found[1]

    def _identity(self, id_: str) -> tuple[int, str] | None:
        key = id_.lower()
        known = self._known.get(key)
        if known is None:
            rows = self.database.rows(sql.IDENTITY_BY_ID, (key,))
            if not rows:
                return None
            known = self._known[key] = (rows[0][0], rows[0][1])
        return known

    def _number_for(self, spec: TableSpec, id_: str) -> tuple[int, bool]:
        """Return the number of a record and whether it was given just now."""
        found = self._identity(id_)
        if found is not None:
            if found[1] != spec.name:
                raise IdentifierTakenError(id_, found[1])
            return found[0], False
        check_id(id_)
        if self._next_number is None:
            self._next_number = int(self.database.rows(sql.LAST_NUMBER)[0][0])
        self._next_number += 1
        self._known[id_.lower()] = (self._next_number, spec.name)
        return self._next_number, True

    def write(self, fact: Fact) -> None:
        """Write a version of the fact, superseding the present one."""
        self._write_batch(spec_of(type(fact)), [fact])

    def write_many(self, facts: Iterable[Fact]) -> None:
        """Write facts of any kinds, in order, a batch at a time."""
        left = iter(facts)
        while batch := list(islice(left, _BATCH)):
            for kind, same in groupby(batch, key=type):
                self._write_batch(spec_of(kind), list(same))

    def _write_batch(self, spec: TableSpec, facts: Sequence[Fact]) -> None:
        self.touched.add(spec.name)
        fresh, rows, sealed = [], [], []
        for fact in facts:
            number, is_new = self._number_for(spec, fact.id)
            if is_new:
                fresh.append((number, spec.name, fact.id))
                self._fresh.add(number)
            elif number in self._fresh:
                self._take_back(spec, number)
            else:
                self._supersede(spec, number)
            seal = None
            if personal := personal_values(spec, fact):
                salt, content = canonical.new_salt(), canonical.canonical(personal)
                seal = canonical.seal(salt, content)
                sealed.append((number, self.seq, salt, content))
            rows.append(self._row(spec, fact, number, seal))
        if fresh:
            self.database.run_many(sql.INSERT_IDENTITY, fresh)
        self.database.run_many(sql.insert_fact(spec), rows)
        if sealed:
            self.database.run_many(sql.INSERT_PERSONAL, sealed)

    def _row(
        self, spec: TableSpec, fact: Fact, number: int, seal: str | None
    ) -> list[Any]:
        values = stored_values(spec, fact)
        row: list[Any] = [number, self.seq, seal]
        for column in spec.columns:
            value = values.get(column.name)
            if value is not None and column.sql == "reference":
                target = self._identity(value)
                if target is None:
                    raise NotFoundError(column.name, value)
                value = target[0]
            row.append(value)
        return row + sort_values(spec, fact)

    def _supersede(self, spec: TableSpec, number: int) -> None:
        closed = self.database.run(sql.supersede(spec), (self.seq, number, self.seq))
        if not closed:
            self._take_back(spec, number)

    def _take_back(self, spec: TableSpec, number: int) -> None:
        if self.database.run(sql.drop_own(spec), (number, self.seq)):
            self.database.run(sql.DELETE_PERSONAL_VERSION, (number, self.seq))

    def withdraw(self, fact: Fact) -> None:
        """Close the present version without a successor."""
        spec = spec_of(type(fact))
        self.touched.add(spec.name)
        found = self._identity(fact.id)
        if found is not None:
            self._supersede(spec, found[0])

    @property
    def opens_as_owner(self) -> bool:
        """Return whether whoever opens the workspace is its owner, as with a file."""
        return self.database.path is not None

    def touched_by(self, seq: int) -> list[str]:
        """Return ids of what an entry wrote, some hundreds at most."""
        found = entries.changes(self.database, seq)
        return list(dict.fromkeys(id_ for _, _, id_ in islice(found, _BATCH)))

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
        told = canonical.canonical([verb, subject, arguments()])
        asked = Asked(verb=verb, subject=subject, arguments=canonical.sha256(told))
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

    @property
    def is_void(self) -> bool:
        """Return whether an action found an error."""
        return has_errors(self.findings)

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
