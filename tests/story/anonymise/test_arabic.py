"""Arabic names, places, bodies and addresses by the words beside them, and ordinary words that stay."""
from __future__ import annotations

import time

import pytest

from exhibit.story.anonymise.kinds import Severity
from exhibit.story.anonymise.merge import SURE
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.reading import VOICES, read

VOICE = {voice.code: voice.find for voice in VOICES}
OWN = ("names-beside", "places-beside", "bodies-beside", "addresses-arabic")


def _left(text: str) -> str:
    """The text without what would be replaced as identifying alone."""
    hidden = {at for find in read(text, "ar") if find.confidence >= SURE and find.severity is Severity.ALONE for at in range(find.start, find.end)}
    return "".join(" " if at in hidden else char for at, char in enumerate(text))


@pytest.mark.parametrize(("text", "words"), [
    ("كانت معنا وداد وسماح.", "وداد سماح"),
    ("تعرفت على رحيل في الطريق.", "رحيل"),
    ("اتصلت منى بي في المساء.", "منى"),
    ("تعال يا قمران، قلت له.", "قمران"),
    ("كان معنا رجل نقول له الثعلب.", "الثعلب"),
    ("سألتني أ. نوف الدوسري عن الأجر.", "نوف الدوسري"),
    ("رأيت موسى كوليبالي وعلي الحرازي.", "موسى كوليبالي الحرازي"),
    ("جاء القبطان إيغور ستيبانوف غاضبا.", "إيغور ستيبانوف"),
    ("أخذها ود الحسين.", "الحسين"),
    ("قالت السيدة وفاء نعم.", "وفاء"),
])
def test_a_name_is_shown_by_what_stands_beside_it(text: str, words: str) -> None:
    left = _left(text)
    assert not [word for word in words.split() if word in left]


@pytest.mark.parametrize("text", [
    "كان الطعام قليلا وكنا ننام على الأرض، ثم جاء الصباح.",
    "يا أخي، لا أعرف لماذا صبرت كل ذلك الوقت.",
    "بكت أمام الباب ولم تتكلم مع أحد.",
    "سلمي على الجميع وقولي لهم إنني بخير.",
])
def test_ordinary_words_are_no_names(text: str) -> None:
    assert not [find.text for find in read(text, "ar") if find.kind == "NAME" and find.confidence >= SURE]


@pytest.mark.parametrize(("text", "words"), [
    ("أنا من نهم، وهي من حبابة.", "نهم حبابة"),
    ("هربنا إلى تل الغزال ليلا.", "تل الغزال"),
    ("نقلونا إلى سان دوميترو ديل مونتي في الشتاء.", "سان دوميترو ديل مونتي"),
    ("خدمت فمراكش عامين.", "مراكش"),
    ("سكنت في عمّان سنة.", "عمّان"),
    ("كنا شرقي درعا تلك الليلة.", "درعا"),
])
def test_a_place_is_shown_by_what_stands_beside_it(text: str, words: str) -> None:
    left = _left(text)
    assert not [word for word in words.split() if word in left]


@pytest.mark.parametrize("text", ["رجعنا إلى البيت في المساء.", "خرجت من الغرفة ولم أعد.", "بعد ذلك نمت في المخزن.", "كان في غضب شديد من التعب."])
def test_ordinary_words_are_no_places(text: str) -> None:
    assert not [find.text for find in read(text, "ar") if find.kind in ("PLACE", "REGION") and find.confidence >= SURE]


@pytest.mark.parametrize(("text", "words"), [
    ("عملت على السفينة لؤلؤة الخليج ٧ في الصيف.", "السفينة لؤلؤة الخليج ٧"),
    ("أخذ مكتب الاستقدام الوردة البيضاء أجري.", "الوردة البيضاء"),
    ("كنا في صالون ليالي بيروت كل مساء.", "ليالي بيروت"),
    ("وقعت العقد مع النخبة للاستقدام.", "النخبة للاستقدام"),
    ("اشتغلت في بلو ستار هايبرماركت.", "بلو ستار هايبرماركت"),
    ("ساعدتنا أطباء بلا حدود.", "أطباء بلا حدود"),
    ("خطفتنا كتائب الوهبي.", "كتائب الوهبي"),
    ("نوع الملف: شكوى\nالمكتب: بوابة الشرق\nالعمر: 30", "بوابة الشرق"),
])
def test_a_body_is_shown_by_what_stands_beside_it(text: str, words: str) -> None:
    left = _left(text)
    assert not [word for word in words.split() if word in left]


@pytest.mark.parametrize("text", ["كنا في مزرعة قات بعيدة.", "عملت في مطعم سمك رخيص.", "المركب غرق في الليل.", "كان مكتب السفر قريبا من البيت."])
def test_what_bodies_deal_in_is_no_name(text: str) -> None:
    assert not [find.text for find in read(text, "ar") if find.kind == "ORGANISATION" and find.confidence >= SURE]


@pytest.mark.parametrize("address", [
    "الطابق الثالث، زنقة الحدادين، رقم 14", "حي 200 مسكن، عمارة 5، رقم 3", "مقاطعة الرياض، الحي C، المنزل 21", "شارع النخيل، بناية سركيس، ط 2",
    "شارع بغداد، بجانب بنك الأمل", "غارتن شتراسه 12", "فيا نابولي 9",
])
def test_an_address_goes_with_all_of_its_parts(address: str) -> None:
    assert not _left(f"أسكن اليوم في {address}.").replace("أسكن اليوم في", "").strip(" .،")


@pytest.mark.parametrize("text", ["كان الطابق الثاني فارغا.", "مشينا في شارع طويل حتى الصباح.", "نمت في غرفة مع ثلاث نساء."])
def test_a_floor_alone_is_no_address(text: str) -> None:
    assert not [find.text for find in read(text, "ar") if find.kind == "ADDRESS" and find.confidence >= SURE]


@pytest.mark.parametrize("voice", OWN)
@pytest.mark.parametrize("text", ["شارع " * 8000, "ب" * 40_000, "الدكتور " * 6000, "المكتب: " * 6000, "دي " * 15_000, "شركة ليالي " * 4000, "الطابق الثاني، " * 3000, "حي 200 مسكن، " * 3000])
def test_no_text_takes_long(voice: str, text: str) -> None:
    list(VOICE[voice](Passage(text[:40], "ar")))
    passage = Passage(text, "ar")
    list(passage.words)
    began = time.process_time()
    list(VOICE[voice](passage))
    assert time.process_time() - began < 3


@pytest.mark.parametrize("voice", OWN)
def test_other_languages_are_left_to_others(voice: str) -> None:
    assert not list(VOICE[voice](Passage("يا غمدان، من تل الغزال", "ur")))
