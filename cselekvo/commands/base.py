"""Commands as we write them: help in both languages, shared options anywhere.

The options of the call (`-w`, `--lang`, `--json`, `--as`, `--request-id`) are taken
before the noun and after the verb alike.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Final

import click

from cselekvo.commands.app import App
from cselekvo.commands.kinds import TEXT, OneOf, Word
from cselekvo.i18n import _

#: What usage lines write in capitals: OPTIONS, ROUNDTABLE, DAY.
_CAPITALS: Final = re.compile(r"[A-Z]{2,}")
_SHARED: Final = (
    ("workspace", ("-w", "--workspace"), "FILE|URL", "The workspace."),
    ("lang", ("--lang",), "hu|en", "The language of the answer."),
    ("as_json", ("--json",), None, "Print one JSON object."),
    ("as_user", ("--as",), "USER", "Act with this user's roles only."),
    ("request_id", ("--request-id",), "ID", "Mark this request for a safe retry."),
)


def metavars(text: str) -> str:
    """Return a text of usage with the words in capitals in the reader's language."""
    return _CAPITALS.sub(lambda match: _(match[0]), text)


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    if value not in {None, False}:
        app = context.ensure_object(App)
        if parameter.name != "lang":
            setattr(app, str(parameter.name), value)
    return value


def shared_options(taken: set[str]) -> list[click.Option]:
    """Return the options that every command takes.

    Args:
        taken: Flags that the command uses itself, as `import --as KIND` does; the
            shared one is then given before the noun only.
    """
    options = []
    for name, flags, metavar, text in _SHARED:
        if taken & set(flags):
            continue
        is_flag = metavar is None
        kind = OneOf("hu", "en") if name == "lang" else None
        options.append(
            click.Option(
                [*flags, name],
                metavar=metavar,
                type=kind,
                is_flag=is_flag,
                help=text,
                expose_value=False,
                callback=_keep,
            )
        )
    return options


def _allowed(
    parameter: click.Parameter, context: click.Context
) -> list[tuple[str, str]]:
    """Return the words that a parameter takes, where the usage line has no room."""
    kind = parameter.type
    if not isinstance(kind, Word) or not kind.is_long:
        return []
    return [(metavars(parameter.make_metavar(context)), ", ".join(kind.words()))]


class _Translated:
    """Help whose words come from the catalogue, paragraph by paragraph."""

    def _paragraphs(self, text: str | None) -> list[str]:
        whole = inspect.cleandoc(text or "").split("\n\n")
        return [_(" ".join(one.split())) for one in whole if one.strip()]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        prefix = _("Usage: ")
        formatter.write_usage(ctx.command_path, metavars(pieces), prefix=prefix)

    def format_help_text(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write what the command does, with its example."""
        del ctx
        for text in self._paragraphs(self.help):  # type: ignore[attr-defined]
            formatter.write_paragraph()
            with formatter.indentation():
                if text.startswith("Example:"):
                    formatter.write(
                        f"  {_('Example')}:{text.removeprefix('Example:')}\n"
                    )
                else:
                    formatter.write_text(text)

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the options: the command's own, then those of every command."""
        own: list[tuple[str, str]] = []
        shared: list[tuple[str, str]] = []
        names = {name for name, *_rest in _SHARED}
        for parameter in self.get_params(ctx):  # type: ignore[attr-defined]
            if isinstance(parameter, click.Argument):
                own += _allowed(parameter, ctx)
                continue
            record = parameter.get_help_record(ctx)
            if record is None:
                continue
            told = _(parameter.help or "")
            for _name, words in _allowed(parameter, ctx):
                told = f"{told.removesuffix('.')}: {words}"
            line = (metavars(record[0]), told)
            is_shared = parameter.name in names or "--help" in parameter.opts
            (shared if is_shared else own).append(line)
        if own:
            with formatter.section(_("Options")):
                formatter.write_dl(own)
        with formatter.section(_("Options of every command")):
            formatter.write_dl(shared)

    def short(self) -> str:
        """Return the first sentence of the help."""
        paragraphs = self._paragraphs(self.help)  # type: ignore[attr-defined]
        return paragraphs[0] if paragraphs else ""


class Verb(_Translated, click.Command):
    """A command that asks or changes once, and prints."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.params:
            if one.type is click.STRING:
                one.type = TEXT
        self.params += shared_options({f for one in self.params for f in one.opts})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with its sentence in the catalogue."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Show this help."
        return option


class Noun(_Translated, click.Group):
    """A noun with its verbs.

    Args:
        parts: By verb, the module that holds it; imported when it is called.
    """

    command_class = Verb

    def __init__(
        self, *args: Any, parts: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.params += shared_options(set())
        self.parts = parts or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs by name."""
        return sorted({*self.parts, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb, after importing the module that holds it."""
        if cmd_name in self.parts:
            import_module(f"cselekvo.commands.{self.parts[cmd_name]}")
        return super().get_command(ctx, cmd_name)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with its sentence in the catalogue."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Show this help."
        return option

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the verbs, each with its first sentence."""
        lines = []
        for name in self.list_commands(ctx):
            verb = self.get_command(ctx, name)
            if isinstance(verb, Verb | Noun):
                lines.append((name, verb.short()))
        with formatter.section(_("Verbs")):
            formatter.write_dl(lines)

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the options, then the verbs."""
        _Translated.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    @classmethod
    def of(cls, name: str, text: str, parts: Mapping[str, str] | None = None) -> "Noun":
        """Return a noun with its sentence."""
        return cls(name=name, help=text, parts=parts)


class Lazy(Noun):
    """The top: nouns and verbs by name, imported when they are called.

    Args:
        where: By name, the module that holds it and its first sentence.
    """

    def __init__(
        self, *args: Any, where: dict[str, tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.where = where

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(self.where)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a name and return its command."""
        del ctx
        found = self.where.get(cmd_name)
        if found is None:
            return None
        module = import_module(f"cselekvo.commands.{found[0]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_") + "_")
        return command

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the names from the table, so that help imports nothing."""
        del ctx
        lines = [(name, _(text)) for name, (_module, text) in self.where.items()]
        with formatter.section(_("Commands")):
            formatter.write_dl(lines)


def pass_app(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of the call."""
    return click.make_pass_decorator(App, ensure=True)(function)
