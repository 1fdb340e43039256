"""Actors that tests of the verbs act as, and a table they act at."""

import pytest

from cselekvo.domain.user import ReachKind, Role
from cselekvo.rules.permissions import Actor, Grant
from cselekvo.workspace import Workspace
from tests.builders import BAZ, ZALA, an_actor
from tests.verbs import add_body, add_human, found


@pytest.fixture
def zala() -> Actor:
    """Return a coordinator of Zala."""
    return an_actor(Grant(Role.COORDINATOR, ReachKind.COUNTY, ZALA), user="zala")


@pytest.fixture
def borsod() -> Actor:
    """Return a coordinator of Borsod."""
    return an_actor(Grant(Role.COORDINATOR, ReachKind.COUNTY, BAZ), user="borsod")


@pytest.fixture
def auditor() -> Actor:
    """Return somebody who reads all and changes nothing."""
    return an_actor(Grant(Role.AUDITOR), user="auditor")


@pytest.fixture
def table(workspace: Workspace) -> Workspace:
    """Return a workspace with a table, three bodies and three people."""
    found(workspace)
    for number in (1, 2, 3):
        add_body(workspace, f"O{number}")
        add_human(workspace, f"P{number}")
    return workspace
