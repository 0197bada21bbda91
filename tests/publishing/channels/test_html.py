from __future__ import annotations

from html.parser import HTMLParser

from detente.publishing import Quotation
from detente.publishing.channels import html
from tests.publishing.examples import briefing, hostile


class Tree(HTMLParser):
    """Gather start tags with their attributes, and the text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [v for _, attrs in self.tags if (v := attrs.get(name)) is not None]


def test_every_sentence_carries_a_link_to_a_footnote_that_exists() -> None:
    made = briefing()
    tree = Tree(html.fragment(made))
    ids = tree.values("id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in tree.values("href") if h.startswith("#")} <= set(ids)
    after = html.fragment(made).split('<span class="statement">')[1:]
    assert len(after) == len(list(made.statements()))
    assert all('<sup><a href="#fn-' in sentence for sentence in after)


def test_the_words_that_carry_the_event_are_marked_in_the_whole_sentence() -> None:
    assert (
        "Police <mark>detained two Azerbaijanis</mark> in Yekaterinburg, and both men died"
        in html.fragment(briefing())
    )


def test_events_link_to_their_pages_where_there_are_any() -> None:
    made = briefing()
    links = Tree(html.fragment(made, events="/event/")).values("href")
    events = {f.event for f in made.footnotes if isinstance(f, Quotation) and f.event}
    assert {h for h in links if h.startswith("/event/")} == {f"/event/{e}" for e in events}
    assert not [h for h in Tree(html.fragment(made)).values("href") if h.startswith("/event/")]


def test_a_page_needs_nothing_else_and_holds_no_script() -> None:
    page = html.render(briefing())
    tags = [tag for tag, _ in Tree(page).tags]
    assert page.startswith("<!doctype html>")
    assert "color-scheme: light dark" in page
    assert not {"script", "link", "img", "iframe", "object"} & set(tags)
    assert html.fragment(briefing()) in page


def test_hostile_text_is_shown_and_never_obeyed() -> None:
    tree = Tree(html.render(hostile()))
    assert "script" not in [tag for tag, _ in tree.tags]
    assert not [name for _, attrs in tree.tags for name in attrs if name.startswith("on")]
    assert not [h for h in tree.values("href") if not h.startswith("#")]
    assert "<script>alert(1)</script>" in tree.text
    assert not set(tree.text) & set("\x00\x1b\u202e")
