"""Actors that tests of the verbs act as."""

import pytest

from cselekvo.domain.user import ReachKind, Role
from cselekvo.rules.permissions import Actor, Grant
from tests.builders import BAZ, ZALA, an_actor


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
