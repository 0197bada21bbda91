"""The main text of a page by resiliparse: a tenth of trafilatura's time, somewhat less exact."""

from __future__ import annotations

from typing import Any

__all__ = ["main_text"]

_UNSEEN = ("head", "script", "style", "svg", "math", "noscript", "template", "iframe")
# HTML 5 opens these anew in every block where one is left open, so a short page could grow to
# billions of elements. Nor does their markup say where the article is.
_FORMATTING = (
    *("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"),
    "isindex",  # lxml closes it by itself, HTML 5 does not
)


def main_text(tree: Any) -> str:
    """Give the text of the article in an lxml tree of bounded size and depth, which is changed.

    The tree is written out and parsed again: resiliparse's own reading of the page as it came
    would keep to none of the bounds.
    """
    from lxml import etree
    from resiliparse.extract.html2text import extract_plain_text

    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    etree.strip_tags(tree, *_FORMATTING)
    markup = etree.tostring(tree, encoding="utf-8", method="html").decode("utf-8", "replace")
    return extract_plain_text(
        markup,
        main_content=True,
        preserve_formatting=True,
        list_bullets=False,
        alt_texts=False,
        comments=False,
    )
