"""Whose communities, processes and happenings somebody may bring in by sheets."""

import pytest

from cselekvo.actions.users import grant_role
from cselekvo.domain.community import ActionArea, Community
from cselekvo.domain.identifiers import RecordId, UserId
from cselekvo.domain.kinds import KINDS
from cselekvo.domain.process import Evidence, Process, StageRun
from cselekvo.domain.user import ReachKind, Role, RoleGrant
from cselekvo.errors import NotAllowedError
from cselekvo.workspace import Workspace
from tests.builders import codes
from tests.exchange.bringing import Bring
from tests.exchange.test_importing import everything
from tests.exchange.test_template_sheets import sheets
from tests.exchange.tracked import ACTIVITIES, COMMUNITIES, EVIDENCE, PROCESSES, RUNS
from tests.tracked_counties import build_tracked
from tests.verbs import undo

WHO = "coordinator"


@pytest.fixture
def zala(workspace: Workspace, bring: Bring) -> Bring:
    """Return what brings sheets into two counties, with a coordinator of one."""
    build_tracked(workspace)
    return bring


def own(letter: str = "Z", place: str = "Zalaszentgrót") -> dict[str, list[str]]:
    """Return new rows of every kind about one county."""
    project, process = f"PR{letter}", f"F{letter}"
    return {
        "kozossegek": [COMMUNITIES, f"UJ-K;Új kör;{place}"],
        "akcioteruletek": ["projekt;nev;telepules", f"{project};Új terület;{place}"],
        "folyamatok": [PROCESSES, f"UJ-F;community_development;K{letter};2015-01-01"],
        "szakaszok": [RUNS, f"{process};preparation;2015-02-01;2015-09-01"],
        "bizonyitekok": [
            EVIDENCE,
            f"{process};preparation;mentor_contacted;2015-03-03",
        ],
        "szunetek": ["folyamat;tol;ig", f"{process};2015-07-01;2015-07-31"],
        "esemenyek": [ACTIVITIES, f"UJ-E;{process};Fórum;2015-06-06"],
        "tervek": ["azonosito;projekt;fajta;allapot", f"UJ-T;{project};EFT;tervezet"],
    }


def test_a_county_coordinator_brings_in_what_belongs_to_the_county(
    workspace: Workspace, zala: Bring
) -> None:
    brought = zala(own(), actor=WHO)

    view = workspace.view(reader=WHO)
    assert brought.words == []
    assert {one.id for one in view.facts(Community)} == {"KZ", "UJ-K"}
    assert {one.id for one in view.facts(Process)} == {"FZ", "UJ-F"}
    assert view.count(ActionArea) == 2
    assert view.count(Evidence) == 2
    assert view.count(StageRun, process="FZ", closed=None) == 3


@pytest.mark.parametrize("kind", own())
def test_a_county_coordinator_is_refused_what_belongs_to_another(
    workspace: Workspace, zala: Bring, kind: str
) -> None:
    head = workspace.head()

    with pytest.raises(NotAllowedError):
        zala({kind: own("B", "Miskolc")[kind]}, actor=WHO, skip=True)

    assert workspace.head() == head


@pytest.mark.parametrize(
    ("kind", "header", "row"),
    [
        ("kozossegek", COMMUNITIES, "KB;KB;Zalaszentgrót"),
        ("kozossegek", COMMUNITIES, "KZ;KZ;Miskolc"),
        ("folyamatok", f"{PROCESSES};ok", "FB;community_development;KB;2015-02-01;x"),
        ("esemenyek", ACTIVITIES, "EB;FZ;Elvett;2015-06-01"),
        ("esemenyek", ACTIVITIES, "EZ;FB;Átadott;2015-06-01"),
    ],
)
def test_what_lies_in_two_counties_needs_the_right_in_both(
    zala: Bring, kind: str, header: str, row: str
) -> None:
    with pytest.raises(NotAllowedError):
        zala({kind: [header, row]}, actor=WHO)


def test_templates_are_brought_in_by_whoever_may_publish_them(
    workspace: Workspace, bring: Bring, zala: Bring
) -> None:
    _grant(workspace, "manager", Role.COORDINATOR)
    zala(own(), actor="manager")
    whole = sheets()
    other = {
        name: [line.replace("community_development", "other") for line in lines]
        for name, lines in whole.items()
    }

    with pytest.raises(NotAllowedError) as refused:
        bring(other, actor="manager")

    assert "publish templates" in str(refused.value)


def _grant(workspace: Workspace, user: str, role: Role) -> None:
    with workspace.change() as work:
        made = RoleGrant(
            id=RecordId(work.new_id(RoleGrant)),
            user=UserId(user),
            role=role,
            reach=ReachKind.ALL,
        )
        grant_role(work, made)


def test_an_approval_of_a_methodologist_is_brought_in_by_one(
    workspace: Workspace, zala: Bring
) -> None:
    rows = [
        "FZ;preparation;2015-02-01;2015-02-02;",
        *(f"FZ;{one};2015-02-02;2015-02-03;" for one in ("interviews", "history")),
        "FZ;conversations;2015-02-03;2015-02-04;",
        "FZ;survey;2015-02-04;2015-02-05;usable",
        "FZ;action_plan;2015-02-05;2015-02-06;",
        "FZ;plan_discussion;2015-02-06;2015-02-07;",
        "FZ;plan_adoption;2015-02-07;;",
    ]
    brought = zala({"szakaszok": [f"{RUNS};kimenet", *rows]}, actor=WHO)
    assert set(brought.words) <= {"history-stage-opened-early"}
    header = f"{EVIDENCE};ki"
    approval = {
        "bizonyitekok": [header, "FZ;plan_adoption;plan_approved;2015-03-03;Anna"]
    }

    with pytest.raises(NotAllowedError) as refused:
        zala(approval, actor=WHO)
    assert "approve" in str(refused.value)
    _grant(workspace, "manager", Role.COORDINATOR)
    with pytest.raises(NotAllowedError):
        zala(approval, actor="manager")
    assert zala(approval).words == []


def test_undoing_an_import_of_processes_takes_all_of_it_back(
    workspace: Workspace, zala: Bring
) -> None:
    before = everything(workspace)
    assert zala(own()).words == []

    assert codes(undo(workspace, workspace.head().seq)) == []

    assert everything(workspace) == before
    assert zala(own()).words == []
    assert workspace.verify().findings == []
    assert len(everything(workspace)) == len(KINDS)
