"""Write the reference pages from the code: commands, settings, records, errors, Python API.

``make docs`` runs it; a test fails while a page differs from what it would write.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
import typing
from collections.abc import Iterator
from pathlib import Path

import typer.main

import detente
from detente import errors, records
from detente.cli.app import app
from detente.monitor.config import settings_table
from detente.records import Value

REFERENCE = Path(__file__).parent / "reference"
HEAD = "<!-- Written by docs/generate.py from the code; `make docs` writes it anew. -->\n"


def pages() -> dict[str, str]:
    """Map the file name of every reference page to its text."""
    made = {
        "commands.md": _commands(),
        "settings.md": _settings(),
        "records.md": _records(),
        "errors.md": _errors(),
        "python.md": _python(),
    }
    return {name: HEAD + "\n" + "\n".join(lines).rstrip() + "\n" for name, lines in made.items()}


def _commands() -> Iterator[str]:
    yield "# Commands\n"
    group = typer.main.get_command(app)
    yield f"{inspect.cleandoc(group.help or '')}\n"
    for name, command in sorted(_all_commands(group)):
        yield f"## detente {name}\n"
        yield f"{inspect.cleandoc(command.help or '')}\n"
        yield "| | |\n|-|-|"
        for parameter in command.params:
            option = parameter.opts[0].startswith("-")
            words = ", ".join(parameter.opts) if option else parameter.metavar or parameter.name
            text = re.sub(r"\s+", " ", getattr(parameter, "help", None) or "")
            yield f"| `{words}` | {text} |"
        yield ""


def _all_commands(group: typing.Any, above: str = "") -> Iterator[tuple[str, typing.Any]]:
    """Give every command with its words, groups of commands included."""
    for name, command in group.commands.items():
        yield f"{above}{name}", command
        if hasattr(command, "commands"):
            yield from _all_commands(command, f"{above}{name} ")


def _settings() -> Iterator[str]:
    yield "# Settings\n"
    yield "`detente init` writes a commented `detente.toml`. An environment variable with the"
    yield "prefix `DETENTE_`, such as `DETENTE_LEDGER`, wins over the file.\n"
    yield "| setting | default | meaning |\n|-|-|-|"
    for key, default, meaning in settings_table():
        yield f"| `{key}` | `{default}` | {meaning} |"


def _records() -> Iterator[str]:
    yield "# Records\n"
    yield "Every record is frozen and checked on creation; `record.id` is a hash of its identifying"
    yield "fields. `to_json`, `from_json`, `dt.to_frame` and `dt.from_frame` lose nothing.\n"
    for name in sorted(records.__all__):
        kind: typing.Any = getattr(records, name)
        if _is_record(kind):
            yield f"## {name}\n"
            yield f"{inspect.cleandoc(kind.__doc__ or '')}\n"
            yield "| field | type | meaning |\n|-|-|-|"
            said = _field_comments(kind)
            for field in dataclasses.fields(kind):
                shown = str(field.type).replace("|", "\\|")
                yield f"| `{field.name}` | `{shown}` | {said.get(field.name, '')} |"
            yield ""


def _is_record(kind: typing.Any) -> bool:
    return inspect.isclass(kind) and issubclass(kind, Value) and dataclasses.is_dataclass(kind)


def _field_comments(kind: type) -> dict[str, str]:
    """Read the string literals that stand below the fields in the source."""
    pattern = re.compile(r'^    (\w+): [^\n]+\n    """(.*?)"""', re.MULTILINE | re.DOTALL)
    found = pattern.findall(inspect.getsource(kind))
    return {name: re.sub(r"\s+", " ", text) for name, text in found}


def _errors() -> Iterator[str]:
    yield "# Errors\n"
    yield inspect.cleandoc(errors.__doc__ or "").replace("::\n", "", 1)


def _python() -> Iterator[str]:
    yield "# Python API\n"
    yield "The functions of `import detente as dt`. [Records](records.md) and [errors](errors.md)"
    yield "have pages of their own.\n"
    for name in sorted(detente.__all__):
        thing = getattr(detente, name)
        if inspect.isfunction(thing):
            yield f"## dt.{name}\n"
            yield f"```python\n{_signature(name, thing)}\n```\n"
            yield f"{inspect.cleandoc(thing.__doc__ or '')}\n"


def _signature(name: str, function: typing.Callable[..., object]) -> str:
    shown = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(function)))
    return name + shown


def main() -> int:
    """Write the pages; with ``--check`` only tell which differ."""
    check = "--check" in sys.argv[1:]
    REFERENCE.mkdir(exist_ok=True)
    stale = []
    for name, text in pages().items():
        path = REFERENCE / name
        if not path.exists() or path.read_text(encoding="utf8") != text:
            stale.append(name)
            if not check:
                path.write_text(text, encoding="utf8")
    sys.stdout.write(f"{'stale' if check else 'written'}: {', '.join(stale) or 'none'}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
