"""How each column is filled in: in words, by an example, with the allowed words."""

from typing import Final

from attrs import frozen

from cselekvo.exchange.cells import Column, Sort
from cselekvo.exchange.kinds import SheetKind
from cselekvo.exchange.meanings import OF_COLUMNS, OF_KINDS, OF_OWN_COLUMNS
from cselekvo.exchange.sheets import SHEETS
from cselekvo.i18n.catalogue import text_in
from cselekvo.i18n.sentences import fill

#: By sort of cell: how it is written.
WRITTEN: Final = {
    Sort.TEXT: "free text",
    Sort.IDENTIFIER: (
        "1 to 64 letters without accents, digits, - _ or ., "
        "beginning with a letter or a digit"
    ),
    Sort.DAY: "a day, as a date",
    Sort.PARTIAL: "a day, or only its month or its year where no more is known",
    Sort.WHOLE: "a whole number, in digits",
    Sort.DECIMAL: "a decimal number",
    Sort.YES_NO: "yes or no",
    Sort.WORD: "one of the words of the list",
    Sort.WORDS: "words of the list, several parted by |; the primary one first",
    Sort.REFERENCE: "the identifier of a row of sheet %(sheet)s",
    Sort.COUNTY: "a county, by any of its names",
    Sort.COUNTIES: "counties, by any of their names, several parted by |",
    Sort.DISTRICT: "a district, by its name or its three-digit code",
    Sort.SETTLEMENT: "a settlement, by its name or its KSH code",
    Sort.KSH: "five digits, the last of them a check digit",
    Sort.QUORUM: "more than half, half plus one, or a number of seats",
    Sort.TEMPLATE: "a published template, by its id",
    Sort.UNIT: (
        "the identifier of a community, organisation, roundtable, project or area"
    ),
    Sort.ACCOMPANIED: (
        "the identifier of a community, organisation, roundtable or project"
    ),
    Sort.PARAMETERS: "name=number, several parted by |",
    Sort.WAITING: "as the program wrote it",
    Sort.AFTER: "identifiers of stage runs, parted by |; of the first one: start",
    Sort.STAGE: "the id or the title of a stage of the template",
    Sort.CRITERION: "the id or the title of a criterion of the stage",
}
#: By sort of cell, in Hungarian and English.
_USUAL: Final = {
    Sort.DAY: ("2015.05.12.", "2015-05-12"),
    Sort.PARTIAL: ("2018-12", "2018-12"),
    Sort.WHOLE: ("26", "26"),
    Sort.YES_NO: ("igen", "yes"),
    Sort.COUNTY: ("Zala", "Zala"),
    Sort.COUNTIES: ("Zala|Somogy", "Zala|Somogy"),
    Sort.DISTRICT: ("Zalaszentgróti járás", "Zalaszentgróti járás"),
    Sort.SETTLEMENT: ("Zalaszentgrót", "Zalaszentgrót"),
    Sort.KSH: ("32522", "32522"),
    Sort.QUORUM: ("több mint fele", "more than half"),
    Sort.TEMPLATE: ("community_development", "community_development"),
    Sort.UNIT: ("ZSZ-KOR", "ZSZ-KOR"),
    Sort.ACCOMPANIED: ("ZSZ-KOR", "ZSZ-KOR"),
    Sort.PARAMETERS: ("min_interviews=4", "min_interviews=4"),
    Sort.STAGE: ("preparation", "preparation"),
    Sort.CRITERION: ("interviews_held", "interviews_held"),
}
#: By kind and column, or by column only.
EXAMPLES: Final = {
    ("jarasok", "id"): "JARAS-198",
    ("regiok", "id"): "NUTS-2016-HU223",
    ("regiolistak", "id"): "LISTA-2014-2020",
    ("szervezetek", "id"): "ZSZ-OLVASOKOR",
    ("szemelyek", "id"): "ZSZ-PELDA-ANNA",
    ("programok", "id"): "AROP-1A3",
    ("projektek", "id"): "ZSZ-ESELY",
    ("kerekasztalok", "id"): "ZSZ-KEREKASZTAL",
    ("kozossegek", "id"): "ZSZ-KOR",
    ("kozossegek", "name"): "Zalavölgyi kör (példa)",
    ("mentorok", "person"): "ZSZ-PELDA-ANNA",
    ("mentorok", "name"): "dr. Példa Anna",
    ("kepesitesek", "title"): "Közösségfejlesztő képzés (példa)",
    ("sablonok", "id"): "community_development.1",
    ("folyamatok", "id"): "ZSZ-KOR-FOLYAMAT",
    ("esemenyek", "id"): "ZSZ-FORUM-1",
    ("tervek", "id"): "ZSZ-TERV-1",
    ("megyek", "id"): "MEGYE-20",
    ("megyek", "ksh_code"): "20",
    ("megyek", "area_code"): "ZA1",
    ("megyenevek", "name"): "Zala",
    ("megyenevek", "full_name"): "Zala vármegye",
    ("megyenevek", "name_en"): "Zala",
    ("jarasok", "ksh_code"): "198",
    ("jarasok", "seat_name"): "Zalaszentgrót",
    ("jarasnevek", "name"): "Zalaszentgróti járás",
    ("regiok", "code"): "HU223",
    ("regiok", "level"): "3",
    ("regiok", "name"): "Zala",
    ("regiok", "parent"): "HU22",
    ("", "edition"): "2016",
    ("", "programming_period"): "2014-2020",
    ("regiolistak", "authority"): "2014/99/EU",
    ("regiobesorolasok", "nuts2"): "HU22",
    ("telepulesek", "name"): "Zalaszentgrót",
    ("telepulesek", "locative"): "Zalaszentgróton",
    ("", "latitude"): "46,95",
    ("", "longitude"): "17,08",
    ("szervezetek", "name"): "Zalavölgyi Olvasókör Egyesület (példa)",
    ("", "seat"): "Zalaszentgrót",
    ("", "sites"): "Türje|Pakod",
    ("", "email"): "iroda@example.com",
    ("", "phone"): "+36 1 555 0100",
    ("nevek", "name"): "Szentgróti Olvasókör (példa)",
    ("cimek", "place"): "Zalaszentgrót",
    ("cimek", "text"): "8790 Fő utca 1.",
    ("szemelyek", "name"): "dr. Példa Anna",
    ("", "family_name"): "Példa",
    ("", "given_name"): "Anna",
    ("", "prefix_text"): "dr.",
    ("projektek", "code"): "TOP-6.9.2-16-MI1-2017-00003",
    ("", "call"): "TOP-6.9.2-16",
    ("kerekasztalok", "name"): "Zalaszentgróti járási kerekasztal",
    ("kerekasztalok", "name_en"): "Zalaszentgrót district roundtable",
    ("", "version"): "1",
    ("", "seats"): "40",
    ("", "repeated_quorum"): "10",
    ("", "reference"): "3/2015. (XI. 30.)",
}


@frozen(kw_only=True)
class Explanation:
    """How a column is filled in, in one language.

    Attributes:
        meaning: What it says, in a sentence.
        written: How it is written.
        example: A value, if there is a telling one.
        words: That it must be one of; empty: it is of no closed list.
    """

    meaning: str
    written: str
    example: str = ""
    words: tuple[str, ...] = ()


def meaning_of(kind: SheetKind, column: Column) -> str:
    """Return the English sentence that says what a column means.

    Raises:
        KeyError: Nobody has written it yet.
    """
    own = OF_OWN_COLUMNS.get((kind.hu, column.name))
    if own is not None:
        return own
    made = column.name == "id" and kind.is_relation
    needed = column.name == "first" and column.required
    return OF_COLUMNS[f"*{column.name}" if made or needed else column.name]


def row_of(kind: SheetKind, lang: str) -> str:
    """Return the sentence that says what one row of a kind is."""
    return text_in(OF_KINDS[kind.hu], lang)


def explain(kind: SheetKind, column: Column, lang: str) -> Explanation:
    """Return how a column is filled in, in `hu` or `en`."""
    sheet = _sheet_of(column)
    name = "" if sheet is None else sheet.name(lang)
    written = fill(text_in(WRITTEN[column.cell.sort], lang), {"sheet": name}, lang)
    return Explanation(
        meaning=text_in(meaning_of(kind, column), lang),
        written=written,
        example=_example(kind, column, lang),
        words=words_of(column, lang),
    )


def words_of(column: Column, lang: str) -> tuple[str, ...]:
    """Return the words that a cell must be one of; none where it is of no list."""
    if column.cell.sort is Sort.YES_NO:
        return ("igen", "nem") if lang == "hu" else ("yes", "no")
    return tuple(word.word(lang) for words in column.cell.words for word in words)


def _sheet_of(column: Column) -> SheetKind | None:
    """Return the kind whose records a column refers to."""
    refers = column.cell.refers
    return next((kind for kind in SHEETS if kind.fact is refers), None)


def _example(kind: SheetKind, column: Column, lang: str) -> str:
    """Return a telling value; nothing where the program makes the value."""
    sort = column.cell.sort
    known = EXAMPLES.get((kind.hu, column.name)) or EXAMPLES.get(("", column.name))
    if sort is Sort.DECIMAL and known and lang != "hu":
        return known.replace(",", ".")
    if known and sort is not Sort.REFERENCE:
        return known
    sheet = _sheet_of(column)
    if sheet is not None:
        return EXAMPLES.get((sheet.hu, "id"), "")
    if column.cell.words:
        return words_of(column, lang)[0]
    return _USUAL.get(sort, ("", ""))[lang != "hu"]
