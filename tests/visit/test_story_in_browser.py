"""The story's page in a real browser: every language in every look, the place that is kept, the way to stop."""
from __future__ import annotations

import pytest

from tests.support.axe import overflows, violations
from tests.visit.test_browser import place, told_in

__all__ = ["place", "told_in"]
pytestmark = pytest.mark.looks
EVERYTHING = "?look=large.contrast.spaced.dark"
SMALL = """[...document.querySelectorAll('.ways a, .ways summary, .hero nav a, .onwards a, .stop label, .stop button, .skip a')]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.9).map(one => one.outerHTML.slice(0, 120))"""


def test_every_language_in_every_look_on_a_phone(place, page, told_in):
    """axe, no sideways scroll, room for fingers; with the list of looks open."""
    page.set_viewport_size({"width": 360, "height": 740})
    wrong = {}
    for language, path in told_in.items():
        for form in ("", "/stop"):
            for look in ("", EVERYTHING):
                page.goto(place + path + form + look)
                page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
                found = violations(page) + (["scrolls sideways"] if overflows(page) else []) + page.evaluate(SMALL)
                wrong |= {(language, form, look): found} if found else {}
    assert not wrong


@pytest.mark.parametrize("look", ["contrast", "dark", "contrast.dark", "large", "spaced"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_look_holds_by_day_and_by_night(place, page, told_in, look, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{place}{told_in['ar']}?look={look}")
    assert violations(page) == []
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") in ("rgb(16, 21, 31)", "rgb(0, 0, 0)")
    assert dark == (scheme == "dark" or "dark" in look), "dark follows the phone until it is asked for"


def test_looks_do_what_they_say(place, page, told_in):
    def measured(look: str) -> tuple[float, float, float]:
        page.goto(f"{place}{told_in['en']}?look={look}")
        return tuple(page.evaluate("(() => {const s = getComputedStyle(document.querySelector('#p1'));"
                                   "return [parseFloat(s.fontSize), parseFloat(s.lineHeight) / parseFloat(s.fontSize), parseFloat(s.wordSpacing) || 0]})()"))

    usual, large, spaced = measured(""), measured("large"), measured("spaced")
    assert large[0] > 1.25 * usual[0] and spaced[1] > 1.9 > usual[1] and spaced[2] > 0 == usual[2]


def test_nastaliq_is_never_small(place, page, told_in):
    for form in ("", "/stop"):
        page.goto(place + told_in["ur"] + form)
        smallest = page.evaluate("Math.min(...[...document.querySelectorAll('main *, header *')].filter(one => one.closest('[lang]').lang === 'ur' && one.checkVisibility()"
                                 " && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())).map(one => parseFloat(getComputedStyle(one).fontSize)))")
        assert smallest >= 20, (form, smallest)


def test_another_language_opens_at_the_paragraph_that_was_being_read(place, page, told_in):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(place + told_in["ar"])
    page.wait_for_load_state("load")
    page.evaluate("document.getElementById('p3').scrollIntoView()")
    page.wait_for_timeout(900)
    page.evaluate("scrollTo(0, 0)")  # back up to the languages
    page.click('.hero nav a[hreflang="en"]')
    page.wait_for_selector('main[lang="en"]')
    assert page.url.endswith("/en#p3")
    top = page.evaluate("document.getElementById('p3').getBoundingClientRect().top")
    assert 0 < top < 200, "below the exit, not under it"


def test_who_has_not_begun_to_read_begins_at_the_top(place, page, told_in):
    page.goto(place + told_in["ar"])
    page.wait_for_load_state("load")
    page.wait_for_timeout(900)
    page.click('.hero nav a[hreflang="fr"]')
    page.wait_for_selector('main[lang="fr"]')
    assert "#" not in page.url and page.evaluate("scrollY") == 0


def test_stopping_without_script_and_without_a_trace(place, chromium, told_in):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(place + told_in["en"])
    page.click(".quiet a")
    page.check('input[value="KNOWN"]')
    page.click(".stop button")
    assert page.text_content("h1") == "This story has gone dark" and context.cookies() == []
    page.goto(place + told_in["en"])
    assert page.text_content("h1") == "This story is not being shown now."
    context.close()


def test_on_paper_there_is_the_story_and_the_help(place, page, told_in):
    page.emulate_media(media="print")
    page.goto(place + told_in["en"] + "?look=contrast.dark")
    shown = page.evaluate("[...document.querySelectorAll('header, nav, details, form, .skip, .onwards, article, .help, footer')].filter(one => one.checkVisibility()).map(one => one.className || one.localName)")
    assert set(shown) == {"article", "help", "footer"}, shown
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
