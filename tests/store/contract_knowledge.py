"""What was true on a day, as it was known at an instant; what the tables are like."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from cselekvo.domain.identifiers import OrganisationId
from cselekvo.domain.kinds import KINDS
from cselekvo.domain.organisation import Organisation, Sector
from cselekvo.domain.roundtable import Membership, Roundtable
from cselekvo.errors import ValueNotReadError
from cselekvo.store.tables import spec_of
from cselekvo.workspace import Workspace
from tests.builders import a_table, codes
from tests.stores import START, Clock
from tests.verbs import (
    add_body,
    found,
    join,
    leave,
    members,
)


class KnowledgeContract:
    """What was true on a day, as it was known at an instant."""

    def test_every_past_knowledge_answers_as_it_did_then(
        self, workspace: Workspace
    ) -> None:
        add_body(workspace)
        add_body(workspace, "O2")
        found(workspace)
        told: dict[int, set[str]] = {}
        for step in (
            partial(join, workspace, "O1"),
            partial(join, workspace, "O2", "2015-06-01"),
            partial(leave, workspace, "O1", "2015-08-31"),
            partial(join, workspace, "O1", "2015-10-01"),
        ):
            assert codes(step()) == []
            told[workspace.head().seq] = members(workspace, "2015-11-30")

        for seq, then in told.items():
            assert members(workspace, "2015-11-30", known_at=f"#{seq}") == then
        assert members(workspace, "2015-11-30", known_at="#1") == set()
        assert members(workspace, "2015-11-30", known_at=0) == set()

    def test_versions_tell_only_what_was_known_then(self, workspace: Workspace) -> None:
        add_body(workspace)
        found(workspace)
        join(workspace)
        then = workspace.head().seq
        leave(workspace)

        past = workspace.view(known_at=then).versions(Membership)
        now = workspace.view().versions(Membership)

        assert [(one.seq_from, one.seq_to) for one in past] == [(then, None)]
        assert [(one.seq_from, one.seq_to) for one in now] == [
            (then, then + 1),
            (then + 1, None),
        ]

    def test_a_day_means_its_end_in_budapest(
        self, workspace: Workspace, clock: Clock
    ) -> None:
        clock.step = timedelta()
        clock.at = datetime(2016, 2, 1, 22, 59, 59, 999_999, tzinfo=UTC)
        add_body(workspace, "O1")
        clock.at = datetime(2016, 2, 1, 23, 0, tzinfo=UTC)
        add_body(workspace, "O2")

        known = {
            when: [one.id for one in workspace.view(known_at=when).facts(Organisation)]
            for when in ("2016-01-31", "2016-02-01", "2016-02-02")
        }

        assert known == {
            "2016-01-31": [],
            "2016-02-01": ["O1"],
            "2016-02-02": ["O1", "O2"],
        }

    def test_an_instant_is_compared_with_its_offset(
        self, workspace: Workspace, clock: Clock
    ) -> None:
        clock.step = timedelta()
        clock.at = datetime(2016, 2, 1, 12, 0, tzinfo=UTC)
        add_body(workspace)

        def count(known_at: str | datetime) -> int:
            return workspace.view(known_at=known_at).count(Organisation)

        assert count("2016-02-01T12:59:59+01:00") == 0
        assert count("2016-02-01T13:00:00+01:00") == 1
        assert count("2016-02-01T12:00Z") == 1
        assert count(datetime(2016, 2, 1, 11, 59, tzinfo=UTC)) == 0

    @pytest.mark.parametrize(
        "odd",
        [
            "yesterday",
            "2016-13-01",
            "2016-02-01T12:00",
            "#",
            "#-1",
            -1,
            "9" * 30,
            10**30,
            datetime(2016, 1, 1),  # noqa: DTZ001 - that is the point
            "0001-01-01T00:00+14:00",
            "9999-12-31T23:59-12:00",
        ],
    )
    def test_what_is_no_instant_is_refused(
        self, workspace: Workspace, odd: str | int | datetime
    ) -> None:
        with pytest.raises(ValueNotReadError):
            workspace.view(known_at=odd)

    @pytest.mark.parametrize("late", ["9999-12-31", "#999999"])
    def test_an_instant_to_come_knows_what_is_known_now(
        self, workspace: Workspace, late: str
    ) -> None:
        assert workspace.view(known_at=late).position == workspace.head().seq

    def test_instants_never_run_back_even_if_the_clock_does(
        self, workspace: Workspace, clock: Clock
    ) -> None:
        add_body(workspace, "O1")
        clock.at = START - timedelta(days=400)
        add_body(workspace, "O2")

        entries = workspace.view().journal()

        assert [one.seq for one in entries] == [3, 2, 1]
        assert entries[0].instant == entries[1].instant
        assert workspace.verify().findings == []

    def test_a_question_of_many_ids_is_answered_once_each(
        self, workspace: Workspace
    ) -> None:
        with workspace.change() as work:
            work.write_many(
                Organisation(id=OrganisationId(f"O{n}"), sector=Sector.CIVIL)
                for n in range(1200)
            )
        asked = [f"O{n}" for n in range(1200)] + [f"o{n}" for n in range(1200)]

        view = workspace.view()

        assert len(view.facts(Organisation, id=asked)) == 1200
        assert view.count(Organisation, id=asked) == 1200
        assert view.facts(Organisation, id=[]) == []
        assert view.count(Organisation, id=[]) == 0
        assert view.count(Organisation, sector=[Sector.CIVIL, Sector.CHURCH]) == 1200
        assert (
            len(view.facts(Organisation, sector=[Sector.CIVIL, Sector.STATE])) == 1200
        )

    def test_a_null_is_asked_for_by_none(self, workspace: Workspace) -> None:
        found(workspace)
        found(workspace, a_table("K2", district=None))

        assert [
            one.id for one in workspace.view().facts(Roundtable, district=None)
        ] == ["K2"]

    def test_the_schema_of_the_store_is_made_of_the_facts_fields(
        self, workspace: Workspace
    ) -> None:
        for kind in KINDS:
            spec = spec_of(kind)
            wanted = ["number", "seq_from", "seq_to", "seal"]
            wanted += [column.name for column in spec.columns]
            wanted += [f"{name}_sort" for name in spec.sorted_fields]

            assert self.columns_of(workspace, kind.kind) == wanted

    def columns_of(self, workspace: Workspace, table: str) -> list[str]:
        """Return the columns of a table, as the engine itself tells them."""
        raise NotImplementedError
