"""Names and places that are ordinary words too, in English, French, Dutch, Spanish and Portuguese, with capitals and without."""
import pytest

from exhibit.story.anonymise.known_words import Often, foreign_letter, is_spelled_out, often
from exhibit.story.anonymise.merge import SURE
from tests.support.finders import read_by_rules

FOUND = (  # language, text, what must be covered
    ("en", "hello miss tan, its me, the boss mr king and ms frost have it", ("miss tan", "mr king", "ms frost")),
    ("fr", "bonjour mme fontaine, j'ai tout dit à monsieur blanchard", ("mme fontaine", "monsieur blanchard")),
    ("nl", "dag mevrouw van der veld, meneer van zanten betaalde niets, en mr chow ook niet", ("mevrouw van der veld", "meneer van zanten", "mr chow")),
    ("es", "hola doña flor, don ángel y la sra mora no me pagan", ("doña flor", "don ángel", "sra mora")),
    ("pt", "oi dona flor, o seu zé e a dra rosa têm o papel", ("dona flor", "seu zé", "dra rosa")),
    ("es", "Comparecen D.ª Nuria Campos Vidal y D. Ramiro Ponce.", ("D.ª Nuria Campos Vidal", "D. Ramiro Ponce")),
    ("nl", "De advocaat, mr. Van der Linden, belde.", ("mr. Van der Linden",)),
    ("en", "my name is pearl and i was cold", ("pearl",)), ("es", "me llamo esperanza y vivo lejos", ("esperanza",)),
    ("fr", "je m'appelle merveille et je suis loin", ("merveille",)), ("nl", "ik heet hoop en ik woon ver weg", ("hoop",)), ("pt", "chamo-me vitória e moro longe", ("vitória",)),
    ("en", "the other girls were lily, rose and daisy", ("lily", "rose", "daisy")), ("fr", "il y avait moussa, coumba, bijou et chance dans la cour", ("moussa", "bijou")),
    ("fr", "jolie la voisine du deuxième sait tout", ("jolie",)), ("es", "el que manda se llama chen o tomás según quien pregunte", ("chen", "tomás")),
    ("nl", "hee fleur sorry dat ik nu pas schrijf", ("fleur",)), ("es", "un abrazo, estrella", ("estrella",)), ("pt", "beijos, íris", ("íris",)),
    ("es", "Lo vigilaba el Bizco. Después vino la Jenny.", ("el Bizco", "la Jenny")), ("pt", "Foi o Quim da Grua que me levou.", ("o Quim da Grua",)),
    ("fr", "Le patron, on l'appelait le Suisse.", ("le Suisse",)), ("nl", "Ze noemden hem de Lange.", ("de Lange",)), ("es", "aquí me dicen la profe y así me quedé", ("la profe",)),
    ("es", "el jefe era el chino, todos le decían el chino", ("el chino",)), ("en", "We called her the Duchess.", ("the Duchess",)),
    ("en", "J.P. signed the form with A. B. Hartley.", ("J.P.", "A. B. Hartley")), ("nl", "Rodel en een ander bleven aan boord. Rodels papieren kwamen later.", ("Rodel", "Rodels")),
    ("es", "Consuelo me abrió la puerta. Sol y Luna se fueron.", ("Consuelo", "Sol", "Luna")), ("pt", "Conceição disse que sim. Socorro ficou.", ("Conceição", "Socorro")),
    ("pt", "meu nome é aparecida das graças mendonça e estou bem", ("aparecida das graças mendonça",)),
    ("nl", "ik sliep in borgerhout en later in valkenswaard, eerst in hoogvliet", ("borgerhout", "valkenswaard", "hoogvliet")),
    ("fr", "on est partis du port de marín sans rien dire", ("marín",)), ("en", "there is an agent in manila who knows", ("manila",)), ("pt", "sou filho da terra, do lobito, e vim de barco", ("lobito",)),
    ("es", "la finca está en san isidro de níjar", ("san isidro de níjar",)), ("pt", "passei por odemira, beja e sines", ("odemira", "sines")),
    ("nl", "busje naar elst en ede", ("elst", "ede")), ("en", "WE WERE TAKEN TO MOMBASA. MY FRIEND MERCY RAN AWAY.", ("MOMBASA", "MERCY")),
)
HARMLESS = (
    ("en", "i hope it will be better, with patience and a bit of grace, and that is joy", ("hope", "patience", "joy")), ("en", "madam kept my phone and the doctor said nothing", ("kept", "said")),
    ("fr", "j'ai eu de la chance et de l'espoir, madame disait que la patience est belle", ("chance", "espoir", "disait", "patience")), ("nl", "het was mooi weer en meneer zei dat er hoop was", ("mooi", "zei", "hoop")),
    ("nl", "mijn vriendin wil niet praten en ze noemen hem nooit", ("wil", "hem")),
    ("es", "con paz y con luz la vida es otra cosa, la señora me pagaba poco", ("paz", "luz", "pagaba")), ("pt", "com a graça de deus a vitória veio, a senhora mandava em tudo", ("mandava",)),
    ("es", "me dicen que no hay trabajo y que el jefe está enfermo", ("trabajo", "jefe")), ("en", "The U.S. and the U.K. sent letters.", ("U.S.", "U.K.")), ("nl", "hij zat in brand en in de war, bij de dijk", ("brand", "war", "dijk")),
    ("fr", "je suis resté en ville et à bord, à pied et à table", ("ville", "bord", "table")), ("es", "estuve en casa y en cama, en barco y en camión", ("casa", "cama", "barco")), ("pt", "fiquei em casa, em terra e no mar", ("casa", "terra", "mar")),
)


def _covered(text, language):
    return {at for find in read_by_rules(text, language) if find.confidence >= SURE for at in range(find.start, find.end)}


@pytest.mark.parametrize(("language", "text", "names"), FOUND)
def test_names_that_are_words_are_covered_whole(language, text, names):
    seen = _covered(text, language)
    for name in names:
        at = text.index(name)
        assert all(at + place in seen for place, sign in enumerate(name) if sign.isalnum()), name


@pytest.mark.parametrize(("language", "text", "words"), HARMLESS)
def test_the_same_words_used_as_words_stay(language, text, words):
    seen = _covered(text, language)
    assert [word for word in words if set(range(text.index(word), text.index(word) + len(word))) <= seen] == []


def test_how_often_a_word_is_used_is_told_in_steps():
    assert often("hope", "en") is Often.ALWAYS
    assert often("rodel", "nl") is Often.RARE
    assert often("xqzt", "en") is Often.NEVER
    assert often("borgerhout", "nl") is Often.NOW_AND_THEN  # made of two words
    assert not is_spelled_out("borgerhout", "nl")


def test_a_letter_that_a_language_never_writes_makes_a_word_foreign():
    assert foreign_letter("marín", "fr")
    assert not foreign_letter("forêt", "fr")
    assert not foreign_letter("marin", "fr")
