"""The address the quick exit leads to names nothing of the exhibition and leads away from it."""
from __future__ import annotations

import pytest

from exhibit.actions.exit_address import check_exit
from exhibit.errors import WrongUse


@pytest.mark.parametrize("address", ["https://www.weather.com/", "https://www.google.com/search?q=weather", "https://meteo.be/fr", "https://xn--80aswg.example.org"])
def test_a_neutral_site_is_taken(address):
    check_exit(address, "stories.example.org", ("brussels-autumn", "Hear their voices"))


@pytest.mark.parametrize(("address", "sentence"), [
    ("http://www.weather.com/", "must start with https://"), ("javascript:alert(1)", "must start with https://"), ("https://", "name of a public site"),
    ("https://localhost/", "name of a public site"), ("https://me:secret@weather.com/", "name of a public site"), ("https://weather.com:8443/", "name of a public site"),
    ("https://weather.com/a b", "name of a public site"), ("https://[weather.com/", "cannot be read"),
    ("https://stories.example.org/", "lead away from this site"), ("https://www.stories.example.org/", "lead away from this site"),
    ("https://weather.com/?from=stories.example.org", "stories.example.org"), ("https://weather.com/?utm_campaign=Brussels-Autumn", "brussels-autumn"),
    ("https://weather.com/?t=Hear%20their%20voices", "Hear their voices"), ("https://weather.com/#exit", "#exit")])
def test_an_address_that_tells_is_refused_with_a_sentence(address, sentence):
    with pytest.raises(WrongUse) as wrong:
        check_exit(address, "stories.example.org:8000", ("brussels-autumn", "Hear their voices"))
    assert sentence in wrong.value.sentence
