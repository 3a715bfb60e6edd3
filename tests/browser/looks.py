"""What every page must stand, measured inside the browser."""

from __future__ import annotations

from playwright.sync_api import Page

_CONTRAST = """() => {
  const rgb = text => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const light = ([r, g, b]) => {
    const part = c => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const behind = e => {
    for (; e; e = e.parentElement) { const back = rgb(getComputedStyle(e).backgroundColor); if (back[3] === 1) return back; }
    return [255, 255, 255];
  };
  const bad = [];
  for (const e of document.querySelectorAll("body *")) {
    const words = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!words || e.closest("svg, script, style, :disabled") || !e.checkVisibility()) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) bad.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)}: ${e.textContent.trim().slice(0, 30)}`);
  }
  return bad;
}"""


def faint(page: Page) -> list[str]:
    """Texts whose contrast is below 4.5 to 1 (WCAG 2.2, 1.4.3, AA)."""
    found: list[str] = page.evaluate(_CONTRAST)
    return found


def overflow(page: Page) -> int:
    """Pixels that the page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider


def background(page: Page) -> str:
    """The colour behind the page."""
    found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


def in_sight(page: Page, selector: str) -> bool:
    """Whether the element stands, at least in part, within the window."""
    seen: bool = page.evaluate(
        "s => { const b = document.querySelector(s).getBoundingClientRect(); return b.bottom > 0 && b.top < innerHeight; }",
        selector,
    )
    return seen
