"""What every column of every kind of sheet means, in one sentence each.

The Hungarian stands in the catalogue. A test fails on a column without a sentence.
"""

from typing import Final

from cselekvo.exchange import mentor_meanings, process_meanings

#: By the Hungarian name of the kind: what one row is.
OF_KINDS: Final = {
    "megyek": "One row is a county, or Budapest, with its codes.",
    "megyenevek": (
        "One row is a name of a county, with the days from and until which it holds."
    ),
    "jarasok": "One row is a district with its code and its county.",
    "jarasnevek": (
        "One row is a name of a district, with the days from and until which it holds."
    ),
    "regiok": "One row is a region of one edition of the NUTS nomenclature.",
    "regiolistak": "One row is the list of region categories of a programming period.",
    "regiobesorolasok": "One row is the category that a region list gives to a region.",
    "telepulesek": "One row is a settlement of the gazetteer.",
    "szervezetek": "One row is an organisation with its present name, seat and sites.",
    "nevek": "One row is a name that an organisation bears or bore.",
    "cimek": "One row is a seat, a site or a postal address of an organisation.",
    "szemelyek": "One row is a person whom the network knows in an office or a duty.",
    "programok": (
        "One row is a programme to which organisations are admitted as partners."
    ),
    "projektek": "One row is a project that was won under a call.",
    "szerepek": "One row is what an organisation is in a project.",
    "partnersegek": (
        "One row is a partnership; whether the organisation is eligible is judged "
        "when the row is read."
    ),
    "kerekasztalok": "One row is a roundtable.",
    "ugyrendek": "One row is a version of a roundtable's statutes.",
    "tagsagok": "One row is an organisation's seat at a roundtable.",
    "tisztsegek": (
        "One row is an office that a member organisation holds at a roundtable."
    ),
    "kepviseletek": (
        "One row is a person who stands for a member organisation at a roundtable."
    ),
    "ulesek": "One row is a meeting of a roundtable.",
    "jelenlet": "One row is how a member organisation took part in a meeting.",
    "hatarozatok": "One row is a decision of a meeting, with its votes.",
    **mentor_meanings.OF_KINDS,
    **process_meanings.OF_KINDS,
}
#: By the name of the column, whatever its kind; with a star: an id that the
#: program gives, a first day that must be known.
OF_COLUMNS: Final = {
    "id": (
        "Identifies the record for good: choose it once, and name the record by it "
        "in other sheets."
    ),
    "*id": (
        "Given by the program: leave it empty in a new row, and do not change it in "
        "an old one."
    ),
    "source": "Where the statement comes from: a document or a web page, with its day.",
    "first": "The first day on which it holds; empty: since before our records.",
    "*first": "The first day on which it holds.",
    "last": "The last day on which it still holds; empty: it holds today.",
    "county": "The county in which it lies.",
    "district": "The district to which it belongs.",
    "full_name": "The name as official texts write it.",
    "name_en": "The English name, for reports in English.",
    "title": "The full title.",
    "title_en": "The English title, for reports in English.",
    "area_code": "The mark of the area in the codes of projects.",
    "seat_code": "The KSH code of the district's seat.",
    "seat_name": "The settlement from which the district is administered.",
    "edition": (
        "The year of the edition of the NUTS nomenclature: 2010, 2013, 2016 or 2021."
    ),
    "parent": "The code of the region to which it belongs.",
    "programming_period": (
        "The programming period; it decides which region list counts."
    ),
    "authority": "The act that lays the list down.",
    "verified": "Whether somebody has compared the list with the annex of that act.",
    "verified_on": "The day on which it was compared.",
    "region_list": "The region list that gives the category.",
    "nuts2": "The NUTS 2 code of the region.",
    "category": "The category of the region in that list.",
    "legal_status": "What the settlement is by law.",
    "latitude": "Degrees north.",
    "longitude": "Degrees east.",
    "locative": "The Hungarian form of the name that answers “where?”, for reports.",
    "sector": "What sort of body the organisation is.",
    "seat": "The settlement of the present seat.",
    "sites": "The settlements of the present sites; several are parted by |.",
    "email": "An e-mail address; only those see it who may see contacts.",
    "phone": "A telephone number; only those see it who may see contacts.",
    "legal_form_code": "The three-digit code of the legal form (GFO).",
    "organisation": "The organisation that the row is about.",
    "family_name": "The family name, where it is known apart.",
    "given_name": "The given name, where it is known apart.",
    "prefix_text": "What stands before the name.",
    "call": "The code of the call under which the project was won.",
    "started": "When the project began.",
    "ended": "When the project ended.",
    "planned_end": "When the project was to end, as planned.",
    "maintenance_until": "The last day of the maintenance period.",
    "retention_until": (
        "The last day on which its records must still be kept, by its contract."
    ),
    "project": "The project that the row is about.",
    "certain": "Whether the source itself says so; no: it was concluded from it.",
    "reason": "Why it is a partner; required where the rule cannot tell.",
    "verdict": (
        "What the rule said when the row was written out; reading only compares it."
    ),
    "review": "Why the verdict should be looked at again.",
    "founded": "The day on which the roundtable was founded.",
    "dissolved": "The last day of the roundtable.",
    "quorum": "How many voting members must be there for a decision.",
    "version": "The number of the version.",
    "repeated_quorum": (
        "How many are enough at a meeting that is held again for want of a quorum."
    ),
    "seats": "How many voting seats there are.",
    "majority": "By what majority the roundtable decides, as its statutes say it.",
    "admitted_only": "Whether only admitted partners of the programme may be members.",
    "one_person_many_seats": "Whether one person may stand for several organisations.",
    "roundtable": "The roundtable that the row is about.",
    "voting": (
        "Whether the organisation votes; empty: a member does, an invitee does not."
    ),
    "mandate": "The document on which the seat rests.",
    "office": "The office that the organisation holds.",
    "capacity": "Whether the person stands for it as representative or as deputy.",
    "position": "What the person is at the organisation.",
    "on": "The day of the meeting.",
    "day": "The day of the meeting.",
    "agenda": "What was on the agenda.",
    "repeated": "Whether the meeting was held again because the first had no quorum.",
    "presence": "How the organisation took part.",
    "meeting": "Names the meeting where there were two on one day.",
    "reference": "The number of the decision.",
    "votes_for": "How many voted for it.",
    "votes_against": "How many voted against it.",
    "abstentions": "How many abstained.",
    **mentor_meanings.OF_COLUMNS,
    **process_meanings.OF_COLUMNS,
}
#: By kind and column, where the kind matters.
OF_OWN_COLUMNS: Final = {
    ("telepulesek", "id"): "The KSH code of the settlement.",
    ("telepulesek", "name"): "The name of the settlement.",
    ("megyek", "ksh_code"): "The two digits of the KSH code.",
    ("jarasok", "ksh_code"): "The three digits of the KSH code.",
    ("megyenevek", "county"): "The county that bears the name.",
    ("megyenevek", "name"): "The bare name of the county.",
    ("jarasnevek", "district"): "The district that bears the name.",
    ("jarasnevek", "name"): "The name of the district.",
    ("regiok", "code"): "The NUTS code of the region.",
    ("regiok", "level"): "The level of the region: 0 is the country, 3 a county.",
    ("regiok", "name"): "The name of the region.",
    ("regiok", "county"): "The county, for a region of level 3.",
    ("szervezetek", "name"): "The present name in full.",
    ("szervezetek", "county"): (
        "The county of the seat, where the settlement alone does not tell it."
    ),
    ("nevek", "name"): "The name in full.",
    ("cimek", "role"): "Whether it is the seat, a site or an address for letters.",
    ("cimek", "place"): (
        "The settlement; another text is kept, but tells nothing about the region."
    ),
    ("cimek", "county"): "The county, where the settlement alone does not tell it.",
    ("cimek", "text"): (
        "Postcode, street and number; only those see it who may see contacts."
    ),
    ("szemelyek", "name"): (
        "The name in full, in Hungarian order, with what stands before it."
    ),
    ("projektek", "code"): "The project's own code, not that of its call.",
    ("projektek", "programme"): "The programme to which the project belongs.",
    ("szerepek", "role"): "What the organisation is in the project.",
    ("partnersegek", "programme"): "The programme whose partner the organisation is.",
    ("kerekasztalok", "name"): "The name of the roundtable.",
    ("kerekasztalok", "level"): "What sort of area the roundtable is for.",
    ("kerekasztalok", "district"): "The district that the roundtable is for.",
    ("kerekasztalok", "settlement"): (
        "The settlement that the roundtable is for, where it is for one only."
    ),
    ("kerekasztalok", "programme"): (
        "The programme of the roundtable; its members are then admitted partners."
    ),
    ("kerekasztalok", "project"): "The project of the roundtable.",
    ("tagsagok", "role"): (
        "Whether it sits as a member or as a standing invitee; an office says member "
        "too."
    ),
    ("kepviseletek", "person"): "Who stands for the organisation.",
    ("ulesek", "place"): "Where the meeting was held.",
    ("jelenlet", "person"): "Who came for the organisation.",
    ("hatarozatok", "text"): "The wording of the decision.",
    **mentor_meanings.OF_OWN_COLUMNS,
    **process_meanings.OF_OWN_COLUMNS,
}
