"""Lao by example: names, places, bodies and codes that are found, and ordinary Lao that stays."""
from __future__ import annotations

import pytest

from exhibit.story.anonymise.lao import cut_words
from exhibit.story.anonymise.lao_cut import cut
from exhibit.story.anonymise.merge import SURE
from tests.support.finders import read_by_rules


def _replaced(text: str) -> str:
    """The text with a sign for each character that would be replaced."""
    shown = list(text)
    for find in read_by_rules(text, "lo"):
        if find.confidence >= SURE:
            shown[find.start:find.end] = "_" * (find.end - find.start)
    return "".join(shown)


@pytest.mark.parametrize(("text", "words"), [
    ("ຂ້ອຍແປງລົດຈັກຢູ່ຕະຫຼາດນັດ", "ຂ້ອຍ ແປງ ລົດຈັກ ຢູ່ ຕະຫຼາດນັດ"),
    ("ພາດສະປອດຢູ່ໃນຕູ້ເຊັບ", "ພາດສະປອດ ຢູ່ ໃນ ຕູ້ເຊັບ"),
])
def test_a_line_is_cut_into_words_of_stories(text: str, words: str) -> None:
    pieces = cut(text, cut_words())
    assert " ".join(text[piece.start:piece.end] for piece in pieces) == words and all(piece.known for piece in pieces)


@pytest.mark.parametrize(("text", "name"), [
    ("ຂ້ອຍຊື່ ຄຳເຟື້ອງ ທຳມະລາວົງ ຢູ່ເຮືອນກັບແມ່.", "ຄຳເຟື້ອງ ທຳມະລາວົງ"),
    ("ເອື້ອຍນົກບອກວ່າບໍ່ເປັນຫຍັງ.", "ນົກ"),
    ("ຫົວໜ້າສວນແມ່ນ ຫວູ ຕຽນ ແທງ ຄົນຫວຽດ.", "ຫວູ ຕຽນ ແທງ"),
    ("ລາວຢູ່ນຳທ່ານ ຢາມາໂມໂຕະ ສາມເດືອນ.", "ຢາມາໂມໂຕະ"),
    ("ໝູ່ຂ້ອຍຊື່ຟາຕິມາ ມາຊ່ວຍ.", "ຟາຕິມາ"),
    ("ຜູ້ບັນທຶກ ນ. ພອນປະດິດ.", "ພອນປະດິດ"),
    ("ຂ້ອຍອອກມາຈາກບາເວດແລ້ວ.", "ບາເວດ"),
    ("ລາວເຮັດວຽກຢູ່ມານາມາ.", "ມານາມາ"),
    ("ດຽວນີ້ຂ້ອຍຢູ່ດົງຍາງຄຳ ຂາຍເຂົ້າຈີ່.", "ດົງຍາງຄຳ"),
    ("ພວກເຮົາໄປສະຖານທູດລາວ ປະຈຳພະນົມເປັນ.", "ສະຖານທູດລາວ ປະຈຳພະນົມເປັນ"),
    ("ລາວເຮັດຢູ່ໂຮງແຮມ ກາປົກ ສະຕາຣ໌.", "ກາປົກ ສະຕາຣ໌"),
    ("ແຈ້ງຢູ່ຫ້ອງການແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມເມືອງປາກທາ.", "ຫ້ອງການແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມເມືອງປາກທາ"),
    ("ທະບຽນລົດ ກຂ 7731 ສີຂາວ.", "ກຂ 7731"),
    ("ສຳນວນເລກ ຮ-204 ຍັງບໍ່ແລ້ວ.", "ຮ-204"),
])
def test_what_leads_to_a_person_is_found_whole(text: str, name: str) -> None:
    start = text.index(name)
    assert set(_replaced(text)[start:start + len(name)]) == {"_"}, _replaced(text)


@pytest.mark.parametrize("text", [
    "ຂ້ອຍລ້າງຈານ ຖູພື້ນ ຕາກຜ້າ ແລ້ວນັ່ງລໍຖ້າໃຫ້ແຈ້ງ.",
    "ນາຍຈ້າງເກັບພາດສະປອດ ແລະ ບັດແຮງງານໄວ້ໃນລິ້ນຊັກ.",
    "ພວກເຮົາກິນເຂົ້າກັບນ້ຳປາ ນອນເທິງອວນປຽກ.",
    "ເຂົາສົ່ງຂໍ້ຄວາມທາງວັອດແອັບ ແຕ່ແບັດຂ້ອຍໝົດ.",
    "ນາງຢ້ານ ແລະ ບໍ່ກ້າໂທຫາຕຳຫຼວດ.",
    "ແມ່ຄ້າຂາຍຜັກໃຫ້ຢືມເງິນຄ່າລົດ.",
])
def test_ordinary_lao_stays(text: str) -> None:
    assert _replaced(text) == text
