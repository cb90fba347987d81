"""Cases, endings, elision, contractions: the small things that make proposed words sound as the language does."""
import pytest

from exhibit.story.anonymise import endings, slavic
from exhibit.story.anonymise.finds import Find
from exhibit.story.anonymise.grammar import Around, Said, capital, framed, name_after_particle, smooth, starts_sentence
from exhibit.story.anonymise.kinds import Severity


def around(text, words, language):
    start = text.index(words)
    return Around(text, language, Find(start, start + len(words), words, "PLACE", Severity.ALONE, 1.0, ()), words)


@pytest.mark.parametrize(("language", "words", "expected"), [
    ("fr", "de une ville", "d'une ville"), ("fr", "que une tante", "qu'une tante"), ("fr", "de le chef", "du chef"), ("pt", "em uma cidade", "numa cidade"), ("pt", "de essa aldeia", "dessa aldeia"), ("pt", "de o tio", "do tio"),
    ("pt", "por a tia", "pela tia"), ("es", "de el padre", "del padre"), ("es", "a el padre", "al padre"), ("es", "y Inés", "e Inés"), ("es", "y hielo", "y hielo"), ("uk", "в великому місті", "у великому місті"), ("en", "of a town", "of a town"),
])
def test_words_melt_together(language, words, expected):
    assert smooth(words, language) == expected


@pytest.mark.parametrize(("text", "name", "new", "expected"), [
    ("Le mari d'Adjoua part.", "Adjoua", "Rosa", ("de Rosa", 2)), ("Le mari de Rosa part.", "Rosa", "Anne", ("d'Anne", 3)), ("Le mari de Rosa part.", "Rosa", "Marta", ("de Marta", 3)), ("Je crois qu’Awa part.", "Awa", "Ruth", ("que Ruth", 3)), ("Le mari part avec Rosa.", "Rosa", "Anne", ("Anne", 0)),
])
def test_a_french_particle_fits_the_new_name(text, name, new, expected):
    said = name_after_particle(around(text, name, "fr"), new)
    assert (said.words, said.back) == expected


@pytest.mark.parametrize(("language", "text", "place", "one", "expected"), [
    ("fr", "Je vais à Lyon.", "Lyon", "une ville", "dans une ville"), ("fr", "Je viens de Lyon.", "Lyon", "une ville", "d'une ville"), ("pt", "Moro no Porto.", "Porto", "uma cidade", "numa cidade"), ("es", "Vengo del Cusco.", "Cusco", "una ciudad", "de una ciudad"),
    ("nl", "geboren te Makeni", "Makeni", "een stad", "in een stad"), ("en", "the village of Yeji", "Yeji", "a town", "a village"), ("ru", "Жила в Токмоке.", "Токмоке", "небольшой город", "в небольшом городе"), ("ru", "Приехала из Токмока.", "Токмока", "город на юге", "из города на юге"),
    ("uk", "Під Слупськом було тихо.", "Слупськом", "село", "Під селом"), ("uk", "Їхали через Чоп.", "Чоп", "велике місто", "через велике місто"), ("lo", "ຢູ່ປາກເຊ", "ປາກເຊ", "ເມືອງແຫ່ງໜຶ່ງ", "ເມືອງແຫ່ງໜຶ່ງ"),
])
def test_what_stands_before_a_place_changes_with_it(language, text, place, one, expected):
    assert framed(around(text, place, language), "place", Said(one)).words == expected


@pytest.mark.parametrize(("word", "case", "expected"), [
    ("шаар", "loc", "шаарда"), ("айыл", "abl", "айылдан"), ("уюм", "gen", "уюмдун"), ("көл", "dat", "көлгө"), ("мектеп", "loc", "мектепте"), ("дарыя", "gen", "дарыянын"), ("Айгуль", "acc", "Айгульду"), ("Азамат", "dat", "Азаматка"), ("көчө", "at", "көчөдөгү"), ("Самат", "me", "Саматмын"),
])
def test_kyrgyz_endings_follow_the_vowels(word, case, expected):
    assert endings.kyrgyz(word, case) == expected
    assert endings.cut(expected, "ky") == ("", word, case)


@pytest.mark.parametrize(("language", "word", "known", "expected"), [
    ("ky", "Султан", (), ("", "Султан", "")), ("ky", "Чолпон", (), ("", "Чолпон", "")), ("ne", "सुनितालाई", (), ("", "सुनिता", "लाई")), ("ne", "सीमा", (), ("", "सीमा", "")), ("ne", "राधिका", (), ("", "राधिका", "")), ("ne", "हर्कको", ("हर्क",), ("", "हर्क", "को")),
    ("ar", "لنعيمة", ("نعيمة",), ("ل", "نعيمة", "")), ("ar", "بسام", (), ("", "بسام", "")), ("en", "Marivic's", (), ("", "Marivic", "'s")), ("nl", "Rodels", ("Rodel",), ("", "Rodel", "s")), ("nl", "Hans", (), ("", "Hans", "")),
])
def test_only_what_is_an_ending_is_cut_off(language, word, known, expected):
    assert endings.cut(word, language, known) == expected


@pytest.mark.parametrize(("particle", "words", "ending", "language", "expected"), [
    ("ب", "مدينة", "", "ar", "بمدينة"), ("ل", "الأستاذ", "", "ar", "للأستاذ"), ("", "एउटा सहर", "मा", "ne", "एउटा सहरमा"), ("", "Anna", "s", "nl", "Anna's"), ("", "Thomas", "s", "nl", "Thomas'"), ("", "a relative", "'s", "en", "a relative's"), ("", "", "s", "nl", ""),
])
def test_endings_go_on_the_new_words(particle, words, ending, language, expected):
    assert endings.attached(particle, words, ending, language) == expected


@pytest.mark.parametrize(("phrase", "language", "expected"), [
    ("невелике місто на півночі", "uk", "невеликого міста на півночі невеликому місту на півночі невелике місто на півночі невеликим містом на півночі невеликому місті на півночі"),
    ("один район", "uk", "одного району одному району один район одним районом одному районі"), ("небольшой город", "ru", "небольшого города небольшому городу небольшой город небольшим городом небольшом городе"), ("одна область", "ru", "одной области одной области одну область одной областью одной области"),
])
def test_phrases_are_declined(phrase, language, expected):
    assert " ".join(slavic.declined(phrase, case, language) for case in slavic.CASES[1:]) == expected


@pytest.mark.parametrize(("name", "gender", "language", "expected"), [
    ("Рубіна", "woman", "uk", "Рубіни Рубіні Рубіну Рубіною Рубіні"), ("Азамат", "man", "uk", "Азамата Азамату Азамата Азаматом Азаматі"), ("Ханан", "woman", "ru", "Ханан Ханан Ханан Ханан Ханан"), ("Шазия", "woman", "ru", "Шазии Шазии Шазию Шазией Шазии"), ("Хари", "man", "ru", "Хари Хари Хари Хари Хари"),
])
def test_names_that_no_dictionary_has_are_declined_by_their_ending(name, gender, language, expected):
    assert " ".join(slavic.name_in_case(name, case, gender, language) for case in slavic.CASES[1:]) == expected


def test_a_capital_stands_where_a_sentence_begins():
    assert starts_sentence("One. «Two", 6) and not starts_sentence("One: two", 5)
    assert (capital("an aunt", "x. Auntie came", 3, "Auntie"), capital("an aunt", "x auntie came", 2, "auntie"), capital("an aunt", "auntie came", 0, "auntie")) == ("An aunt", "an aunt", "an aunt")
