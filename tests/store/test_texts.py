"""Every text a fact can hold, with its verdict: sealed and erasable, or open."""

import typing

import attrs

from cselekvo.domain.kinds import KINDS
from cselekvo.store.tables import spec_of

#: Texts about people, and free text: sealed, erasable.
PERSONAL = [
    "activity.note",
    "address.text",
    "backup.file",
    "contact.note",
    "decision.text",
    "erasure.ground",
    "evidence.by",
    "evidence.reference",
    "hold.reason",
    "meeting.agenda",
    "meeting.place",
    "membership.mandate",
    "mentor.end_reason",
    "mentor_assignment.end_reason",
    "mentor_assignment.reason",
    "organisation.email",
    "issued_document.content",
    "issued_report.by",
    "issued_report.title",
    "partnership.reason",
    "process.reason",
    "qualification.certificate",
    "stage_run.reason",
    "person.email",
    "person.family_name",
    "person.given_name",
    "person.name",
    "person.phone",
    "person.prefix_text",
    "representation.position",
    "user.database_user",
    "user.name",
]
#: Texts that name no human being: names of bodies and places, codes, words of law.
OPEN = [
    "action_area.basis",
    "action_area.boundary",
    "action_area.name",
    "activity.place",
    "activity.theme",
    "activity.title",
    "community.name",
    "community.name_en",
    "community.part",
    "evidence.criterion",
    "plan.subject",
    "process.parameters",
    "process.waiting",
    "stage_run.after",
    "stage_run.outcome",
    "stage_run.stage",
    "template_text.text",
    "template_version.digest",
    "template_version.model_digest",
    "template_version.template",
    "template_version.title",
    "address.place",
    "backup.head",
    "county.area_code",
    "county.ksh_code",
    "county_name.full_name",
    "county_name.name",
    "county_name.name_en",
    "decision.reference",
    "district.ksh_code",
    "district.seat_code",
    "district.seat_name",
    "district_name.name",
    "issued_document.digest",
    "issued_document.format",
    "issued_document.versions",
    "issued_report.head",
    "issued_report.instant",
    "issued_report.lang",
    "issued_report.product",
    "issued_report.report",
    "issued_report.scope",
    "mentor.further_fields",
    "nuts_region.code",
    "nuts_region.name",
    "nuts_region.name_en",
    "nuts_region.parent",
    "organisation.legal_form_code",
    "organisation_name.name",
    "partnership.by",
    "partnership.category",
    "partnership.county",
    "partnership.nuts2",
    "partnership.programming_period",
    "partnership.region_list",
    "partnership.review",
    "partnership.rule",
    "partnership.settlement",
    "programme.programming_period",
    "programme.title",
    "programme.title_en",
    "project.call",
    "project.code",
    "project.title",
    "qualification.title",
    "region_entry.nuts2",
    "region_list.authority",
    "region_list.programming_period",
    "roundtable.name",
    "roundtable.name_en",
    "settlement.locative",
    "settlement.name",
    "statutes.majority",
    "statutes.version",
]
#: Shown only to readers who may see contacts.
CONTACTS = {
    "address.text",
    "organisation.email",
    "person.email",
    "person.phone",
}


def test_every_text_field_has_its_verdict() -> None:
    wanted = dict.fromkeys(PERSONAL, True) | dict.fromkeys(OPEN, False)
    wanted |= {f"{kind.kind}.source": True for kind in KINDS}

    found = {}
    for kind in KINDS:
        hints = typing.get_type_hints(kind)
        sealed = spec_of(kind).personal
        for item in attrs.fields(kind):
            if hints[item.name] is str:
                found[f"{kind.kind}.{item.name}"] = item.name in sealed

    assert found == wanted


def test_what_is_a_contact_is_listed() -> None:
    found = {f"{kind.kind}.{name}" for kind in KINDS for name in spec_of(kind).contacts}

    assert found == CONTACTS


def test_a_text_without_a_verdict_is_personal() -> None:
    from cselekvo.domain.fact import Fact

    @attrs.frozen(kw_only=True)
    class Note(Fact):
        kind: typing.ClassVar[str] = "note_of_a_test"
        text: str = ""

    assert spec_of(Note).personal == ("source", "text")
