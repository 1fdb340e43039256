"""Fetching at once what a batch of rows will ask for, one by one."""

from collections.abc import Sequence

from cselekvo.actions.checks import ASKED_OF_OWN_KIND
from cselekvo.domain.fact import Fact
from cselekvo.exchange.kinds import Row, SheetKind
from cselekvo.ports import Work


def foresee(work: Work, kind: SheetKind, rows: Sequence[Row]) -> None:
    """Fetch the records of the rows' ids, and the facts that their checks look at.

    Args:
        work: The change; it forgets them when the batch is done.
        kind: Of the rows.
        rows: Those whose cells could be read.
    """
    ids = [id_ for row in rows if (id_ := row.values.get("id"))]
    names = ASKED_OF_OWN_KIND.get(kind.fact)
    keys = set()
    if names is not None:
        for row in rows:
            values = [row.get(name, "") for name in names]
            if all(values):
                keys.add(tuple([value.lower() for value in values]))
    if ids or keys:
        asked = {} if names is None else {names: sorted(keys)}
        work.foresee(kind.fact, ids, asked)


def foresee_beside(work: Work, kind: SheetKind, facts: Sequence[Fact]) -> None:
    """Fetch facts of a kind, and those that their rows hold in short.

    Args:
        work: The change; it forgets them when the batch is done.
        kind: Of the facts.
        facts: Those whose rows are to be completed.
    """
    work.foresee(kind.fact, [fact.id for fact in facts])
    for beside, name, own in kind.beside:
        ids = sorted({getattr(fact, own).lower() for fact in facts})
        if name == "id":
            work.foresee(beside, ids)
        else:
            work.foresee(beside, keys={(name,): [(id_,) for id_ in ids]})
