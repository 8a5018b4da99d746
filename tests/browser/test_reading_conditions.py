"""What readers do to the pages: thumbs on small screens, text set wider than it was made (WCAG 2.5.8, 1.4.12)."""

from typing import Any

import pytest

from tests.browser.small_paper import ADDRESSES, go, print_paper

pytestmark = pytest.mark.django_db(transaction=True)

# What can be pressed and is smaller than 24 by 24. A link within a sentence, which the criterion leaves out, has words
# beside it in the same line box.
SMALL = """() => {
    const isText = (node) => node.nodeType === Node.TEXT_NODE && /\\p{L}/u.test(node.data);
    const isInline = (one) => getComputedStyle(one).display === 'inline';
    const inSentence = (one) => isInline(one) && [...one.parentElement.childNodes].some(isText);
    const pressed = 'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]';
    const found = [];
    for (const one of document.querySelectorAll(pressed)) {
        if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        const box = one.getBoundingClientRect();
        if (box.width < 2 || box.bottom < 0 || inSentence(one)) continue;
        if (box.width < 23.95 || box.height < 23.95)
            found.push(`${one.tagName.toLowerCase()} “${(one.innerText || one.name || '').trim().slice(0, 30)}” in `
                + `${one.parentElement.className}: ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`);
    }
    return [...new Set(found)];
}"""
# The words that are cut off by a box that neither grows nor scrolls.
CUT = """() => {
    const cut = [];
    for (const one of document.querySelectorAll('body *')) {
        const style = getComputedStyle(one), box = one.getBoundingClientRect();
        if (!one.innerText?.trim() || box.width < 2 || box.height < 2 || !one.checkVisibility()) continue;
        // A teaser is cut to some lines, and its link leads to the whole.
        if (style.webkitLineClamp !== 'none') continue;
        const hides = (way) => ['hidden', 'clip'].includes(way);
        if (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1
            || hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1)
            cut.push(`${one.tagName.toLowerCase()}.${one.className} “${one.innerText.trim().slice(0, 30)}”`);
    }
    return cut;
}"""
# Words of one link that lie over those of another.
OVERLAPPING = """() => {
    const links = [...document.querySelectorAll('a[href], button')];
    const lines = links.filter((one) => one.checkVisibility() && one.innerText?.trim()).flatMap((one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        return [...range.getClientRects()].map((rect) => ({ one, rect }));
    }).filter(({ rect }) => rect.width > 2 && rect.height > 2);
    const found = [];
    for (const [n, a] of lines.entries()) for (const b of lines.slice(n + 1)) {
        if (a.one === b.one) continue;
        const wide = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
        const high = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
        if (wide > 2 && high > a.rect.height * 0.5)
            found.push(`“${a.one.innerText.trim().slice(0, 30)}” and “${b.one.innerText.trim().slice(0, 30)}”`);
    }
    return [...new Set(found)];
}"""
WIDER = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
        p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def test_a_thumb_hits_what_it_aims_at_and_wider_text_loses_no_word(live_server: Any, page: Any) -> None:
    print_paper()
    faults = []
    for address in ADDRESSES:
        page.set_viewport_size({"width": 375, "height": 800})
        go(page, live_server.url, address)
        faults += [(address, "too small", what) for what in page.evaluate(SMALL)]
        as_made = {width: _lost(page, width) for width in (320, 1280)}
        page.evaluate(WIDER)
        for width, before in as_made.items():
            faults += [(address, width, *what) for what in _lost(page, width) if what not in before]
    assert faults == []


def _lost(page: Any, width: int) -> list[tuple[str, str]]:
    page.set_viewport_size({"width": width, "height": 800})
    found = [("cut off", what) for what in page.evaluate(CUT)]
    found += [("overlapping", what) for what in page.evaluate(OVERLAPPING)]
    return found + [("page", "scrolls sideways")] * page.evaluate(SIDEWAYS)
