"""Names where a script has no capitals: Nepali and Lao by their own rules, and ordinary words that stay."""
from __future__ import annotations

import pytest

from exhibit.story.anonymise.kinds import Severity
from exhibit.story.anonymise.merge import SURE
from exhibit.story.anonymise.reading import read


def _replaced(text: str, language: str) -> str:
    """The text with a sign for each character that would be replaced as identifying alone."""
    hidden = {at for find in read(text, language) if find.confidence >= SURE and find.severity is Severity.ALONE for at in range(find.start, find.end)}
    return "".join("·" if at in hidden and char.isalnum() else char for at, char in enumerate(text))


@pytest.mark.parametrize(("language", "text", "words"), [
    ("ne", "छिमेकमा डोल्मा, चन्द्रकला र इन्दिरा थिए।", "डोल्मा चन्द्रकला इन्दिरा"),
    ("ne", "दुई वर्षपछि उत्तमले भाडा तिर्यो, जितु दाइले टिकट किन्यो।", "उत्तम जितु"),
    ("ne", "उहाँ माइती नेपालको शाखामा बस्नुभयो।", "माइती नेपालको"),
    ("ne", "ठेगाना: झम्सिखेल, ललितपुर-३।", "झम्सिखेल ललितपुर"),
    ("ne", "हामी खर्मुजङ्गलाबाट हिँड्यौँ।", "खर्मुजङ्गलाबाट"),
    ("lo", "ໝູ່ນອນຕູບດຽວກັນມີ ສົມສະໄໝ ບົວໄລ ແລະ ຈັນທອນ.", "ສົມສະໄໝ ບົວໄລ ຈັນທອນ"),
    ("lo", "ຕອນຄ່ຳ ໄຊວິໄລຈັນ ກັບ ບຸນເພັດ ມາຮັບ.", "ໄຊວິໄລ ບຸນເພັດ"),
    ("lo", "ຂ້ອຍຮຽນຢູ່ໂຮງຮຽນມັດທະຍົມສົມບູນຫ້ວຍຊາຍ ສອງປີ.", "ຫ້ວຍຊາຍ"),
    ("lo", "ຢູ່ ຖະໜົນ ຊ້າງຫຼວງ ຮ່ອມ 3 ເຮືອນເລກທີ 118.", "ຊ້າງຫຼວງ 118"),
])
def test_it_is_found(language: str, text: str, words: str) -> None:
    replaced = _replaced(text, language)
    assert not [word for word in words.split() if word in replaced]


@pytest.mark.parametrize(("language", "text"), [
    ("ne", "बिहान उठेर भाँडा माझ्थेँ, पाइप सुसाइरहन्थ्यो, बाहिर के हुँदै छ थाहै हुँदैनथ्यो।"),
    ("ne", "साँझ हामी सबैजना सँगै बसेर खाना खान्थ्यौँ र घरको कुरा गर्थ्यौँ।"),
    ("lo", "ຂ້ອຍນັບວັນດ້ວຍການເອົາເມັດຖົ່ວໃສ່ກະປ໋ອງ ແລ້ວນັ່ງລໍຖ້າແຈ້ງ."),
    ("lo", "ດຽວນີ້ຂ້ອຍຢູ່ບ້ານ ປູກຜັກ ລ້ຽງເປັດ ແລະ ໄປຮຽນຕອນແລງ."),
])
def test_ordinary_words_stay(language: str, text: str) -> None:
    assert _replaced(text, language) == text
