"""What the columns of mentors mean; see `meanings`."""

from typing import Final

#: By the Hungarian name of the kind: what one row is.
OF_KINDS: Final = {
    "mentorok": (
        "One row is a person who is a mentor of the network for a period; the person "
        "is made where there is none."
    ),
    "mentormegyek": "One row is a county that a mentor covers.",
    "megbizasok": "One row is a mentor in charge of a unit for a period.",
    "kepesitesek": "One row is what a mentor has learned, with its certificate.",
    "kapcsolatok": "One row is a visit, call or letter of a mentor.",
}
#: By the name of the column.
OF_COLUMNS: Final = {
    "counties": (
        "The counties that the mentor covers; those that are missing are added, none "
        "is taken away."
    ),
    "fields": "The fields that the mentor works in, the primary one first.",
    "employer": "The organisation that employs the mentor.",
    "end_reason": "Why it ended.",
    "mentor": "The standing of the mentor, by its identifier on the sheet of mentors.",
    "primary": "Whether the mentor is the one in charge; no: they support.",
    "hours": "How many hours it took.",
    "certificate": "The number of the certificate.",
    "obtained": "The day on which it was obtained.",
    "expires": "The last day on which it holds; empty: it does not lapse.",
    "contact": "How they met.",
    "minutes": "How many minutes it took.",
}
#: By kind and column, where the kind matters.
OF_OWN_COLUMNS: Final = {
    ("mentorok", "person"): "The identifier of the person who is a mentor.",
    ("mentorok", "name"): (
        "The name in full; needed where the person is not known yet, and never changed "
        "from here."
    ),
    ("mentorok", "capacity"): (
        "How many units the mentor can be in charge of; empty: the usual number."
    ),
    ("mentormegyek", "county"): "The county that the mentor covers.",
    ("megbizasok", "person"): "The mentor, by the identifier of the person.",
    ("megbizasok", "unit"): "The unit that the mentor is in charge of.",
    ("megbizasok", "reason"): "Why the assignment began.",
    ("kepesitesek", "person"): "The mentor, by the identifier of the person.",
    ("kepesitesek", "title"): "What was learned.",
    ("kapcsolatok", "person"): "The mentor, by the identifier of the person.",
    ("kapcsolatok", "unit"): "The unit that the mentor met.",
    ("kapcsolatok", "on"): "The day on which they met.",
}
