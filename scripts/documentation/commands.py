"""The commands, from their declaration."""

from __future__ import annotations

from collections.abc import Iterator

import click

from pressprint.cli import main
from scripts.documentation.tables import sentence, table


def page() -> str:
    """A section for each command: how it is called, what it does, and its options."""
    context = click.Context(main, info_name="pressprint")
    return "\n".join(line for command in subcommands(main, context) for line in _sections(command, context))


def subcommands(group: click.Group, context: click.Context) -> Iterator[click.Command]:
    """The commands of a group, in the order of their names."""
    for name in sorted(group.list_commands(context)):
        command = group.get_command(context, name)
        if command is not None and not command.hidden:
            yield command


def _sections(command: click.Command, above: click.Context) -> Iterator[str]:
    context = click.Context(command, above, info_name=command.name)
    if not isinstance(command, click.Group) or command.invoke_without_command:
        yield from _section(command, context)
    if isinstance(command, click.Group):
        for inner in subcommands(command, context):
            yield from _sections(inner, context)


def _section(command: click.Command, context: click.Context) -> Iterator[str]:
    path = context.command_path
    yield f"## {path}\n"
    yield f"```text\n{' '.join((path, *command.collect_usage_pieces(context)))}\n```\n"
    yield _prose(command.help or "") + "\n"
    options = [option for option in command.params if isinstance(option, click.Option) and not option.hidden]
    if options:
        yield from table(("option", "what it does"), (_option(option, context) for option in options))
        yield ""


def _prose(text: str) -> str:
    """The words of a help text; a part that begins with \\b keeps its lines, as what is typed."""
    parts = [part.strip(" \n") for part in text.split("\n\n")]
    return "\n\n".join(_typed(part) if part.startswith("\b") else " ".join(part.split()) for part in parts)


def _typed(part: str) -> str:
    lines = (line.strip() for line in part.removeprefix("\b\n").splitlines())
    return "\n".join(("```text", *lines, "```"))


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    value = "" if option.is_flag or option.count else f" {option.make_metavar(context)}"
    return names + value.replace("INTEGER RANGE", "NUMBER"), sentence(option.help or "")
