"""What is learned from and what is judged on stay apart; needs no torch."""

from __future__ import annotations

from pathlib import Path

from training.coder.errors import Wrong, worst
from training.coder.labelled import Labelled, articles, own

from detente.evaluation.gold import Row

TREEBANK = "ud/en_ewt-ud-train.conllu"


def test_no_text_is_learned_from_and_judged_on(shared: Path) -> None:
    """Articles stand whole on one side: ours by writer and number, the treebank's by document."""
    learned = own("train") + articles(shared / TREEBANK, "train")
    judged = articles(shared / TREEBANK, "dev")
    assert not {one.row["id"] for one in learned} & {one.row["id"] for one in judged}
    assert not {_article(one) for one in learned} & {_article(one) for one in judged}
    assert len({one.text for one in judged}) > 1000


def _article(one: Labelled) -> tuple[str, str]:
    kind = one.row.get("kind")
    if kind is None:
        return "treebank", one.row["id"].rpartition("-")[0]
    return one.row["reader"], kind[:10] if kind.startswith("article-") else one.row["id"]


def test_sentences_of_an_article_are_counted_from_its_headline() -> None:
    """Their places tell the coder's opening from what stands within."""
    found = [one for one in own("train") if one.row["reader"] == "a01"]
    places = [one.place for one in found]
    kinds = [one.row["kind"] for one in found]
    assert [p for p, k in zip(places, kinds, strict=True) if k.endswith("headline")] == [0] * 8
    assert places[:3] == [0, 1, 2]
    assert max(places) < 20


def test_the_worst_errors_are_the_surest_and_the_least_likely() -> None:
    """Too many are told by confidence downward, missed ones upward."""
    row = Row(Path("x"), 1, {"id": "1"})
    one = Labelled("text", None, row)
    event = ("FRA", "ACCUSE", "BLR")
    every = [
        Wrong("lines", one, event, missed=missed, confidence=n / 100)
        for missed in (False, True)
        for n in range(100)
    ]
    found = worst(every)
    assert [w.confidence for w in found if not w.missed][:2] == [0.99, 0.98]
    assert [w.confidence for w in found if w.missed][:2] == [0.0, 0.01]
    assert len(found) == 70
