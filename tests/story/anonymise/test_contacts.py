"""Telephone numbers of stories, in any digits and grouping; sums, dates and years are none."""
import pytest

from exhibit.story.anonymise.accounts import accounts
from exhibit.story.anonymise.dialled import dialled
from exhibit.story.anonymise.merge import Heard, merged
from exhibit.story.anonymise.passage import Passage

NUMBERS = (("en", "call 0471 23 45 67 tonight", "0471 23 45 67"), ("en", "Reach her on 07700 900416, mornings", "07700 900416"), ("es", "o en el 752 004 618, de noche", "752 004 618"), ("pt", "me chama no +351 957 004 410", "+351 957 004 410"),
           ("ru", "мой теперь +7 945 300-18-06, звоните", "+7 945 300-18-06"), ("uk", "дзвоніть 0683127745, краще", "0683127745"), ("ky", "телефонум 0772 41 90 36.", "0772 41 90 36"), ("ar", "فرقمي ٠١٠٠٧٤٥٢٨٣٦", "٠١٠٠٧٤٥٢٨٣٦"),
           ("ur", "فون نمبر ۰۳۴۵ ۷۱۸۲۹۰۶، مغرب", "۰۳۴۵ ۷۱۸۲۹۰۶"), ("ne", "९८४५०७३१२६ मा फोन गर्नुस्", "९८४५०७३१२६"), ("lo", "ເບີໂທ ໐໒໐ ໕໕ ໔໑໗ ໘໙໓", "໐໒໐ ໕໕ ໔໑໗ ໘໙໓"), ("en", "0471\n23 45\u200b 67", "0471\n23 45\u200b 67"))


def found(language, text):
    passage = Passage(text, language)
    return [find.text for find in merged(passage, (Heard(one, "phones") for one in dialled(passage)))]


@pytest.mark.parametrize(("language", "text", "piece"), NUMBERS)
def test_a_telephone_number_is_found(language, text, piece):
    assert found(language, text) == [piece]


@pytest.mark.parametrize(("language", "text"), [("en", "2018-2019 and 2020"), ("en", "on 14.02.2019"), ("fr", "185 000 francs"), ("nl", "1 600 mm"), ("en", "from 12 to 14, then 16")])
def test_years_dates_and_sums_are_no_telephone_numbers(language, text):
    assert found(language, text) == []


@pytest.mark.parametrize(("text", "handles"), [("my insta is rosa_voice22, or t.me/rosakg", ["rosa_voice22", "t.me/rosakg"]), ("мой инстаграм rosa.kg1", ["rosa.kg1"]), ("I saw it on facebook. Then I left", [])])
def test_an_account_is_found_after_the_name_of_its_network(text, handles):
    passage = Passage(text, "en")
    assert [find.text for find in merged(passage, (Heard(one, "accounts") for one in accounts(passage)))] == handles
