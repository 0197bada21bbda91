"""The pages in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Dialog

from tests.browser.conftest import Window

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/pair/NOR-SWE",
    "/pair/DNK-ISL",
    "/pair/NOR-SWE/brief",
    "/sources",
    "/method",
    "/search?q=ports",
]
READY = ".live[data-ready=yes]"


def event_path(window: Window) -> str:
    window.page.goto("/pair/NOR-SWE")
    link = window.page.locator("#timeline .event", has_text="closed its ports").locator("a")
    return link.first.get_attribute("href") or ""


def visit(window: Window, path: str) -> None:
    """Open a page and wait until its curve, if it has one, is alive."""
    window.page.goto(path)
    if window.page.locator(".live").count():
        window.page.wait_for_selector(READY)


def shown(window: Window) -> int:
    return window.page.locator("#timeline .event:visible").count()


def test_pages_complain_of_nothing(wide: Window) -> None:
    for path in [*PAGES, event_path(wide)]:
        visit(wide, path)
    assert wide.complaints == []


def test_a_phone_never_scrolls_sideways(phone: Window) -> None:
    for path in [*PAGES, event_path(phone)]:
        visit(phone, path)
        assert phone.sideways() == 0, path
    assert phone.complaints == []


def test_the_curve_comes_alive(wide: Window) -> None:
    visit(wide, "/pair/NOR-SWE")
    assert wide.page.locator(".still").is_hidden()
    assert wide.page.locator(".plot canvas").count() == 2
    over = wide.page.locator(".plot .u-over").first
    box = over.bounding_box()
    assert box
    wide.page.mouse.move(box["x"] + 1, box["y"] + 50)
    readout = wide.page.locator(".readout")
    assert "1 Mar 2024" in readout.inner_text()
    assert "band" in readout.inner_text()
    assert "dispute" in readout.inner_text()


def test_a_click_on_a_day_shows_its_events(wide: Window) -> None:
    visit(wide, "/pair/NOR-SWE")
    everything = shown(wide)
    over = wide.page.locator(".plot .u-over").first
    box = over.bounding_box()
    assert box
    # 1 March to 10 April: 40 steps; the ports were closed on day 18.
    over.click(position={"x": box["width"] * 18 / 40, "y": 60})
    assert wide.page.locator("#filter").is_visible()
    assert "19 Mar 2024" in wide.page.locator("#filter").inner_text()
    assert 0 < shown(wide) < everything
    assert "closed its ports" in wide.page.locator("#timeline .event:visible").first.inner_text()
    wide.page.get_by_role("button", name="Show all events").click()
    assert shown(wide) == everything


def test_a_stretch_of_time_can_be_chosen_and_a_drag_filters_nothing(wide: Window) -> None:
    visit(wide, "/pair/NOR-SWE")
    over = wide.page.locator(".plot .u-over").first
    box = over.bounding_box()
    assert box
    wide.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 50)
    wide.page.mouse.down()
    wide.page.mouse.move(box["x"] + box["width"] - 5, box["y"] + 60, steps=4)
    wide.page.mouse.up()
    assert wide.page.locator("#filter").is_hidden()
    wide.page.mouse.move(box["x"] + 2, box["y"] + 50)
    assert not wide.page.locator(".readout").inner_text().startswith("1 Mar 2024")
    over.dblclick(position={"x": 2, "y": 50})
    wide.page.mouse.move(box["x"] + 1, box["y"] + 52)
    assert wide.page.locator(".readout").inner_text().startswith("1 Mar 2024")
    assert wide.page.locator("#filter").is_hidden()


def test_the_keyboard_moves_along_the_days(wide: Window) -> None:
    visit(wide, "/pair/NOR-SWE")
    slider = wide.page.get_by_role("slider", name="Day on the curve")
    slider.focus()
    wide.page.keyboard.press("Home")
    assert (slider.get_attribute("aria-valuetext") or "").startswith("1 Mar 2024")
    wide.page.keyboard.press("ArrowRight")
    assert (slider.get_attribute("aria-valuetext") or "").startswith("2 Mar 2024")
    wide.page.keyboard.press("ArrowLeft")
    everything = shown(wide)
    wide.page.keyboard.press("Enter")
    assert 0 < shown(wide) < everything
    wide.page.keyboard.press("Escape")
    assert shown(wide) == everything


def test_the_event_page_marks_the_words(wide: Window) -> None:
    wide.page.goto(event_path(wide))
    marked = wide.page.locator("blockquote mark").first
    assert marked.inner_text() == "closed its ports"
    assert marked.is_visible()


def test_hostile_text_runs_nowhere(wide: Window) -> None:
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    wide.page.on("dialog", note)
    wide.page.goto("/pair/NOR-SWE")
    assert wide.page.get_by_text("<script>alert(1)</script>").count() >= 1
    assert asked == []


def test_pages_can_be_read_without_javascript(plain: Window) -> None:
    plain.page.goto("/pair/NOR-SWE")
    assert plain.page.locator("svg.curve-wide").is_visible()
    assert plain.page.locator(".live").is_hidden()
    dot = plain.page.locator("svg.curve-wide a", has=plain.page.locator("circle")).first
    dot.click()
    assert plain.page.url.endswith("#day-2024-03-01")
    plain.page.locator("#as-of").fill("2024-03-20")
    plain.page.get_by_role("button", name="Show", exact=True).click()
    assert "as_of=2024-03-20" in plain.page.url
    assert "On 20 March 2024" in plain.page.locator(".lede").inner_text()


def test_the_first_tab_stop_skips_to_the_content(wide: Window) -> None:
    wide.page.goto("/")
    wide.page.keyboard.press("Tab")
    assert wide.page.evaluate("document.activeElement.className") == "skip"


def test_words_and_marks_have_contrast(browser_colours: list[tuple[str, float]]) -> None:
    poor = [(what, ratio) for what, ratio in browser_colours if ratio < 4.5]
    assert poor == []


@pytest.fixture
def browser_colours(wide: Window, phone: Window) -> list[tuple[str, float]]:
    """Give every visible piece of text with its contrast to the ground it stands on."""
    found: list[tuple[str, float]] = []
    for window in (wide, phone):
        for path in PAGES:
            visit(window, path)
            found += [tuple(pair) for pair in window.page.evaluate(_CONTRAST)]
    return found


_CONTRAST = """() => {
  const parse = (c) => {
    const n = c.match(/[\\d.]+/g).map(Number);
    return c.startsWith("color(") ? [...n.slice(0, 3).map((v) => v * 255), n[3] ?? 1]
      : [n[0], n[1], n[2], n[3] ?? 1];
  };
  const light = ([r, g, b]) => [r, g, b]
    .map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return [255, 255, 255, 1];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility()) continue;
    if (node.closest("svg, script, .skip, .quiet-label")) continue;
    const [a, b] = [parse(getComputedStyle(node).color), ground(node)].map(light);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    found.push([walker.currentNode.data.trim().slice(0, 40), ratio]);
  }
  return found;
}"""
