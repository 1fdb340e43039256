"""Every kind of fact the store holds, in the order in which they can be written."""

from typing import Final

from cselekvo.domain import (
    activity,
    community,
    issued,
    journal,
    organisation,
    person,
    plan,
    process,
    programme,
    published,
    roundtable,
    territory,
    user,
)
from cselekvo.domain.fact import Fact

#: A kind stands after the kinds it refers to.
KINDS: Final[tuple[type[Fact], ...]] = (
    territory.County,
    territory.CountyName,
    territory.District,
    territory.DistrictName,
    territory.NutsRegion,
    territory.RegionList,
    territory.RegionEntry,
    territory.Settlement,
    organisation.Organisation,
    organisation.OrganisationName,
    organisation.Address,
    person.Person,
    programme.Programme,
    programme.Partnership,
    programme.Project,
    programme.ProjectRole,
    roundtable.Roundtable,
    roundtable.Statutes,
    roundtable.Membership,
    roundtable.Office,
    roundtable.Representation,
    roundtable.Meeting,
    roundtable.Attendance,
    roundtable.Decision,
    community.Community,
    community.ActionArea,
    published.TemplateVersion,
    process.Process,
    process.StageRun,
    process.Evidence,
    process.Hold,
    activity.Activity,
    plan.DevelopmentPlan,
    user.User,
    user.RoleGrant,
    issued.IssuedReport,
    issued.IssuedDocument,
    journal.BackupRecord,
    journal.Erasure,
)
BY_WORD: Final[dict[str, type[Fact]]] = {kind.kind: kind for kind in KINDS}
