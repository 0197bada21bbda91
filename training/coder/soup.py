"""Average networks that went on from the same start with other seeds.

    python -m training.coder.soup --out FOLDER NETWORK.pt NETWORK.pt …

The mean of their weights is one network that does about as well as all of them together, and costs
what one costs (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Average and save."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("networks", type=Path, nargs="+")
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    states = [torch.load(path) for path in given.networks]
    mean = {
        name: sum(state[name].float() for state in states) / len(states)
        if first.is_floating_point()
        else first
        for name, first in states[0].items()
    }
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, given.out / "network.pt")


if __name__ == "__main__":
    main()
