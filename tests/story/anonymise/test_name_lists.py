"""The lists: names of thirteen countries in their own script and in Latin letters, small in file and memory, and words that are none."""
import pytest

from exhibit.errors import ExhibitError
from exhibit.story.anonymise import kinship, known_words, name_lists
from exhibit.story.anonymise.known_words import Use
from exhibit.story.anonymise.name_lists import Part
from exhibit.story.anonymise.passage import folded
from exhibit.story.labels import languages


@pytest.mark.parametrize(("name", "part"), (
    ("Zanele", Part.WOMAN), ("Mamadou", Part.MAN), ("Coulibaly", Part.FAMILY), ("Aïchatou", Part.WOMAN), ("Nurlan", Part.MAN), ("Oksana", Part.WOMAN), ("Svetlana", Part.WOMAN), ("Neném", Part.WOMAN | Part.MAN), ("Paquito", Part.MAN),
    ("Оленка", Part.WOMAN), ("Ксюша", Part.WOMAN), ("Гүлзат", Part.WOMAN), ("Міхась", Part.MAN), ("شازیہ", Part.WOMAN), ("محمود", Part.MAN), ("सुनिता", Part.WOMAN), ("थापा", Part.FAMILY), ("ສົມຊາຍ", Part.MAN), ("ⵉⴷⵉⵔ", Part.MAN)))
def test_names_of_each_script_are_known(name, part):
    assert name_lists.parts(folded(name)) & part == part


@pytest.mark.parametrize("form", ("Оксані", "Петренком", "Нурланга", "لنعيمة", "सुनितालाई", "Zanele's"))
def test_a_name_is_known_with_the_ending_of_its_sentence(form):
    assert name_lists.listed(folded(form)) and not name_lists.parts(folded(form))


@pytest.mark.parametrize(("language", "women", "men"), (("uk", "Оксана", "Тарас"), ("ky", "Айгүл", "Нурлан"), ("lo", "ບົວຄຳ", "ບຸນມີ"), ("ne", "सीता", "रमेश"), ("ur", "شازیہ", "اصغر"), ("bm-Latn", "Aminata", "Mamadou")))
def test_names_of_a_language_are_given_by_gender(language, women, men):
    assert women in name_lists.names_of(language, Part.WOMAN) and women not in name_lists.names_of(language, Part.MAN)
    assert men in name_lists.names_of(language, Part.MAN)


@pytest.mark.parametrize(("language", "word"), (("en", "notebook"), ("fr", "maison"), ("nl", "belangrijker"), ("nl", "schrijven"), ("es", "vivíamos"), ("pt", "roça"), ("ru", "поехала"), ("uk", "вагончику")))
def test_ordinary_words_are_known(language, word):
    assert known_words.use(folded(word), language) & Use.WORD


def test_a_word_that_is_a_name_too_is_both_in_a_dictionary_of_parts():
    assert known_words.use("роза", "ru") == Use.WORD | Use.NAME and known_words.use("оксані", "uk") == Use.NAME


def test_countries_and_days_are_no_names_but_people_called_like_an_island_are():
    assert known_words.never("friday") and known_words.never("nepal") and not known_words.never("lucia")


def test_a_missing_list_is_said_not_passed_over(monkeypatch, tmp_path):
    monkeypatch.setattr(name_lists, "FILE", tmp_path / "names.xz")
    with pytest.raises(ExhibitError, match="Install Exhibit again"):
        list(name_lists.names_of("uk", Part.WOMAN))


def test_every_language_of_the_house_has_words_beside_names():
    for language in languages():
        assert kinship.beside(language).titles and kinship.beside(language).kin and kinship.beside(language).called, language


def test_the_files_stay_small():
    assert name_lists.FILE.stat().st_size < 1_200_000 and known_words.FILE.stat().st_size < 1_500_000
