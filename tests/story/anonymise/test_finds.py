"""What leads to a person is found in every language of the house; what caseworkers really write in notes is not."""
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.story.anonymise import KINDS, found_in, words
from exhibit.story.labels import languages

DEMO = Path(__file__).parents[3] / "exhibit" / "demo_content" / "testimonies"
FOUND = (  # text, the piece found, its kind
    ("Call her on +32 471 12 34 56 tonight", "+32 471 12 34 56", "PHONE"),
    ("0471 12 34 56", "0471 12 34 56", "PHONE"),
    ("+977 984-1234567", "+977 984-1234567", "PHONE"),
    ("٠١٠١٢٣٤٥٦٧٨", "٠١٠١٢٣٤٥٦٧٨", "PHONE"),
    ("write to anna.b@mail.example.org", "anna.b@mail.example.org", "EMAIL"),
    ("anna (at) mail (dot) org", "anna (at) mail (dot) org", "EMAIL"),
    ("see https://x.org/a, thanks", "https://x.org/a", "LINK"),
    ("she writes as @rosa.voice", "@rosa.voice", "LINK"),
    ("passport no. AB1234567", "passport no. AB1234567", "IDENTITY_NUMBER"),
    ("passeport n° 12AB34567", "passeport n° 12AB34567", "IDENTITY_NUMBER"),
    ("case no. 2019/1234", "case no. 2019/1234", "IDENTITY_NUMBER"),
    ("the car 1-ABC-234", "1-ABC-234", "IDENTITY_NUMBER"),
    ("lives at 12 Long Lane", "12 Long Lane", "ADDRESS"),
    ("rue Haute 4", "rue Haute 4", "ADDRESS"),
    ("Nieuwstraat 12", "Nieuwstraat 12", "ADDRESS"),
    ("Calle de la Rosa 3", "Calle de la Rosa 3", "ADDRESS"),
    ("ул. Ленина 5", "ул. Ленина 5", "ADDRESS"),
    ("شارع النيل", "شارع النيل", "ADDRESS"),
    ("گلی نمبر 5", "گلی نمبر 5", "ADDRESS"),
    ("वडा नं. ४", "वडा नं. ४", "ADDRESS"),
    ("ບ້ານເລກທີ 12", "ບ້ານເລກທີ 12", "ADDRESS"),
    ("Mrs Lopez asked", "Mrs Lopez", "NAME"),
    ("Madame Diallo", "Madame Diallo", "NAME"),
    ("meneer De Vries", "meneer De Vries", "NAME"),
    ("Dona Maria", "Dona Maria", "NAME"),
    ("г-н Иванов", "г-н Иванов", "NAME"),
    ("пані Оксана", "пані Оксана", "NAME"),
    ("السيد أحمد", "السيد أحمد", "NAME"),
    ("محترمہ فاطمہ", "محترمہ فاطمہ", "NAME"),
    ("श्री राम", "श्री राम", "NAME"),
    ("ທ່ານ ສົມພອນ", "ທ່ານ ສົມພອນ", "NAME"),
    ("My name is Amina", "Amina", "NAME"),
    ("me llamo Rosa", "Rosa", "NAME"),
    ("मेरो नाम सीता", "सीता", "NAME"),
    ("Yesterday Fatou Diallo came", "Fatou Diallo", "NAME"),
    ("Иванова Мария Петровна", "Иванова Мария Петровна", "NAME"),
    ("Ask Jean-Pierre Dubois", "Jean-Pierre Dubois", "NAME"),
)
HARMLESS = (
    "", "folder 12, sheet 3", "The person asked for time until Monday 3 May", "Seen at the European Parliament in Brussels", "Do not print before 2026-10-18",
    "South Africa and Burkina Faso", "signed on 18.10.2026 at 14:30", "P2ABCDE", "Do not name the Red Cross", "Shown in English, French and Dutch",
    "Waiting for a lawyer", "case 12", "Not in the street", "En Belgique seulement", "Only for the Anti-Trafficking Day", "le tribunal de Bruxelles", "у суді",
    "لا تريد أن يظهر اسم المدينة", "300 boards, 15 figures of 1 600 mm", "a 12 month limit", "Brussels Central Station", "Salle Haute", "North Hall of the City Library", "Nobody asked me. Early one morning I left", "read back in Lao",
)


@pytest.mark.parametrize(("text", "piece", "kind"), FOUND)
def test_what_leads_to_a_person_is_found(text, piece, kind):
    assert [(find.text, find.kind) for find in found_in(text)] == [(piece, kind)]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_leads_to_nobody_passes(text):
    assert found_in(text) == ()


def test_the_sentence_says_what_it_seems_to_be():
    assert found_in("Mrs Lopez asked")[0].sentence == "“Mrs Lopez” seems to be a name."


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.toml")), ids=lambda path: path.stem)
def test_the_demo_texts_name_nobody(path):
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    assert [find for kind in ("story", "quote", "cutout") for language, text in told[kind].items() for find in found_in(text, language)] == []


def test_every_language_of_the_house_has_its_words():
    assert set(words.languages()) == set(languages())
    for language, table in words._table().items():
        assert {"titles", "introducers", "house", "papers"} <= set(table), language
        assert {"street_before", "street_after", "street_glued"} & set(table), language


@given(st.text(max_size=80), st.sampled_from([row[:2] for row in FOUND if row[2] in ("EMAIL", "PHONE") and row[0].isascii()]), st.text(max_size=80))
def test_finds_lie_in_the_text_in_order_and_do_not_overlap(before, found, after):
    text = f"{before}\n{found[0]}\n{after}"
    finds = found_in(text)
    assert all(find.text == text[find.start:find.end] and find.text and find.kind in KINDS for find in finds)
    assert all(one.end <= next_.start for one, next_ in zip(finds, finds[1:], strict=False))
    assert finds
