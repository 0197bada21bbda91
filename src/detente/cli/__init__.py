"""The command line: thin, over `detente.monitor` and `detente.store`."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command that the arguments name."""
    from detente.cli.app import app
    from detente.cli.terminal import use_utf8

    use_utf8()
    app(prog_name="detente")
