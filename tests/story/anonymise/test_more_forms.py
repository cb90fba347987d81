"""Organisations, streets, numbers, accounts and names by the forms that only stories have; words that stand beside them and are none."""
from __future__ import annotations

import pytest

from exhibit.story.anonymise.merge import SURE
from tests.support.finders import read_by_rules


def seen(text: str, language: str, words: str) -> bool:
    """Is every letter and figure of the words in something that would be replaced?"""
    covered = {at for find in read_by_rules(text, language) if find.confidence >= SURE for at in range(find.start, find.end)}
    start = text.index(words)
    return all(at in covered for at in range(start, start + len(words)) if text[at].isalnum())


@pytest.mark.parametrize(("language", "text", "words"), [
    ("en", "We polished cars at a place called Sparkle and Go until night.", "Sparkle and Go"),
    ("en", "we slept behind hollins farm and nobody came", "hollins farm"),
    ("fr", "Elle fut reçue par le Comité contre l'esclavage moderne.", "Comité contre l'esclavage moderne"),
    ("fr", "J'ai écrit à l'association Les Mains ouvertes.", "Les Mains ouvertes"),
    ("es", "lavaba platos en el bar casa blanca con mi prima", "casa blanca"),
    ("ru", "Сын учится в школе № 17 и рад.", "школе № 17"),
    ("uk", "Вона пішла до Служби у справах дітей.", "Служби у справах дітей"),
    ("en", "He lived at 22b Station Approach with a dog.", "22b Station Approach"),
    ("fr", "On dormait au 14 bis, allée des Tilleuls, au fond.", "14 bis, allée des Tilleuls"),
    ("nl", "Het adres was Oude Gracht 211 bis, boven.", "Oude Gracht 211 bis"),
    ("uk", "Жила на провулку Вишневому, 6, у підвалі.", "провулку Вишневому, 6"),
    ("ky", "Биз Ленин көчөсү, 45-үйдө жашадык.", "Ленин көчөсү, 45-үйдө"),
    ("en", "Call 0117 496 0158 ext. 24 in the morning.", "0117 496 0158 ext. 24"),
    ("en", "She gave me (555) 014-2277 on a napkin.", "(555) 014-2277"),
    ("nl", "Kijk op bloemhuis-joy.example/werk voor meer.", "bloemhuis-joy.example/werk"),
    ("fr", "Il faisait froid. Clarisse m'a donné un manteau.", "Clarisse"),
    ("ru", "Было поздно. Светка нашла ключ.", "Светка"),
    ("es", "Mandaba el Gallego y nadie más.", "el Gallego"),
    ("en", "The younger was Jun-jun, from the coast.", "Jun-jun"),
    ("en", "We ate at a diner called Fish and Chips.", "Fish and Chips"),
    ("en", "write to rosa at gmail dot com please", "rosa at gmail dot com"),
    ("fr", "mon adresse rosa.b chez gmail.com, tout petit", "rosa.b chez gmail.com"),
    ("en", "I spoke to J. King about it.", "J. King"),
    ("pt", "quero trabalhar na padaria flor\ndo\nmonte, que já prometeram", "padaria flor\ndo\nmonte"),
    ("es", "trabajaba en el hotel retiro con otras", "hotel retiro"),
    ("fr", "le foyer espoir retrouvé m'a aidée", "foyer espoir retrouvé"),
    ("fr", "la nuit je lavais au restaurant petit prince", "restaurant petit prince"),
    ("pt", "Mandaram o dinheiro pela Fiz em julho.", "Fiz"),
])
def test_what_leads_to_a_person_is_seen(language, text, words):
    assert seen(text, language, words)


@pytest.mark.parametrize(("language", "text"), [
    ("en", "Nobody told me the way. The long street was empty and the shop stayed closed."),
    ("fr", "Personne ne m'a rien dit. La rue était longue et le magasin fermait tard."),
    ("es", "Cuidaba a mi hijo. Así pasaron las noches."),
    ("ru", "Приехал водитель. Однажды он уснул."),
    ("uk", "Музика грала. Скрипка плакала."),
    ("en", "Today I work in a clinic and weigh babies."),
    ("en", "They paid my cousin, my mother, and then I. Nobody asked. We met at home. In the morning we left."),
    ("fr", "On est bien comme chez nous. Ne dites rien."),
    ("pt", "Ela me ouviu. Fiz uma marca na parede. Mostrei as marcas a ela. Fez as malas."),
    ("nl", "Ik weet wat er in een contract moet staan."),
    ("es", "trabajé en una tienda cerró pronto, la finca empezo el trabajo a las cinco y el restaurante vendia pan"),
    ("fr", "le bar fermé hier, la boutique vendit tout, à l'hôtel arriva la police"),
    ("pt", "o bar fechou tarde e a loja vendeu tudo"),
    ("ar", "كلمت صديقتي أمس ثم نمت"),
    ("ur", "قرض اور بھٹہ مجھے ورثے میں ملے۔ میں ایک قصبے کا رہنے والا ہوں۔"),
    ("nl", "AANMELDFORMULIER OPVANG\nLeeftijd: 24\nTalen: Engels, beetje Frans\nSinds: gisteren"),
])
def test_ordinary_sentences_name_nobody(language, text):
    assert [find.text for find in read_by_rules(text, language) if find.kind in ("NAME", "PLACE", "ORGANISATION", "ADDRESS", "EMAIL", "PHONE", "LINK") and find.confidence >= SURE] == []


def test_a_name_in_a_form_ends_with_its_row():
    found = {find.text for find in read_by_rules("Naam: Thandiwe Dube\nRoepnaam: Thandi\nLeeftijd: 24\nTalen: Engels", "nl") if find.kind == "NAME"}
    assert found == {"Thandiwe Dube", "Thandi"}


def test_nothing_of_a_text_is_remembered_when_it_has_been_read():
    from exhibit.story.anonymise import remembered
    read_by_rules("Clarisse works at hollins farm.", "en")
    assert remembered._known.get() is None
