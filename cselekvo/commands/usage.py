"""What is wrong with the words of a call, in the reader's language."""

from difflib import get_close_matches
from typing import Any

import click
from attrs import frozen

from cselekvo.commands.base import metavars
from cselekvo.i18n import _


@frozen
class Said:
    """A sentence about a call, and the values it was made of."""

    text: str
    values: dict[str, Any]


def explain(error: click.UsageError) -> Said:
    """Return what is wrong; click's own English sentences are never shown."""
    if isinstance(error, click.NoSuchOption):
        return _option(error)
    if isinstance(error, click.BadOptionUsage):
        takes = "not take" not in error.message
        text = _("%(option)s needs a value.") if takes else _valueless()
        return _said(text, option=error.option_name)
    if isinstance(error, click.MissingParameter):
        return _said(_("%(name)s is missing."), name=_named(error))
    if isinstance(error, click.BadParameter):
        text = _("%(name)s cannot be read: %(text)s")
        return _said(text, name=_named(error), text=error.message)
    return _command(error)


def _said(text: str, /, **values: Any) -> Said:
    shown = {
        name: ", ".join(value) if isinstance(value, list) else value
        for name, value in values.items()
    }
    return Said(text % shown, values)


def _valueless() -> str:
    return _("%(option)s takes no value.")


def _option(error: click.NoSuchOption) -> Said:
    near = list(error.possibilities or ())
    said = _said(_("There is no option %(option)s."), option=error.option_name)
    return _near(said, near)


def _near(said: Said, near: list[str]) -> Said:
    """Add what may have been meant."""
    if not near:
        return said
    meant = _said(_("Did you mean: %(near)s?"), near=near)
    return Said(f"{said.text} {meant.text}", {**said.values, "near": near})


def _named(error: click.BadParameter) -> str:
    """Return what help calls a parameter: `--name`, or its word in capitals."""
    if isinstance(error.param_hint, str):
        return metavars(error.param_hint)
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    if error.param is None:
        return "?"
    return metavars(error.param.make_metavar(error.ctx or click.Context(_NOTHING)))


_NOTHING = click.Command("cselekvo")


def _command(error: click.UsageError) -> Said:
    """Explain what is no option and no value: a missing, unknown or needless word."""
    names = _verbs(error.ctx)
    if isinstance(error, click.exceptions.NoSuchCommand):
        text = _("Unknown command: %(name)s. There are: %(names)s.")
        said = _said(text, name=error.command_name, names=names)
        return _near(said, get_close_matches(error.command_name, names))
    bare = isinstance(error, click.exceptions.NoArgsIsHelpError)
    if bare or error.message == _MISSING:
        text = _("A command is missing; there are: %(names)s.")
        return _said(text, names=names)
    if error.message.startswith(_EXTRA):
        words = error.message.partition("(")[2].removesuffix(")")
        return _said(_("Too many words: %(words)s."), words=words)
    return _said(
        _("The call was not understood: %(text)s"), text=error.format_message()
    )


#: click says these two by their sentence only; ours are told apart by it.
_MISSING = "Missing command."
_EXTRA = "Got unexpected extra argument"


def _verbs(context: click.Context | None) -> list[str]:
    command = None if context is None else context.command
    if not isinstance(command, click.Group) or context is None:
        return []
    return command.list_commands(context)
