"""The balance of a text: a count of words that gives a hint, in every language of the house."""
from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from exhibit.story.ethics.agency import balance
from exhibit.story.ethics.patterns import Line
from exhibit.story.ethics.quotation import speaks_in_first_person

DEMO = Path(__file__).parents[3] / "exhibit" / "demo_content" / "testimonies"
ONLY_HARM = {  # invented; each tells only of what was done, and ends there
    "en": "They beat us every evening. The door was locked. There was no food. The debt grew. He hit me again.",
    "fr": "Ils nous frappaient chaque soir. La porte était fermée à clé. Il n’y avait rien à manger. La dette montait. Il m’a encore frappée.",
    "nl": "Ze sloegen ons elke avond. De deur was op slot. Er was geen eten. De schuld groeide. Hij heeft mij weer geslagen.",
    "es": "Nos golpeaban cada noche. La puerta estaba cerrada. No había comida. La deuda crecía. Otra vez me golpeó.",
    "pt": "Batiam na gente toda noite. A porta ficava trancada. Não havia comida. A dívida crescia. Ele me bateu outra vez.",
    "ru": "Нас били каждый вечер. Дверь запирали. Еды не было. Долг рос. Меня снова били.",
    "uk": "Нас били щовечора. Двері замикали. Їжі не було. Борг ріс. Мене знову били.",
    "be": "Нас білі кожны вечар. Дзверы замыкалі. Ежы не было. Доўг рос. Мяне зноў білі.",
    "ky": "Бизди кечинде урушчу. Эшик кулпуланган. Тамак жок эле. Карыз өсө берди. Мени дагы урду.",
    "ar": "كانوا يضربوننا كل مساء. كان الباب مقفلاً. لم يكن هناك طعام. كبر الدين. ضربوني مرة أخرى.",
    "ur": "وہ ہر شام ہمیں مارتے تھے۔ دروازے پر تالا تھا۔ کھانا نہیں تھا۔ قرض بڑھتا گیا۔ مجھے پھر مارا گیا۔",
    "ne": "उनीहरू हरेक साँझ कुट्थे। ढोकामा ताल्चा थियो। खाना थिएन। ऋण बढ्यो। मलाई फेरि कुटे।",
    "lo": "ເຂົາທຸບຕີພວກເຮົາທຸກຄ່ຳ. ປະຕູຖືກລັອກ. ບໍ່ມີອາຫານ. ໜີ້ເພີ່ມຂຶ້ນ. ເຂົາຕີຂ້ອຍອີກ.",
}


@pytest.mark.parametrize("language", ONLY_HARM)
def test_a_text_that_tells_only_of_harm_is_named_and_its_ending_too(language):
    found = balance(ONLY_HARM[language], language)
    assert found and not found.holds and found.ends_in_harm, found
    assert (found.own, found.sentences, found.wanted) == (0, 5, 2)


@pytest.mark.parametrize("language", ONLY_HARM)
def test_i_and_we_are_heard_in_every_language(language):
    assert speaks_in_first_person(Line(ONLY_HARM[language], language), language)


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.toml")), ids=lambda path: path.stem)
def test_boards_of_the_demo_hold_the_balance_and_end_in_no_harm(path):
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    found = {language: balance(body, language) for language, body in told["cutout"].items()}
    assert all(one and one.holds and not one.ends_in_harm for one in found.values()), found


@pytest.mark.parametrize(("text", "language"), [("One. Two.", "en"), ("Satu. Dua. Tiga. Empat.", "id")])
def test_short_texts_and_languages_without_a_list_have_no_balance(text, language):
    assert balance(text, language) is None


def test_somebody_who_is_spoken_about_is_not_the_first_person():
    assert not speaks_in_first_person(Line("Amina, 25–34, domestic work", "en"), "en")
    assert speaks_in_first_person(Line("J’apprends.", "fr"), "fr")
