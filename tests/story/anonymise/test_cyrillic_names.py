"""Names, places and bodies in Russian, Ukrainian and Kyrgyz that need more than a list or a capital; sentences of our own invention."""
from __future__ import annotations

import pytest

from exhibit.story.anonymise.kyrgyz import listed_stem, stems
from exhibit.story.anonymise.merge import SURE
from exhibit.story.anonymise.reading import read


def covered(text: str, language: str, words: str) -> bool:
    """Would every letter and figure of these words be replaced?"""
    start = text.index(words)
    hidden = {at for find in read(text, language) if find.confidence >= SURE for at in range(find.start, find.end)}
    return all(at in hidden for at in range(start, start + len(words)) if text[at].isalnum())


SEEN = [
    ("ru", "Жалобу подписал гр-н Птицын А. В., сосед.", "гр-н Птицын А. В."),
    ("ru", "Координатор: Л. Кравец", "Л. Кравец"),
    ("ru", "Нас кормила калбатони Нана.", "калбатони Нана"),
    ("ru", "меня зовут гена лис, я из клинцов", "гена лис"),
    ("ru", "меня зовут егор беспалый я сварщик", "егор беспалый"),
    ("ru", "паспорта забрал пан ежи и уехал", "пан ежи"),
    ("ru", "с нами была соня маленькая, она повар", "соня маленькая"),
    ("ru", "вера и соня убежали ночью", "вера"),
    ("ru", "нас возил пак ен су на красной машине", "пак ен су"),
    ("ru", "цех стоял в посёлке заря, за рекой", "заря"),
    ("ru", "жили мы в марьиной роще у вокзала", "марьиной роще"),
    ("ru", "Адрес: пос. Ключи", "пос. Ключи"),
    ("uk", "Скажи вуйкові Штефанові, що я жива.", "вуйкові Штефанові"),
    ("uk", "Нас зустрів кіріос Панайотіс.", "кіріос Панайотіс"),
    ("uk", "мене звати галя горобець я з умані", "галя горобець"),
    ("uk", "сховала паспорт каті під матрац", "каті"),
    ("uk", "Прийняла: І. Бабич", "І. Бабич"),
    ("uk", "Зустріч у м. Ковель о шостій.", "м. Ковель"),
    ("uk", "тепер живу в горішніх плавнях", "горішніх плавнях"),
    ("ky", "Бизди Сапар бригадир алып кетти.", "Сапар бригадир"),
    ("ky", "Ким тимжаң бизди урушту.", "Ким тимжаң"),
    ("ky", "Тилек мектепке барып жатат.", "Тилек"),
    ("ky", "Ал күнү Бакытты көрдүм. Бакыттын үйү алыс эле.", "Бакыттын"),
    ("ky", "мен асан уулу бакыт болом", "асан уулу бакыт"),
    ("ky", "Биз Сүлүктү шаарында жашайбыз.", "Сүлүктү шаарында"),
    ("ky", "Арызды Ош шаардык сотуна бердим.", "Ош шаардык сотуна"),
    ("ky", "азыр токмоктомун, иш таптым", "токмоктомун"),
    ("ky", "радомдогу заводдо үч ай жүрдүк", "радомдогу"),
    ("ky", "Ал «Мээрим» кризистик борборунда жатты.", "«Мээрим» кризистик борборунда"),
    ("ky", "мени ак жол фирмасы алып барды", "ак жол фирмасы"),
    ("ky", "завод луч деп аталат", "луч"),
]
NOT_SEEN = [
    ("ru", "Любовь прошла, надежда осталась.", "надежда"),
    ("ru", "в селе новый дом построили", "новый"),
    ("ru", "я верил ему как отцу. Плитку клали мы", "Плитку"),
    ("ru", "— Откуда вы?\n— Где вы работали?", "Где"),
    ("ru", "Возраст: 44\nДокументы: утеряны\nЗдоровье: хорошее", "Здоровье"),
    ("uk", "Прізвище: невідоме\nДокументи: вилучені\nБорг: немає", "Документи"),
    ("uk", "ми жили у селі, стара хата стояла край лісу", "стара"),
    ("ky", "Мен азат болдум, азыр үйдөмүн.", "азат"),
    ("ky", "Түнкүсүн иштеп, күндүзү уктачубуз.", "Түнкүсүн"),
    ("ky", "биз кирпич ташып, акчабызды ала алчу эмеспиз", "кирпич"),
    ("ky", "— Канча киши элеңиздер?\n— Кантип чыктыңыз?", "Кантип"),
    ("ky", "үйдө картошка арчып, кийин айылга кайттым", "картошка"),
    ("ky", "Тигүү цехинде иштедим.", "Тигүү"),
]


@pytest.mark.parametrize(("language", "text", "words"), SEEN)
def test_what_leads_to_somebody_is_seen_in_its_whole_length(language: str, text: str, words: str) -> None:
    assert covered(text, language, words)


@pytest.mark.parametrize(("language", "text", "words"), NOT_SEEN)
def test_ordinary_words_stay(language: str, text: str, words: str) -> None:
    assert not covered(text, language, words)


@pytest.mark.parametrize(("word", "stem"), [("үйүбүздөгүлөрдүн", "үй"), ("айткандарынан", "айткан"), ("китебимди", "китеп"), ("баруучубуз", "бар"), ("акчабызды", "акча")])
def test_kyrgyz_words_are_known_by_their_stem(word: str, stem: str) -> None:
    assert stem in stems(word)
    assert listed_stem(word)


@pytest.mark.parametrize("name", ["ташкөмүрдө", "сүймөнкулга", "балашихада", "бишкектеги"])
def test_names_are_no_forms_of_kyrgyz_words(name: str) -> None:
    assert listed_stem(name) == ""


def test_taking_endings_off_takes_no_longer_for_a_long_word() -> None:
    assert len(stems("лар" * 400)) == 1
