"""One way to take the steps of training: AdamW, two rates, a line up and a line down."""

from __future__ import annotations

import time

import torch
from torch import Tensor, nn

__all__ = ["Steps"]


class Steps:
    """Takes `total` steps over a network whose encoder learns at a tenth of the others' rate."""

    def __init__(self, network: nn.Module, rate: float, total: int, told: int = 50) -> None:
        named = list(network.named_parameters())
        inner = [p for n, p in named if n.startswith("encoder")]
        outer = [p for n, p in named if not n.startswith("encoder")]
        rates = [rate, 10 * rate]
        self._optimiser = torch.optim.AdamW(
            [{"params": inner, "lr": rates[0]}, {"params": outer, "lr": rates[1]}],
            weight_decay=0.01, fused=True,
        )  # fmt: skip
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._optimiser, rates, total_steps=total + 1, pct_start=0.1, anneal_strategy="linear"
        )
        self._network = network
        self._total, self._told = total, told
        self._done, self._began = 0, time.monotonic()

    def take(self, loss: Tensor) -> None:
        """Take one step down a loss; every `told` steps print how far it is."""
        self._optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimiser.step()
        self._schedule.step()
        self._done += 1
        if self._done % self._told == 0:
            took = time.monotonic() - self._began
            print(f"{self._done}/{self._total} {loss.item():.3f} {took:.0f} s", flush=True)
