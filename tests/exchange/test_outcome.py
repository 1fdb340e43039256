"""What an import keeps of what it found."""

from cselekvo.exchange.kinds import RowCode
from cselekvo.exchange.outcome import Outcome
from cselekvo.findings import Finding, Severity, has_errors

ERROR = Finding(RowCode.VALUE_MISSING)
WARNING = Finding(RowCode.COLUMN_UNKNOWN, severity=Severity.WARNING)


def test_of_very_many_findings_the_first_thousand_are_kept_and_the_rest_counted() -> (
    None
):
    outcome = Outcome()
    outcome.keep([ERROR] * 1000)
    assert outcome.findings == [ERROR] * 1000
    outcome.keep([ERROR, WARNING] * 50_000)

    *kept, more = outcome.findings
    assert kept == [ERROR] * 1000
    assert (more.word, more.values["count"]) == ("more-found", 100_000)
    assert more.severity is Severity.NOTE


def test_the_first_error_is_kept_however_late_it_comes() -> None:
    outcome = Outcome()
    outcome.keep([WARNING] * 2000)
    assert not has_errors(outcome.findings)
    outcome.keep([ERROR] * 3)

    assert outcome.findings[-2] is ERROR
    assert outcome.findings[-1].values == {"count": 1002}


def test_a_bad_row_that_is_left_out_is_no_error() -> None:
    outcome = Outcome(skips=True)
    outcome.of_row([ERROR] * 2000)

    assert not has_errors(outcome.findings)
    assert outcome.findings[-1].values == {"count": 1000}


def test_the_same_note_is_kept_once() -> None:
    note = Finding(RowCode.IMPORTED, subject="O1", severity=Severity.NOTE)
    outcome = Outcome()
    outcome.keep([note, note, Finding(note.code, severity=Severity.NOTE)])

    assert len(outcome.findings) == 2
