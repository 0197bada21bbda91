"""``python -m detente``: the command line."""

from __future__ import annotations

from detente.cli import main

if __name__ == "__main__":
    main()
