"""What the columns of communities, templates and processes mean; see `meanings`."""

from typing import Final

#: By the Hungarian name of the kind: what one row is.
OF_KINDS: Final = {
    "kozossegek": "One row is a community whose development is accompanied.",
    "akcioteruletek": "One row is an area that a project works in.",
    "sablonok": (
        "One row is a published version of a process template; it never changes."
    ),
    "sablonszovegek": (
        "One row is a piece of a published template, as long as a cell may be."
    ),
    "folyamatok": (
        "One row is a community or other unit on its way through a template."
    ),
    "szakaszok": "One row is one round of a stage of a process.",
    "bizonyitekok": "One row shows that an exit criterion of a stage is met.",
    "szunetek": "One row is a time in which a process rests.",
    "esemenyek": (
        "One row is something that was held, with the number of those who came."
    ),
    "tervek": ("One row is a development plan of a person, a family or a community."),
}
#: By the name of the column.
OF_COLUMNS: Final = {
    "host": "The organisation that gives the community a home.",
    "boundary": "The streets that bound the area, as its papers name them.",
    "basis": "What the delimitation rests on.",
    "digest": "The SHA-256 of the template's file.",
    "model_digest": "The SHA-256 of the model that was read from it.",
    "parameters": (
        "Parameters that are set for this process; others are as the template says."
    ),
    "ending": ("How the process ended, or that it goes on; empty: as it is known."),
    "waiting": (
        "What waits before stages that open on several; given by the program, "
        "empty: as it is known."
    ),
    "process": "The process that the row is about.",
    "stage": "The stage, by its id in the template or by its title.",
    "opened": "The day on which the stage opened.",
    "closed": "The day on which it was closed; empty: it is open.",
    "outcome": ("What was chosen at the closing, where the stage offers a choice."),
    "closing": "How it was closed; empty: it was done.",
    "after": (
        "The stage runs whose closing opened it; leave it empty in a sheet made "
        "by hand, and the program finds them."
    ),
    "criterion": ("The exit criterion, by its id in the template or by its title."),
    "by": "Who gave it; the one who approved, where it is an approval.",
    "round": (
        "Which round of the stage it belongs to, where there were several: 1 is "
        "the first."
    ),
    "head_count": "How many came; empty: not known, which is not 0.",
    "activity": ("What kind of activity it was; templates and indicators count by it."),
    "theme": "What it was about.",
    "estimated": "Whether the head count was estimated.",
    "sheet_count": (
        "How many signatures are on the attendance sheets; it counts before the "
        "head count."
    ),
    "fee": "What one had to pay to come, in forints; 0: it was free.",
    "note": "A note.",
    "plan": "Whose plan it is.",
    "state": "How far the plan is.",
    "subject": (
        "A pseudonym of the one whose plan it is, the same in all plans; never a name."
    ),
}
#: By kind and column, where the kind matters.
OF_OWN_COLUMNS: Final = {
    ("kozossegek", "name"): "The name of the community.",
    ("kozossegek", "settlement"): "The settlement in which the community lives.",
    ("kozossegek", "part"): "The quarter or part of the settlement.",
    ("kozossegek", "founded"): "The day on which the community came into being.",
    ("kozossegek", "dissolved"): "The last day of the community.",
    ("akcioteruletek", "name"): "The name of the area.",
    ("akcioteruletek", "settlement"): "The settlement in which the area lies.",
    ("sablonok", "id"): "Template and version, parted by a dot.",
    ("sablonok", "template"): "The id of the template, the same in all its versions.",
    ("sablonok", "unit"): "What a process on it is about.",
    ("sablonszovegek", "template"): "The version that the piece belongs to.",
    (
        "sablonszovegek",
        "role",
    ): "Whether it is of the file (in Base64) or of the model.",
    ("sablonszovegek", "part"): "Which piece it is, from 1.",
    ("sablonszovegek", "text"): "The piece itself; do not change it.",
    ("folyamatok", "template"): "The id of a published template.",
    ("folyamatok", "unit"): (
        "The community, organisation, roundtable, project or area that is carried"
        " through it."
    ),
    ("folyamatok", "started"): (
        "The day on which the process started and its first stage opened."
    ),
    ("folyamatok", "version"): (
        "The version of the template; empty: the latest one that is published."
    ),
    ("folyamatok", "project"): "The project that the process belongs to.",
    ("folyamatok", "ended"): "The day on which the process ended; empty: it goes on.",
    ("folyamatok", "reason"): "Why it was cancelled.",
    ("szakaszok", "reason"): "Why the stage was skipped.",
    ("bizonyitekok", "on"): "The day of the item, the document or the approval.",
    ("bizonyitekok", "reference"): "The name or number of the document.",
    ("szunetek", "first"): "The first day of the rest.",
    ("szunetek", "last"): "The last day of the rest; empty: it rests still.",
    ("szunetek", "reason"): "Why the process rests.",
    ("esemenyek", "process"): (
        "The process in which it was held; may be empty where a project is given."
    ),
    ("esemenyek", "title"): "What it was called.",
    ("esemenyek", "first"): "The day of the activity, or its first day.",
    ("esemenyek", "last"): "Its last day; empty: it took one day.",
    ("esemenyek", "place"): (
        "Where it was held: a house, a square; the settlement has a column of its own."
    ),
    ("esemenyek", "settlement"): (
        "The settlement in which it was held; in a sheet without this column, a "
        "place that is just the name of a settlement counts as that."
    ),
    ("esemenyek", "unit"): "What the head count counts; the two are never added.",
    ("esemenyek", "project"): "The project that it was held for.",
    ("tervek", "process"): "The process in which the plan is made.",
    ("tervek", "on"): "The day on which it came into this state.",
}
