"""The network: one encoding of a text, then a small head for each ordered pair of its entities.

The encoder is all-MiniLM-L6-v2 (Apache-2.0). Words that name an entity are marked by the second
token type, which MiniLM leaves unused. An entity is the mean of its words; an unknown end has a
vector of its own. A pair looks over the text by attention, and says which types occur (each by
itself), and, for a type, its status and where its trigger stands. A pair of two different ends is
read once more by a narrow transformer in which the words of both ends are marked as such.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["Heads", "Network", "Said"]

WIDTH = 384
INNER = 384
LOOKS, LOOK = 4, 96
TYPES, STATUSES = 16, 6
HINTS = 6 * TYPES
HINTED = 128
NARROW, EYES, CLOSE_LAYERS = 128, 4, 2


@dataclass
class Said:
    """What the heads say of P pairs in B texts of T tokens."""

    types: Tensor
    """Logits of the types, [P, 16]."""
    statuses: Tensor
    """Logits of the statuses for each type, [P, 16, 6]."""
    triggers: Tensor
    """Logits of the tokens for each type, [P, 16, T]."""

    def float(self) -> Said:
        """Give the same in single precision."""
        return Said(self.types.float(), self.statuses.float(), self.triggers.float())


class Layer(nn.Module):
    """A layer of a transformer, normalised before each part."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.between = nn.LayerNorm(NARROW), nn.LayerNorm(NARROW)
        self.asked = nn.Linear(NARROW, 3 * NARROW)
        self.seen = nn.Linear(NARROW, NARROW)
        self.inner = nn.Sequential(
            nn.Linear(NARROW, 2 * NARROW), nn.GELU(), nn.Linear(2 * NARROW, NARROW)
        )
        self.drop = nn.Dropout(0.1)

    def forward(self, words: Tensor, away: Tensor) -> Tensor:
        """Read words [P, T, 128]; ``away`` [P, 1, 1, T] is added to the attention."""
        tokens = words.shape[1]
        parts = self.asked(self.before(words)).view(-1, tokens, 3, EYES, NARROW // EYES)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        scores = query @ key.transpose(-1, -2) / (NARROW // EYES) ** 0.5 + away
        seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(-1, tokens, NARROW)
        words = words + self.drop(self.seen(seen))
        return words + self.drop(self.inner(self.between(words)))


class Closer(nn.Module):
    """Reads a text for one pair, with the words of its ends marked."""

    def __init__(self) -> None:
        super().__init__()
        self.narrow = nn.Linear(WIDTH, NARROW)
        self.ends = nn.Parameter(torch.randn(2, NARROW) * 0.1)
        self.layers = nn.ModuleList([Layer() for _ in range(CLOSE_LAYERS)])
        self.norm = nn.LayerNorm(3 * NARROW)
        self.out = nn.Linear(3 * NARROW, INNER)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, narrow: Tensor, away: Tensor, actors: Tensor, recipients: Tensor) -> Tensor:
        """Give [P, 384] of narrow states [P, T, 128] with the weights of both ends [P, T]."""
        words = narrow + actors[..., None] * self.ends[0] + recipients[..., None] * self.ends[1]
        for layer in self.layers:
            words = layer(words, away)
        ends = [
            (weights[:, None] @ words)[:, 0] / weights.sum(-1, keepdim=True).clamp(min=1)
            for weights in (actors, recipients)
        ]
        made: Tensor = self.out(self.norm(torch.cat([words[:, 0], *ends], -1)))
        return made


class Heads(nn.Module):
    """Types, statuses and triggers of pairs."""

    def __init__(self) -> None:
        super().__init__()
        self.nobody = nn.Parameter(torch.zeros(2, WIDTH))
        self.query = nn.Linear(2 * WIDTH, LOOKS * LOOK)
        self.key = nn.Linear(WIDTH, LOOKS * LOOK)
        self.value = nn.Linear(WIDTH, LOOKS * LOOK)
        self.hinted = nn.Sequential(nn.Linear(HINTS, HINTED), nn.GELU())
        self.roles = nn.Linear(WIDTH, 2 * TYPES)
        self.told = nn.Linear(WIDTH, TYPES)
        self.mix = nn.Sequential(
            nn.Linear(4 * WIDTH + LOOKS * LOOK + HINTED + 5 * TYPES, INNER),
            nn.GELU(), nn.Dropout(0.1), nn.Linear(INNER, INNER), nn.GELU(), nn.Dropout(0.1),
        )  # fmt: skip
        self.closer = Closer()
        self.types = nn.Linear(INNER, TYPES)
        self.kinds = nn.Parameter(torch.randn(TYPES, INNER) * 0.02)
        self.statuses = nn.Linear(INNER, STATUSES)
        self.pointer = nn.Linear(INNER, LOOK)
        self.pointed = nn.Linear(WIDTH, LOOK)

    def forward(
        self, states: Tensor, mask: Tensor, owner: Tensor, actors: Tensor, recipients: Tensor,
        hints: Tensor,
    ) -> Said:  # fmt: skip
        """Read P pairs in B texts.

        ``states`` [B, T, 384] and ``mask`` [B, T] are of the texts, ``owner`` [P] gives the text of
        each pair; ``actors`` and ``recipients`` [P, T] weight the words of each end, all zero for
        an unknown end. ``hints`` [P, 96] says what the rules found.
        """
        tokens = mask.shape[1]
        ends = [
            self._end(states, owner, weights, self.nobody[n])
            for n, weights in enumerate((actors, recipients))
        ]
        hidden = (mask == 0)[owner]
        query = self.query(torch.cat(ends, -1)).view(-1, LOOKS, LOOK)
        key = self.key(states).view(-1, tokens, LOOKS, LOOK)[owner]
        value = self.value(states).view(-1, tokens, LOOKS, LOOK)[owner]
        scores = torch.einsum("phd,pthd->pht", query, key) / LOOK**0.5
        scores = scores.masked_fill(hidden[:, None], -1e4)
        seen = torch.einsum("pht,pthd->phd", scores.softmax(-1), value).flatten(1)
        whole = states[:, 0][owner]
        told = self.told(states).masked_fill((mask == 0)[..., None], -1e4).amax(1)[owner]
        parts = [*ends, ends[0] * ends[1], whole, seen, self.hinted(hints), told.clamp(min=-20)]
        mixed = self.mix(torch.cat([*parts, *(self.roles(end) for end in ends)], -1))
        close = ((actors.sum(-1) > 0) & (recipients.sum(-1) > 0)).nonzero()[:, 0]
        close = close[(actors[close] != recipients[close]).any(-1)]
        if len(close):
            away = hidden[close].to(mixed.dtype)[:, None, None] * -1e4
            narrow = self.closer.narrow(states)[owner[close]]
            more = self.closer(narrow, away, actors[close], recipients[close])
            mixed = mixed.index_add(0, close, more.to(mixed.dtype))
        each = functional.gelu(mixed[:, None] + self.kinds)
        pointed = torch.einsum("pkd,ptd->pkt", self.pointer(each), self.pointed(states)[owner])
        pointed = (pointed / LOOK**0.5).masked_fill(hidden[:, None], -1e4)
        return Said(self.types(mixed), self.statuses(each), pointed)

    def _end(self, states: Tensor, owner: Tensor, weights: Tensor, nobody: Tensor) -> Tensor:
        total = weights.sum(-1, keepdim=True)
        mean = torch.einsum("pt,ptd->pd", weights, states[owner]) / total.clamp(min=1e-6)
        return torch.where(total > 0, mean, nobody)


class Network(nn.Module):
    """The encoder with its heads: pairs, spans of actors, politics or not."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = Heads()
        self.layers = nn.Parameter(torch.tensor([0.0, 0.0, 0.0, 2.0]))
        self.spans = nn.Linear(WIDTH, 3)
        self.political = nn.Linear(WIDTH, 1)

    def encode(self, ids: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Give the states of the tokens, [B, T, 384]: a learned mean of the last four layers."""
        layers = self.encoder(
            input_ids=ids, attention_mask=mask, token_type_ids=marks, output_hidden_states=True
        ).hidden_states[-4:]
        states: Tensor = sum(
            share * layer for share, layer in zip(self.layers.softmax(0), layers, strict=True)
        )
        return states

    def aside(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Give the logits of span tags [B, T, 3] and of politics [B]."""
        weights = mask.to(states.dtype)[..., None]
        mean = (states * weights).sum(1) / weights.sum(1)
        return self.spans(states), self.political(mean)[:, 0]
