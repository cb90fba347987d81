"""Numbers that a word announces, and numbers known by shape, in the words of stories; dates, sums, counts and lengths of time are none."""
from __future__ import annotations

import time

import pytest

from exhibit.story.anonymise.announced import TABLE, announced
from exhibit.story.anonymise.merge import SURE
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.reading import read
from exhibit.story.anonymise.shapes import shapes
from tests.story.anonymise.test_more_forms import seen


@pytest.mark.parametrize(("language", "text", "number"), [
    ("en", "My NI number is LM 40 51 77 B and nothing else.", "LM 40 51 77 B"),
    ("en", "We flew on flight ET 604 at night.", "ET 604"),
    ("en", "Complaint no. 031 was lost.", "031"),
    ("en", "I slept in bunk 7, dormitory 12.", "12"),
    ("fr", "Je suis partie par le vol AT 973.", "AT 973"),
    ("fr", "Ma plainte, n° 18/30112, dort toujours.", "18/30112"),
    ("fr", "Il avait le badge numéro 44.", "44"),
    ("nl", "Het geld ging naar rekening NL31 ABCD 0001 2345 67.", "NL31 ABCD 0001 2345 67"),
    ("nl", "We lagen op kamernummer 214, achteraan.", "214"),
    ("es", "Tarjeta sanitaria: MURC 200145 31.", "MURC 200145 31"),
    ("es", "La sentencia 88/2019 salió tarde.", "88/2019"),
    ("pt", "Moro no número 73, perto do mercado.", "73"),
    ("pt", "Viajei no voo TP 1457 com medo.", "TP 1457"),
    ("ru", "Мы жили в 305-й комнате барака.", "305-й"),
    ("ru", "Направление № 2044-Д лежит у врача.", "2044-Д"),
    ("uk", "Картка Б-218, прийшла сама.", "Б-218"),
    ("uk", "Номер справи 1-44/19 я пам'ятаю.", "1-44/19"),
    ("ky", "Учакка түштүк, каттам FZ 8794 экен.", "FZ 8794"),
    ("ky", "Биз 12-бөлмөдө жаттык.", "12"),
    ("ar", "كان رقم غرفتي ١٢ في السكن.", "١٢"),
    ("ar", "شكاية عدد ٢٢١/٢٠١٩ لم تتحرك.", "٢٢١/٢٠١٩"),
    ("ur", "ہم بس نمبر ۱۱ سے گئے۔", "۱۱"),
    ("ne", "उजुरी दर्ता नं. ५५८ भयो।", "५५८"),
    ("ne", "ट्रक KBC 3305 नम्बरको थियो।", "KBC 3305"),
    ("lo", "ແຈ້ງຄວາມແລ້ວ ເລກທີ 91/ຕຫ.", "91/ຕຫ"),
])
def test_a_number_beside_its_word_is_found(language, text, number):
    assert seen(text, language, number)


@pytest.mark.parametrize(("language", "text"), [
    ("en", "The bus took 10 hours and the train 3 days."), ("en", "My case lasted 14 months, in room 4 of us slept."), ("en", "In my report of 12/03/2020 there were 12 women."),
    ("fr", "La chambre coûtait 300 euros, le train partait à 7 heures."), ("es", "En el cuarto dormíamos 9 mujeres por 200 pesos."), ("pt", "O ônibus levou 12 horas."),
    ("ru", "В комнате 20 метров нас было 12 человек."), ("uk", "Кімната 12 метрів, 300 гривень на місяць."), ("ky", "Поезд 10 саат жүрдү."), ("nl", "De trein deed er 10 uur over, 3 dagen lang."),
    ("ne", "बस १० घण्टा हिँड्यो।"), ("ur", "بس 12 گھنٹے چلی۔"), ("ar", "غرفة فيها 8 بنات، والباص 10 ساعات."), ("lo", "ລົດ 40 ຄົນ"), ("en", "Opened 24/7, blood pressure 120/80, season 2020/21."),
])
def test_dates_sums_counts_and_times_are_no_such_numbers(language, text):
    passage = Passage(text, language)
    assert [passage.plain[one.start:one.end] for one in (*announced(passage), *shapes(passage)) if one.confidence >= SURE] == []


def test_every_language_has_its_words():
    assert "IDENTITY_NUMBER" in {find.kind for find in read("Ref. 55/120934.", "zz")}
    assert TABLE.stat().st_size < 150_000


@pytest.mark.parametrize("text", ["12 34 " * 10_000, "A-" * 30_000, "room 1" * 10_000, "1/" * 30_000])
def test_figures_without_end_take_no_minute(text):
    passage = Passage(text, "en")
    began = time.process_time()
    list(announced(passage)), list(shapes(passage))
    assert time.process_time() - began < 4
