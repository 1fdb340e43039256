"""The entrance: parse, run, and turn every error into a sentence and an exit status."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

import click

from cselekvo.commands.app import App
from cselekvo.commands.base import Lazy
from cselekvo.errors import CselekvoError, SurroundingsError
from cselekvo.i18n import _, current, use
from cselekvo.i18n.catalogue import LANGUAGES

FAULT: Final = 1
REFUSED: Final = 2
SURROUNDINGS: Final = 3

#: Every noun and every verb of the top: its module and its first sentence.
COMMANDS: Final = {
    "init": ("workspaces", "Make an empty workspace."),
    "demo": ("demo", "Build a workspace from the five seed programmes."),
    "import": ("sheets", "Read sheets into the workspace."),
    "export": ("sheets", "Write the workspace as sheets."),
    "verify": ("workspaces", "Recompute every digest and the chain of the journal."),
    "backup": ("workspaces", "Write a backup."),
    "restore": ("workspaces", "Put a backup in the place of the workspace."),
    "organisation": ("organisation", "Organisations: names, addresses, admission."),
    "eligibility": ("eligibility", "Who may be drawn into the target group, and why."),
    "person": ("person", "Persons: adding, correcting, erasing."),
    "roundtable": (
        "roundtable",
        "Roundtables: seats, meetings, the membership report.",
    ),
    "report": ("report", "Reports: made, issued, kept and checked."),
    "community": (
        "community",
        "Communities: where they live, and where their processes stand.",
    ),
    "activity": ("activity", "Activities: what was held, and how many came."),
    "template": ("template", "Process templates: checked and proved."),
    "eventlog": ("eventlog", "Event logs of process-mining tools."),
    "process": ("process", "Processes: communities carried through their stages."),
    "mentor": ("mentor", "Mentors: who is in charge of whom, and who stands alone."),
    "network": (
        "network",
        "The network: who is joined to whom, what holds it together, its picture.",
    ),
    "gazetteer": ("gazetteer", "Settlements, districts and counties."),
    "journal": ("journal", "What was changed, by whom, and the way back."),
    "user": ("user", "Users and their roles."),
}


@click.group(
    cls=Lazy,
    where=COMMANDS,
    name="cselekvo",
    invoke_without_command=False,
    no_args_is_help=True,
)
def cli() -> None:
    """Keep the dated memory of a community-development programme.

    Example: cselekvo demo proba && cselekvo -w proba/cselekvo.db roundtable list
    """


def _language(arguments: Sequence[str]) -> str:
    """Return the language asked for: by option, by environment, else the current one.

    A language that there is not is refused where the option is read.
    """
    named = _named_language(arguments)
    return named if named in LANGUAGES else current()


def _named_language(arguments: Sequence[str]) -> str | None:
    for at, word in enumerate(arguments):
        if word == "--lang" and at + 1 < len(arguments):
            return arguments[at + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return os.environ.get("CSELEKVO_LANG")


def _say(text: str, *, code: str, as_json: bool, values: dict[str, Any]) -> None:
    """Print an error: for programs on standard output, for people on standard error."""
    from cselekvo.commands.output import print_json, visible

    if as_json:
        finding = {
            "code": code,
            "severity": "error",
            "subject": "",
            "message": text,
            "values": values,
            "where": None,
        }
        print_json({"ok": False, "findings": [finding], "result": {}})
    else:
        click.echo(visible(f"{_('Error')}: {text}"), err=True)


def run(arguments: Sequence[str]) -> int:
    """Run one call in the language it asks for; return its exit status."""
    with use(_language(arguments)):
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    as_json, app = "--json" in arguments, App()
    try:
        status = cli.main(
            list(arguments), prog_name="cselekvo", standalone_mode=False, obj=app
        )
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        return _refused_call(error, as_json=as_json)
    except CselekvoError as error:
        from cselekvo.i18n import error_message

        _say(
            error_message(error), code=error.code, as_json=as_json, values=error.values
        )
        return SURROUNDINGS if isinstance(error, SurroundingsError) else REFUSED
    except (KeyboardInterrupt, click.exceptions.Abort):
        _say(
            _("Stopped; nothing was changed."),
            code="stopped",
            as_json=as_json,
            values={},
        )
        return REFUSED
    except (BrokenPipeError, SystemExit):  # click leaves where a pipe was closed
        return SURROUNDINGS
    except OSError as error:
        return _failed(error, as_json=as_json, changed=app.has_changed)
    return status if isinstance(status, int) else 0


def _refused_call(error: click.UsageError, *, as_json: bool) -> int:
    """Say what is wrong with the words of the call; a bare noun is shown its help."""
    from cselekvo.commands.usage import explain

    if isinstance(error, click.exceptions.NoArgsIsHelpError) and not as_json:
        click.echo(error.message, err=True)
        return REFUSED
    said = explain(error)
    _say(said.text, code="usage", as_json=as_json, values=said.values)
    return REFUSED


def main() -> None:
    """Run the command line of this process, and leave with its status."""
    arguments = sys.argv[1:]
    try:
        with use(_language(arguments)):
            status = _guarded(arguments)
    finally:
        _flush()
    sys.exit(status)


def _guarded(arguments: Sequence[str]) -> int:
    """Run, and turn what we did not foresee into a sentence and status 1."""
    try:
        return run(arguments)
    except OSError as error:
        return _failed(error, as_json="--json" in arguments)
    except Exception as error:
        if os.environ.get("CSELEKVO_DEBUG"):
            raise
        kind = type(error).__name__
        sentence = _(
            "A fault of ours (%(kind)s). Nothing half done is left; please report it "
            "with the command, and set CSELEKVO_DEBUG=1 for the details."
        ) % {"kind": kind}
        _say(
            sentence, code="fault", as_json="--json" in arguments, values={"kind": kind}
        )
        return FAULT


def _failed(error: OSError, *, as_json: bool, changed: bool = False) -> int:
    """Say what the operating system said; on standard error where it is the output.

    Args:
        error: What it said.
        as_json: Whether standard output is for programs.
        changed: Whether the change itself was made before.
    """
    from cselekvo.files import reason_of
    from cselekvo.i18n.sentences import fill

    values = {"reason": reason_of(error), "file": str(error.filename or "")}
    said = _("The surroundings failed: %(reason)s[[ (%(file)s)]].")
    if changed:
        said = _("The change was made; its answer could not be written: %(reason)s.")
    text = fill(said, values)
    for answered in (as_json, False):
        with suppress(OSError):
            _say(text, code="surroundings", as_json=answered, values=values)
            break
    return SURROUNDINGS


def _flush() -> None:
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
