"""Every word of the desk in French, Dutch and Arabic: nothing missing, nothing stale, every placeholder in its place."""
from __future__ import annotations

import re
import unicodedata
from gettext import c2py
from importlib import util

import pytest
from babel.messages.catalog import Catalog, Message
from bs4 import BeautifulSoup
from flask_babel import force_locale

from exhibit.settings import ROOT
from exhibit.web.desk.wiring import INTERFACE_LANGUAGES
from exhibit.web.desk.words import countries, isolated, metres, with_detail

_SPEC = util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
messages = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(messages)

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
SAME_AS_ENGLISH = {  # the words that are the same in both languages
    "fr": {
        "Code", "Date", "Sources", "Source %(number)s", "Conditions", "Contact", "Notice", "Notice, version %(number)s", "Organisation", "Organisations", "organisation", "Page", "Pages", "Photo", "Place", "Source", "Version",
        "Orientation", "agriculture", "code", "n", "notes", "page %(page)s", "version %(number)s · %(language)s · %(when)s", "notice %(version)s", "notice, version %(number)s", "servitude", "version %(number)s", "version %(number)s · %(language)s",
    },
    "nl": {"Account", "Term", "Detail", "account", "Details", "Code", "Contact", "Hash", "l", "later", "n", "Accounts", "code", "Disclaimer (%(language)s)", "Gender", "Overlap in mm", "amber", "curator", "gender", "man", "mint", "route"},
    "ar": set(),
}


@pytest.fixture(scope="module")
def template() -> Catalog:
    """Every message the code has today."""
    return messages.collect()


@pytest.fixture(scope="module", params=messages.LANGUAGES)
def catalog(request) -> Catalog:
    """One language as it is on file."""
    return messages.read(request.param)


def entries(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def forms(message: Message) -> tuple[str, ...]:
    """The translation as a tuple, one string for each plural form."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def numbers_of(catalog: Catalog, form: int) -> list[int]:
    """Which counts up to a thousand take this plural form."""
    form_of = c2py(catalog.plural_expr)
    return [n for n in range(1001) if form_of(n) == form]


def test_the_interface_has_a_catalogue_for_every_language_it_offers():
    assert {*messages.LANGUAGES, "en"} == set(INTERFACE_LANGUAGES)


def test_the_catalogue_has_exactly_the_messages_of_the_code(catalog, template):
    on_file, in_code = {message.id for message in entries(catalog)}, {message.id for message in entries(template)}
    assert on_file - in_code == set(), "no longer in the code: run `make messages`"
    assert in_code - on_file == set(), "not in the catalogue yet: run `make messages` and translate"
    assert not catalog.obsolete


def test_every_message_is_translated(catalog):
    assert [message.id for message in entries(catalog) if not all(form.strip() for form in forms(message))] == []
    assert [message.id for message in entries(catalog) if message.fuzzy] == []


def test_every_plural_form_is_there(catalog):
    plurals = [message for message in entries(catalog) if message.pluralizable]
    assert plurals
    assert {len(forms(message)) for message in plurals} == {catalog.num_plurals}


def test_placeholders_are_those_of_the_english(catalog):
    """A form that stands for one number only may spell it out, as Arabic does for none, one and two."""
    wrong = []
    for message in entries(catalog):
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        expected = sorted(PLACEHOLDER.findall(english[-1]))
        for number, text in enumerate(forms(message)):
            spelled_out = message.pluralizable and len(numbers_of(catalog, number)) == 1
            found = sorted(PLACEHOLDER.findall(text))
            if found != expected and not (spelled_out and not found):
                wrong.append((message.id, text))
            if text.replace("%%", "").count("%") != len(found):
                wrong.append((message.id, text))
    assert wrong == []


def test_the_word_count_keeps_its_zero(catalog):
    """The page's script puts the count where the 0 stands."""
    assert catalog.get("Words: 0").string.count("0") == 1


def test_no_invisible_control_characters(catalog):
    bad = {message.id: sorted(BIDI_CONTROLS.intersection("".join(forms(message)))) for message in entries(catalog)}
    assert {key: value for key, value in bad.items() if value} == {}
    assert [message.id for message in entries(catalog) if any(unicodedata.category(c) == "Cc" for form in forms(message) for c in form)] == []


def test_apostrophes_and_quotation_marks_are_typographic(catalog):
    assert [text for message in entries(catalog) for text in forms(message) if re.search(r"""['"]""", text)] == []


def test_nothing_is_left_in_english(catalog):
    same = {message.id for message in entries(catalog) if message.id == message.string and re.search(r"[a-z]", PLACEHOLDER.sub("", message.string))}
    assert same - SAME_AS_ENGLISH[str(catalog.locale)] == set()


def test_arabic_has_no_latin_words():
    """Language and country codes, file formats and the like stay; words do not."""
    kept = {"CSV", "EXHIBIT_STOPS", "JSON", "NL", "PDF", "SHA", "nl", "pdf", "people", "A4", "A3", "BE", "fr", "PNG", "JPEG", "UTF", "txt", "ZIP", "zip", "SVG", "https", "file", "text"}
    texts = [PLACEHOLDER.sub("", text) for message in entries(messages.read("ar")) for text in forms(message)]
    assert [text for text in texts if set(re.findall(r"[A-Za-z]\w*", text)) - kept] == []


def test_french_punctuation_has_its_spaces():
    """A no-break space before a colon, a narrow one before ; ? and !."""
    texts = [text for message in entries(messages.read("fr")) for text in forms(message)]
    assert [text for text in texts if re.search(r"(?<!\u202f)[;?!]|(?<![\u00a0s/])(?<!https):", text)] == []


TRAFFICKING = {"fr": "traite", "nl": "mensenhandel", "ar": "اتجار"}
SMUGGLING = {"fr": "trafic", "nl": "mensensmokkel", "ar": "تهريب"}
VICTIM = {"fr": "victime", "nl": "slachtoffer", "ar": "ضحي"}


def test_trafficking_and_smuggling_are_kept_apart(catalog):
    language = str(catalog.locale)
    trafficking, smuggling = catalog.get("trafficking in persons").string, catalog.get("smuggling of migrants").string
    assert TRAFFICKING[language] in trafficking and SMUGGLING[language] not in trafficking
    assert SMUGGLING[language] in smuggling and TRAFFICKING[language] not in smuggling


def test_a_person_is_called_a_victim_only_where_the_english_does(catalog):
    word = VICTIM[str(catalog.locale)]
    assert [message.id for message in entries(catalog) if any(word in form.lower() for form in forms(message)) and "victim" not in str(message.id)] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_desk_speaks_the_browsers_language_until_the_account_chooses_another(sign_in, visitor, language):
    curator, catalog = sign_in("curator"), messages.read(language)
    for client, path, heading in ((visitor, "/account/login", "Sign in to the desk"), (curator, "/desk/", "Exhibitions")):
        page = BeautifulSoup(client.get(path, Accept_Language=language).text, "html.parser")
        assert (page.html["lang"], page.html["dir"]) == (language, "rtl" if language == "ar" else "ltr")
        assert page.h1.text == catalog.get(heading).string
    chosen = curator.submit("/desk/", form='form[action$="/language"]', language="en")
    assert chosen.html["lang"] == "en"
    assert BeautifulSoup(curator.get("/desk/", Accept_Language=language).text, "html.parser").html["lang"] == "en"


def test_lists_and_heights_follow_the_language(demo_app):
    with demo_app.test_request_context("/desk/"), force_locale("fr"):
        names = [name for _code, name in countries()]
        assert names.index("Danemark") < names.index("Égypte") < names.index("Finlande")
        assert (metres(1580), with_detail("femme", "blazer"), isolated("+32 2 511")) == ("1,58\u202fm", "femme\u00a0: blazer", "+32 2 511")
    with demo_app.test_request_context("/desk/"), force_locale("ar"):
        assert isolated("+32 2 511") == "\u2068+32 2 511\u2069"


def test_a_page_that_says_no_names_the_roles_in_the_language_of_the_page(sign_in):
    page = BeautifulSoup(sign_in("caseworker").get("/desk/accounts", Accept_Language="fr").text, "html.parser")
    assert page.select_one("main .lead").text.endswith("le rôle voulu\u00a0: administration.")


def test_an_account_in_a_sentence_does_not_change_places_with_its_date():
    """In Arabic "curator@demo.example, 29/11/2026" came out with the year on the other side of the address."""
    pages = [path for folder in ("desk", "components") for path in (messages.ROOT / "templates" / folder).glob("*.html")]
    bare = [(path.name, found) for path in pages for found in re.findall(r"\bwho=(?!isolated\()(\w+)", path.read_text(encoding="utf-8"))]
    assert {name for _page, name in bare} <= {"voice_words", "_"}  # words of the interface itself
