"""Our setting against Debian's Chromium: the same words in the same font files agree to two per cent of the em, letter by letter and line by line.

Three things are compared: where each letter (with its marks; a conjunct or a ligature as one) begins and ends; the ink, which nowhere lies farther than that from
the other's; and where a paragraph breaks. Both sides shape with HarfBuzz, but each with its own copy, its own order of words, choice of faces and breaks.
"""
from dataclasses import replace

import pytest

from exhibit.cutout.type.itemise import shape_line
from exhibit.cutout.type.marks import spaced
from exhibit.cutout.type.pieces import pieces
from exhibit.cutout.type.typeset import _break, _Column, break_text
from tests.cutout.samples import LANGUAGES, QUOTES, TESTIMONIES
from tests.cutout.type.browser import EM, SIZE_PT, TOLERANCE, Browser, Sample, farthest, our_ink, our_line, pieces_of

LRI, PDI = "\u2066", "\u2069"
SAMPLES = {
    **{f"quote {language}": Sample(language, text) for language, text in QUOTES.items()},
    "latin": Sample("en", "Hands that work, affix their own contract: Víctor’s «office» 1234."),
    "french spaces": Sample("fr", "«\u202fOù est mon passeport\u202f?\u202f» disait-elle\u202f: ici\u202f; là\u202f! Cœur, ÎLE, ŒUVRE, l’été."),
    "dutch": Sample("nl", "’s Ochtends: één geëerde coördinator, €\u00a012,50, ‘IJsland’."),
    "portuguese": Sample("pt", "Não há coração à venda; “ação” é o que lhe peço às três."),
    "spanish": Sample("es", "¿Quién contó los días? ¡Nadie! Niña, pingüino, 1.ª vez."),
    "ukrainian": Sample("uk", "Під’їзд, ґанок, їжак: «Є щастя» — 25\u00a0%, № 7."),
    "russian": Sample("ru", "Ещё объём: «Ёлка — дом», 3,5 км, съёмка ЖЩЮФЪЫ."),
    "belarusian": Sample("be", "Ён быў у Ўдзеле, з’езд: шчаўе, Юрась — ёўня."),
    "kyrgyz": Sample("ky", "Өкмөт үчүн өң, түңүл, Ңанай, ҮЙ, Өзгөчө, жаңы көйнөк."),
    "hausa": Sample("ha", "Ɓauna, ɗaki, ƙwarai, ’yar ƴanci; Ɗan Ƙasa ya ce a’a."),
    "bambara": Sample("bm", "Ɲɛgɛn, ŋɔmi, kɔ̀nɔ, mɔ̀gɔ́, dɛ̌nmisɛn, ɲàmà, Ɛ̀ Ɔ́ Ɲ Ŋ, bɛ̂ɛ."),
    "arabic": Sample("ar", "قالت Amina، 25–34، إنها تحمل «جواز السفر» معها."),
    "arabic brackets": Sample("ar", "قالت (لا) ثم PAG-ASA (Brussels) ثم [نعم: 50%] {كل}."),
    "arabic name at the end": Sample("ar", "تدعمنا منظمة “Hear their voices.”"),
    "arabic figures": Sample("ar", "دفعت ٢٥٠٫٥ يورو، أي ٥٠٪ من ١٢٬٠٠٠ في ١٨/١٠."),
    "arabic vowels": Sample("ar", "كَتَبَتْ مُذَكِّرَةً لِلّٰهِ: إِنَّ الشَّمْسَ لَا تُشْتَرَى."),
    "arabic telephone": Sample("ar", "اتصل على +32 2 511 64 64 أو 0800-004-747 مجاناً", f"اتصل على {LRI}+32 2 511 64 64{PDI} أو {LRI}0800-004-747{PDI} مجاناً"),
    "arabic date": Sample("ar", "حتى 2027-10-18 و 18/10/2027 فقط", f"حتى {LRI}2027-10-18{PDI} و {LRI}18/10/2027{PDI} فقط"),
    "arabic marks of direction": Sample("ar", "قال A.B.C.\u200e ثم \u2068PAG-ASA!\u2069 نعم\u200f!"),
    "urdu": Sample("ur", "میرے والد نے شادی کے لیے پیشگی رقم لی۔"),
    "urdu mixed": Sample("ur", "انہوں نے PAG-ASA (Brussels) کو ۲۵٪ دیا: ”ٹھیک ہے“، 12 بار۔"),
    "urdu telephone": Sample("ur", "فون 02 511 64 64 پر کریں", f"فون {LRI}02 511 64 64{PDI} پر کریں"),
    "urdu joiners": Sample("ur", "بے\u200cنظیر، خوش\u200cبخت، ہے\u200dں، نستعلیق ٹھنڈے چھتّے"),
    "devanagari conjuncts": Sample("ne", "चिकित्साका विद्यार्थीसँग क्षेत्र श्रम द्वार ज्ञान"),
    "devanagari marks": Sample("ne", "दुःखै, र्‍याल, अँध्यारो, हिँड्छु, क्‍ष र्कि, ‘कुँडुली’ १२३।"),
    "lao": Sample("lo", "ເຂົາຂາຍເລື່ອງໃຫ້ຂ້ອຍ. ມື້ນີ້ຂ້ອຍຂຽນ “ເລື່ອງ” ໒໕%"),
    "lao stacked marks": Sample("lo", "ກຳນ້ຳ ຜູ້ ເງິນ ປີ່ ຫຼື ເຈົ້າ ຊື່ ໝູ່ ດຽວນີ້"),
    "tifinagh": Sample("zgh", "ⵙⵙⵓⵜⵔⵖ ⴰⵙⵉⴽⵍ ⵉⵏⵓ «ⵜⴰⵎⴰⵣⵉⵖⵜ» 2027, ⵜⵉⴼⵉⵏⴰⵖ!"),
    "latin with a foreign name": Sample("en", "She, ليلى حسن (25), said: “yes”, and Олена too."),
}
WEIGHTS = pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
ONE_LINE = f"padding: {2 * EM}px; white-space: pre; width: max-content; line-height: {2 * EM}px"


@pytest.fixture(scope="module")
def browser(chromium, tmp_path_factory):
    context = chromium.new_context(viewport={"width": 8_000, "height": 700})
    yield Browser(context.new_page(), tmp_path_factory.mktemp("browser"))
    context.close()


@pytest.fixture(scope="module", params=[False, True], ids=["regular", "bold"])
def shown(browser, request):
    """All samples in the browser, in one weight: that weight, what we set, and where the browser put its letters."""
    bold = request.param
    browser.show([(_id(name), sample.language, sample.for_browser()) for name, sample in SAMPLES.items()], bold, ONE_LINE)
    ours = {name: our_line(sample, bold) for name, sample in SAMPLES.items()}
    asked = [(_id(name), _in_theirs(SAMPLES[name], list(pieces_of(block.lines[0], SAMPLES[name].text)))) for name, block in ours.items()]
    return browser, ours, dict(zip(SAMPLES, browser.places(asked), strict=True))


def _id(name: str) -> str:
    return "line-" + name.replace(" ", "-")


def _in_theirs(sample: Sample, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of our text as spans of what the browser was given, which may hold isolates besides."""
    at = [index for index, char in enumerate(sample.for_browser()) if not sample.theirs or char not in LRI + PDI]
    return [(at[start], at[end - 1] + 1) for start, end in spans]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_letter_stands_where_a_browser_puts_it(name, shown):
    _, ours, theirs = shown
    text = SAMPLES[name].text
    found = pieces_of(ours[name].lines[0], text)
    assert len(found) > 0.4 * len(text.replace(" ", "")), "letters are compared one by one"
    off = {text[start:end]: (ours_at, theirs_at) for ((start, end), ours_at), theirs_at in zip(found.items(), theirs[name], strict=True)
           if max(abs(a - b) for a, b in zip(ours_at, theirs_at, strict=True)) > TOLERANCE}
    assert off == {}


@pytest.mark.parametrize("name", SAMPLES)
def test_no_ink_lies_farther_than_that_from_a_browsers(name, shown):
    browser, ours, _ = shown
    assert farthest(our_ink(ours[name]), browser.ink(_id(name))) <= TOLERANCE


def test_the_samples_are_in_every_language_of_the_exhibition():
    assert {sample.language for sample in SAMPLES.values()} >= set(LANGUAGES) and len(LANGUAGES) == 16


def test_the_comparison_sees_unjoined_letters(browser):
    """A setting without joining, as report software makes it, fails both."""
    text = QUOTES["ar"]
    browser.show([("joined", "ar", text)], False, ONE_LINE)
    unjoined = our_line(Sample("ar", "\u200c".join(text)), False)
    assert farthest(our_ink(unjoined), browser.ink("joined")) > 5 * TOLERANCE


@pytest.mark.parametrize(("language", "text", "spoiled"), [
    ("fr", "Ils disaient que j’étais", "Ils disaient que j’etais"), ("be", "Ён быў тут", "Ён быу тут"), ("ne", "हिँड्छु", "हिड्छु"), ("lo", "ປີ່ນີ້", "ປີ່ນີ"),
    ("ur", "چھتّے", "چھتے"), ("bm", "kɔ̀nɔ", "kɔnɔ"), ("ar", "قال (لا)", "قال )لا("), ("en", "a — b", "a – b")])
def test_the_comparison_sees_a_mark_that_is_missing_or_wrong(browser, language, text, spoiled):
    browser.show([("right", language, text)], False, ONE_LINE)
    assert farthest(our_ink(our_line(Sample(language, text), False)), browser.ink("right")) <= TOLERANCE
    assert farthest(our_ink(our_line(Sample(language, spoiled), False)), browser.ink("right")) > TOLERANCE


def test_the_comparison_sees_one_letter_moved_by_three_hundredths(browser):
    browser.show([("right", "en", "moved")], False, ONE_LINE)
    block = our_line(Sample("en", "moved"), False)
    (line,) = block.lines
    moved = replace(line, glyphs=(*line.glyphs[:2], replace(line.glyphs[2], x=line.glyphs[2].x + 0.03), *line.glyphs[3:]))
    assert farthest(our_ink(replace(block, lines=(moved,))), browser.ink("right")) > TOLERANCE


PARAGRAPHS = {
    **{language: " ".join([QUOTES[language], TESTIMONIES.get(language, QUOTES[language]), QUOTES[language]]) for language in LANGUAGES if language != "lo"},
    "fr, spaces": "Elle disait : « Où est mon passeport ? » Puis : « Je pars ; c’est tout ! » Il y avait là-bas peut-être vingt personnes, 25\u00a0% d’entre elles mineures.",
    "ar, mixed": "دعمتها منظمة PAG-ASA (Brussels, Belgium) في عام 2027، وقالت: «هذا صوتي»، ثم كتبت Hear their voices, act to protect على اللوحة.",
    "uk, dashes": "Під’їзд — це дім, а не сховок; о 18:30 — збір: №7, «Є», 25–34 роки, будь-хто.",
}
COLUMN = f"line-height: {3 * EM}px; white-space: normal; hyphens: manual; text-wrap: wrap"


def bare_pieces(text, language):
    """Between which a line may break by Annex 14 alone."""
    return [piece for group in pieces(text, language) for piece in group]


@pytest.mark.parametrize("width_em", [8, 9.3, 14])
@WEIGHTS
def test_paragraphs_break_where_a_browser_breaks_them(browser, bold, width_em):
    """Greedy breaks of the bare Annex 14; what a typesetter keeps together besides has its own tests."""
    texts = {name: spaced(text, name.split(",")[0]) for name, text in PARAGRAPHS.items()}
    browser.show([(_id(name.replace(",", "")), name.split(",")[0], text) for name, text in texts.items()], bold, f"width: {width_em * EM}px; {COLUMN}")
    for name, text in texts.items():
        language = name.split(",")[0]
        theirs = [line.strip(" ") for line in browser.lines(_id(name.replace(",", "")))]
        assert _break(bare_pieces(text, language), _Column(language, bold, width_em)) == theirs, name


def test_lao_breaks_between_words_and_only_where_a_browser_would(browser):
    """Both look words up in a dictionary. Chromium's knows fewer compounds: it would divide "now" (ດຽວ-ນີ້) and "today" (ມື້-ນີ້), which ours keeps whole."""
    text = f"{TESTIMONIES['lo']} {QUOTES['lo']}"
    browser.show([("words", "lo", text)], False, f"width: 1px; {COLUMN}")
    ours, theirs = [piece.strip() for piece in bare_pieces(text, "lo")], [line.strip() for line in browser.lines("words")]
    assert _ends(ours) <= _ends(theirs) and len(ours) > 30
    assert {"ດຽວນີ້", "ມື້ນີ້", "ອາຫານ", "ສັນຍາ"} <= set(ours)
    assert len(_ends(theirs) - _ends(ours)) <= 0.1 * len(ours)


def _ends(words):
    """Where words end, in letters from the start."""
    return {sum(map(len, words[:at])) for at in range(1, len(words) + 1)}


@WEIGHTS
def test_the_order_of_words_over_a_line_break_is_a_browsers(browser, bold):
    """A Latin phrase in Arabic goes over two lines: a comma between its words stays with them, though the line ends after it."""
    text = "كتبت على اللوحة Hear their voices, act now, بصوت واحد معاً."
    width_em = shape_line(text[:text.index(" act")], "ar", bold).width + 0.1
    browser.show([("one", "ar", text)], bold, f"width: {width_em * EM}px; {COLUMN}")
    lines = break_text(text, "ar", SIZE_PT, width_em * EM, bold, balance=False, even=False)
    broken = [line.strip() for line in browser.lines("one")]
    assert len(lines) == len(broken) and broken[0].endswith("voices,")
    for line, words in zip(lines, broken, strict=True):
        at = text.index(words)
        found = pieces_of(line, words)
        (theirs,) = browser.places([("one", [(start + at, end + at) for start, end in found])])
        shift = theirs[0][0] - next(iter(found.values()))[0]
        assert [left for left, _ in theirs] == pytest.approx([left + shift for left, _ in found.values()], abs=TOLERANCE), words
