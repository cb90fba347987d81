"""Nepali: names that are words too, nicknames, bodies that ordinary words name, addresses, verbs and everyday English, by example."""
from __future__ import annotations

import pytest

from exhibit.story.anonymise.merge import SURE
from exhibit.story.anonymise.nepali_words import is_verb
from exhibit.story.anonymise.remembered import for_one_text
from tests.support.finders import read_by_rules


def replaced(text: str) -> str:
    """What would be replaced, one find a row."""
    return "\n".join(find.text for find in read_by_rules(text, "ne") if find.confidence >= SURE)


def covers(text: str, words: str) -> bool:
    start = text.index(words)
    covered = {at for find in read_by_rules(text, "ne") if find.confidence >= SURE for at in range(find.start, find.end)}
    return all(at in covered or text[at] in " ,।" for at in range(start, start + len(words)))


@pytest.mark.parametrize(("text", "name"), [
    ("मेरो नाम आशा घिसिङ हो, दमकमा बस्छु।", "आशा घिसिङ"),
    ("सेते र कर्णे मसँगै भागे।", "सेते"),
    ("म ज्योति, तपाईंले चिन्नुभयो होला।", "ज्योति"),
    ("फेरि कुरा गरौँला। उही तारा", "तारा"),
    ("काजी राम्रो भात पकाउँछन्।", "काजी"),
    ("साक्षी: शान्ति, अर्को हप्ता आउने।", "शान्ति"),
    ("घरमा सबैले लौरी भनेर बोलाउँथे।", "लौरी"),
    ("मुन्सी रहमतले हिसाब राख्थ्यो।", "मुन्सी रहमतले"),
    ("मलाई गाउँकी सर्किनी काइँलीले बाटो देखाइन्।", "सर्किनी काइँलीले"),
    ("टिमजाङ ली कराउँथ्यो।", "ली"),
    ("सुजन, सफल र अनमोल पनि आएका थिए।", "अनमोल"),
    ("हजुरआमा रिभ्का हेर्ने काम थियो।", "रिभ्का"),
    ("घरकी मालिक्नी जुबैदाले गाली गर्थिन्।", "जुबैदाले"),
    ("के.बी. सरले दुबई पठाए।", "के.बी. सरले"),
    ("ढकनी माझी पनि आइन्।", "ढकनी माझी"),
    ("अमृत सदा आफैँ आए।", "अमृत सदा"),
])
def test_a_name_that_is_a_word_is_seen_by_where_it_stands(text: str, name: str) -> None:
    assert covers(text, name), replaced(text)


@pytest.mark.parametrize(("text", "body"), [
    ("अहिले कोसेली बुनाई घरमा काम गर्छु।", "कोसेली बुनाई घरमा"),
    ("पछि बिहानी सिलाइ पसल खोलेँ।", "बिहानी सिलाइ पसल"),
    ("म होटल सागर रत्नमा भाँडा माझ्थेँ।", "होटल सागर रत्नमा"),
    ("मिठास बेकर्सकी मालिक्नी उनै हुन्।", "मिठास बेकर्सकी"),
    ("बगानको नाम ठाकुर अर्चर्ड्स थियो।", "ठाकुर अर्चर्ड्स"),
    ("हिमालयन नर्सिङ होममा उपचार गरेँ।", "हिमालयन नर्सिङ होममा"),
    ("अल बराका क्लिनिङमा तीन जना थियौँ।", "अल बराका क्लिनिङमा"),
    ("काली गण्डकी बचत तथा ऋण सहकारीमा तिर्छु।", "काली गण्डकी बचत तथा ऋण सहकारीमा"),
    ("घर ब्लक ४, सडक ११२, घर नं. ३६ मा थियो।", "ब्लक ४, सडक ११२, घर नं. ३६"),
    ("डेरा रुवा दा पाल्मा, नम्बर १२, दोस्रो तला हो।", "रुवा दा पाल्मा, नम्बर १२, दोस्रो तला"),
    ("ठेगाना पथरी शनिश्चरे-२, भानु चोक।", "पथरी शनिश्चरे-२, भानु चोक"),
    ("हामी कोपुन्डोलबाट घ्याम्पेसाल गयौँ।", "घ्याम्पेसाल"),
    ("शक्तिखोर माथिको गाउँ हो।", "शक्तिखोर"),
])
def test_bodies_addresses_and_villages_are_seen_whole(text: str, body: str) -> None:
    assert covers(text, body), replaced(text)


@pytest.mark.parametrize("text", [
    "गाउँको एउटा पसलमा काम पाएँ।",
    "ठूलो कारखानामा दिनभर मेसिन चल्थ्यो।",
    "होटल सानो थियो, राति खुल्थ्यो।",
    "म एक्लै बस्थेँ, कसैले केही सोधेनन्।",
    "त्यो दिन आशा पनि मर्यो जस्तो लाग्थ्यो।",
    "जीवनमा शान्ति चाहिन्छ, डर होइन।",
    "स्क्रिनसट पठाउँछु, वाट्सएप मै छ।",
    "उसले मलाई ढोका थुनेर राख्थ्यो, नसकेर रुन्थेँ।",
    "उनले भात पकाइन्, हामीले खायौँ।",
])
def test_ordinary_sentences_stay(text: str) -> None:
    assert replaced(text) == ""


@pytest.mark.parametrize(("word", "verb"), [("गर्छु", True), ("आइपुग्यो", True), ("लेखिदिए", True), ("नखुलाउनू", True), ("पकाउँछिन्", True), ("जुबैदा", False), ("पाल्देन", False), ("इभानले", False)])
def test_a_verb_has_a_root_of_the_dictionary(word: str, verb: bool) -> None:
    assert for_one_text(is_verb)(word) is verb
