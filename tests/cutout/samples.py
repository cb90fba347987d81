"""Words in the languages of the exhibition, and boards made from them."""
from __future__ import annotations

from functools import cache

from exhibit.cutout import Board, CutoutSpec, compose, write_pdf

URL = "HTTPS://VOICES.EU/ABC234"
QUOTES = {
    "en": "I asked for my passport every week. Now I carry it.",
    "fr": "Ils disaient que j’étais né pour servir. Je suis né, c’est tout.",
    "uk": "Нас було восьмеро, ключ один, і він був не наш.",
    "ru": "Нас было восемь, ключ один, и он был не наш.",
    "ky": "Түшүм ар кечинде эсептелчү. Бизди да эсептешчү.",
    "ar": "كنت أطلب جواز سفري كل أسبوع. واليوم أحمله معي.",
    "ur": "ہم نے اس اسکول کی اینٹیں بنائیں جس میں ہمارے بچے نہیں جا سکتے تھے۔",
    "ne": "मिर्गौलाको मूल्य हुँदैन। मलाई हुन्छ भनियो।",
    "lo": "ເຂົາຂາຍເລື່ອງໃຫ້ຂ້ອຍ. ມື້ນີ້ຂ້ອຍຂຽນເລື່ອງຂອງຂ້ອຍເອງ.",
    "pt": "No mar ninguém pede os teus papéis, porque outra pessoa os tem.",
    "es": "Conté los días con nudos en un hilo. Nadie más los contaba.",
    "nl": "Ik naaide labels waarop stond: met zorg gemaakt.",
    "be": "Я лічыла дні вузламі на нітцы. Больш ніхто іх не лічыў.",
    "ha": "An kirga kowace naira. Ba wanda ya kirga tambayoyina.",
    "bm": "U ko ne wolola ka baara kɛ. Ne wolola dɔrɔn.",
    "zgh": "ⵙⵙⵓⵜⵔⵖ ⴰⵙⵉⴽⵍ ⵉⵏⵓ ⴽⵓ ⵉⵎⴰⵍⴰⵙⵙ. ⴰⵙⵙⴰ ⵓⵙⵉⵖ ⵜ.",
}
TESTIMONIES = {
    "en": "I answered an advertisement for hotel work. There was no hotel. I wrote down every hour in a small notebook. That notebook became evidence. "
          "Today I teach other women to read a contract before they travel.",
    "ar": "أجبت عن إعلان للعمل في فندق، ولم يكن هناك فندق. كتبت كل ساعة في دفتر صغير، وصار ذلك الدفتر دليلاً. اليوم أعلّم نساء أخريات قراءة العقد قبل السفر.",
    "ur": "میرے والد نے شادی کے لیے پیشگی رقم لی۔ قرض اور بھٹہ مجھے ورثے میں ملے۔ آج میں اپنی ورکشاپ کا حساب رکھتا ہوں۔",
    "ne": "एक जना मानिसले ऋण दिए, अनि त्यो तिर्न शल्यक्रियाको कुरा गरे। अहिले म चिकित्साका विद्यार्थीसँग बोल्छु, उनीहरू राम्रा प्रश्न सोध्छन्।",
    "lo": "ເຂົາສັນຍາວ່າຈະໃຫ້ວຽກຮ້ານອາຫານຢູ່ອີກຝັ່ງແມ່ນ້ຳ. ດຽວນີ້ຂ້ອຍເປີດຮ້ານນ້ອຍກັບໝູ່ສອງຄົນ.",
}
LANGUAGES = tuple(QUOTES)


def spec_in(language: str, **changes) -> CutoutSpec:
    values = {"quote": QUOTES[language], "testimony": TESTIMONIES.get(language, f"{QUOTES[language]} " * 3), "language": language, "url": URL,
              "slug": "design proof, no consent on file", **changes}
    return CutoutSpec(**values)


@cache
def board_in(language: str) -> Board:
    return compose(spec_in(language, attribution=QUOTES[language].split()[0], helpline="PAG-ASA +32 2 511 64 64", shown_until="2027-10-18",
                           credits=("All people and stories are fictional.",)))


@cache
def pdf_in(language: str) -> bytes:
    return write_pdf(board_in(language))
