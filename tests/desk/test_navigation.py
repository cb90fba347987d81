"""Every page of the desk says where it stands; every entry leads somewhere."""
from __future__ import annotations

import pytest

from exhibit.web.desk import PAGES
from exhibit.web.desk.navigation import ELSEWHERE, MAIN, MORE


def test_every_entry_and_every_exception_names_a_page_there_is(demo_app):
    assert {place.endpoint for place in (*MAIN, *MORE)} | set(ELSEWHERE) | set(ELSEWHERE.values()) <= set(demo_app.view_functions)


def test_every_module_of_pages_stands_under_exactly_one_entry():
    listed = [module for place in (*MAIN, *MORE) for module in place.modules]
    assert sorted(listed) == sorted({page.__name__.rsplit(".", 1)[-1] for page in PAGES})


@pytest.mark.parametrize(("address", "entry"), [
    ("/desk/exhibitions/demo", "Exhibitions"), ("/desk/exhibitions/demo/grounds", "Exhibitions"), ("/desk/exhibitions/demo/uses", "Exhibitions"),
    ("/desk/testimonies/T01/consent", "Testimonies"), ("/desk/testimonies/T01/if-stopped", "Testimonies"), ("/desk/recalls", "Stops and recalls"),
    ("/desk/notices", "Consent notices"), ("/desk/audit", "The history"), ("/desk/accounts", "Accounts"),
])
def test_a_page_marks_its_entry_and_no_other(sign_in, address, entry):
    page = sign_in("administrator").page(address)
    assert [link.text for link in page.select("nav[aria-label=Main] a[aria-current]")] == [entry]
