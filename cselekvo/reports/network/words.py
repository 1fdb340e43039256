"""What the kinds of records and the relations of a network are called."""

from cselekvo.i18n import _


def kind_word(kind: str) -> str:
    """Return what the records of a kind are called; an unknown one as it is."""
    words = {
        "organisation": _("organisations"),
        "roundtable": _("roundtables"),
        "community": _("communities"),
        "person": _("people"),
        "project": _("projects"),
        "programme": _("programmes"),
        "settlement": _("settlements"),
        "district": _("districts"),
        "county": _("counties"),
        "region": _("regions"),
    }
    return words.get(kind, kind)


def one_word(kind: str) -> str:
    """Return what one record of a kind is called; of an unknown one the kind."""
    words = {
        "organisation": _("organisation"),
        "roundtable": _("roundtable"),
        "community": _("community"),
        "person": _("person"),
        "project": _("project"),
        "programme": _("programme"),
        "settlement": _("settlement"),
        "district": _("district"),
        "county": _("county"),
        "region": _("region"),
    }
    return words.get(kind, kind)


def relation_word(relation: str) -> str:
    """Return what a relation says; an unknown one as it is."""
    words = {
        "sits_on": _("sits at the roundtable"),
        "represents": _("represents"),
        "deputises": _("deputises for"),
        "partner_of": _("partner of the programme"),
        "has_seat": _("has its seat in"),
        "has_site": _("has a site in"),
        "leads": _("leads the project"),
        "takes_part_in": _("takes part in the project"),
        "located_in": _("lies in"),
        "mentors": _("accompanies as a mentor"),
        "covers": _("covers the county"),
        "belongs_to": _("belongs to"),
    }
    return words.get(relation, relation)
