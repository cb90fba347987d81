"""Organisations by legal form, quotes, fields, numbers, towns and articles, and in texts written small; what only sounds like one stays."""
import pytest

from exhibit.story.anonymise.merge import SURE
from exhibit.story.anonymise.organisations_known import KNOWN
from exhibit.story.anonymise.organisations_wide import WIDE
from exhibit.story.anonymise.tokens import table
from tests.support.finders import read_by_rules

BY_FORM = (
    ("es", "Nos pagaba Huertas del Lince, S.L. cada mes.", "Huertas del Lince, S.L"), ("pt", "Recebia da Frutos da Bruma, Unipessoal Lda. em mão.", "Frutos da Bruma, Unipessoal Lda"), ("fr", "Le contrat était de Morvan et Cie, à Brest.", "Morvan et Cie"),
    ("fr", "Il conduit pour Delcourt et Filles depuis avril.", "Delcourt et Filles"), ("en", "Six of us packed leeks for Harbottle & Sons that winter.", "Harbottle & Sons"), ("nl", "Zij kreeg een kamer van vzw De Lantaarn in Gent.", "vzw De Lantaarn"),
    ("ru", "Хозяином был ИП Саркисян, мы его не видели.", "ИП Саркисян"), ("uk", "Платила мені ФОП Ковальчук раз на місяць.", "ФОП Ковальчук"), ("ru", "Помог Фонд «Сирень» и больше никто.", "Фонд «Сирень»"), ("uk", "Прийняв мене Кризовий центр «Калинонька» у травні.", "Кризовий центр «Калинонька»"),
    ("fr", "Elle est suivie par La Traverse 38 depuis un an.", "La Traverse 38"), ("es", "Subí al calamarero Jin Feng 18 sin saber nadar.", "Jin Feng 18"), ("en", "Rooms were booked at Dazzle 24 for the others.", "Dazzle 24"), ("en", "She wrote to Bread and Roses for Women about it.", "Bread and Roses for Women"),
)
FIELDS = (
    ("en", "Name: withheld\nEmployer: Trident Valeting\nDebt: none", "Trident Valeting"), ("fr", "Orientée par : Les Passeurs, Mme D.\nSanté : bonne", "Les Passeurs"), ("nl", "Aangemeld door: De Vuurtoren\nTaal: Frans", "De Vuurtoren"), ("es", "Deriva: Puente Claro\nSalud: buena", "Puente Claro"),
    ("pt", "Encaminhada por: Casa Aberta\nSaúde: boa", "Casa Aberta"), ("ru", "Работодатель: Белый Берег\nДолг: нет", "Белый Берег"), ("uk", "Куди направлено: Тиха Криниця\nБорг: немає", "Тиха Криниця"),
)
PUBLIC = (
    ("fr", "Le dossier attend au tribunal judiciaire de Valenciennes.", "tribunal judiciaire de Valenciennes"), ("es", "Declaré en el Juzgado de Instrucción n.º 4 de Almería.", "Juzgado de Instrucción n.º 4 de Almería"), ("pt", "Fiz queixa na esquadra da PSP de Odivelas.", "esquadra da PSP de Odivelas"),
    ("nl", "De zaak loopt bij de rechtbank Roermond.", "rechtbank Roermond"), ("en", "I spoke to the Regional Protection Unit in Kumasi.", "Regional Protection Unit in Kumasi"), ("ru", "Дело слушал Октябрьский районный суд Саратова.", "Октябрьский районный суд Саратова"),
    ("uk", "Заяву взяли у Малиновському районному суді Одеси.", "Малиновському районному суді Одеси"), ("uk", "Була в центрі соціальних служб Ковеля.", "центрі соціальних служб Ковеля"), ("fr", "On me soigne au dispensaire des Alizés.", "dispensaire des Alizés"),
)
ORDINARY_WORDS = (
    ("fr", "Je tiens une gargote à Labé, La Patience, ouverte tôt.", "La Patience"), ("nl", "Zij speelt petanque bij De Zilveren Bol.", "De Zilveren Bol"), ("fr", "Elle joue avec Les Enfants du vent.", "Les Enfants du vent"), ("uk", "Волонтерю тепер у Домі друзів щосуботи.", "Домі друзів"),
    ("uk", "Хостел Теплий дім стоїть у Празі.", "Хостел Теплий дім"), ("ru", "Ели мы в кафе У Ашота на трассе.", "кафе У Ашота"), ("ru", "Мне помогли Дети без границ и соседка.", "Дети без границ"), ("fr", "J'ai reçu le numéro de l'Abri des Cèdres hier.", "l'Abri des Cèdres"),
)
WRITTEN_SMALL = (
    ("en", "the boat was the lucky star 8 from dakar and i was cook", "lucky star 8"), ("en", "the agency was golden palms crewing in manila", "golden palms crewing"), ("en", "i joined the northern grace in october", "northern grace"), ("en", "an agent called blue horizon crewing took the money", "blue horizon crewing"),
    ("fr", "je travaillais au restaurant le dragon d'or à lille", "le dragon d'or"), ("fr", "je lavais les voitures chez euro lavage à metz", "euro lavage"), ("nl", "het hotel was de witte nachtraaf in de buurt van het kanaal", "de witte nachtraaf"), ("nl", "ik stond in de autowasserij glansgolf elke dag", "glansgolf"),
    ("es", "el barco era el marlin azul de manta", "el marlin azul"), ("es", "mire el restaurante chino gran muralla de la avenida", "gran muralla"), ("pt", "a empresa era mundo novo e nunca pagou", "mundo novo"), ("pt", "a quinta do vale verde era longe", "vale verde"),
    ("ru", "больше в тот хостел не вернусь он уютный дворик назывался", "уютный дворик"), ("ru", "шашлычная у мамеда была на трассе", "у мамеда"), ("uk", "поїхав через контору обітована праця", "обітована праця"), ("uk", "прибирала через фірму чисто тв і ще одну", "чисто тв"),
)
CHAINS = (
    ("en", "i work at tesco now", "tesco"), ("fr", "son mari travaille a carrefour", "carrefour"), ("nl", "nu werk ik bij jumbo in de avond", "jumbo"), ("es", "ahora estoy en mercadona por las tardes", "mercadona"), ("pt", "agora trabalho no continente de noite", "continente"),
    ("ru", "Сейчас работаю в Пятёрочке на кассе.", "Пятёрочке"), ("uk", "зараз працюю в сільпо на касі", "сільпо"), ("en", "They sent it by Western Union each month.", "Western Union"), ("uk", "Посилку забрала на Новій пошті.", "Новій пошті"),
)
HARMLESS = (
    ("en", "The hotel was cold. I cried at the shelter, and the office of the manager was locked. Section 47 was read to me."), ("en", "the hotel was far and the boss was angry, i worked at night for no money and the shop was closed"),
    ("fr", "Le tribunal a décidé, le foyer était plein et le patron du restaurant criait."), ("fr", "je travaillais chez des gens et le restaurant était fermé la nuit"), ("nl", "Het hof besliste, de opvang was vol en de baas van het restaurant riep."), ("nl", "ik werkte bij mensen thuis en het hotel was ver weg"),
    ("es", "El juzgado decidió, el albergue estaba lleno y el dueño del restaurante gritaba."), ("es", "trabajaba en casa de una familia y el barco era muy viejo"), ("pt", "O tribunal decidiu, o abrigo estava cheio e o dono do restaurante gritava."), ("pt", "a fazenda era longe e o barco era muito velho"),
    ("ru", "Суд решил, приют был полон, хозяин кафе кричал."), ("ru", "на стройке было холодно и хозяин магазина кричал"), ("uk", "Суд вирішив, притулок був повний, господар кафе кричав."), ("uk", "на будові було холодно і господар магазину кричав"),
    ("en", "I paid next week in boots and wave after wave came; the continent was big."), ("pt", "O continente é grande."), ("nl", "Hij was jumbo groot."),
)
ROWS = (*BY_FORM, *FIELDS, *PUBLIC, *ORDINARY_WORDS, *WRITTEN_SMALL, *CHAINS)


def replaced(language, text):
    places = [(find.start, find.end) for find in read_by_rules(text, language) if find.confidence >= SURE and find.kind in ("ORGANISATION", "NAME", "PLACE", "ADDRESS")]
    return {place for start, end in places for place in range(start, end)}


@pytest.mark.parametrize(("language", "text", "name"), ROWS, ids=[row[2] for row in ROWS])
def test_every_letter_of_the_name_is_replaced(language, text, name):
    start = text.index(name)
    assert {at for at in range(start, start + len(name)) if text[at].isalnum()} <= replaced(language, text)


@pytest.mark.parametrize(("language", "text"), HARMLESS, ids=[text[:30] for _, text in HARMLESS])
def test_words_that_lead_nowhere_stay(language, text):
    assert {find.text for find in read_by_rules(text, language) if find.confidence >= SURE and find.kind == "ORGANISATION"} == set()


@pytest.mark.parametrize("path", [KNOWN, WIDE], ids=["known", "wide"])
def test_each_language_with_capitals_has_the_same_rows(path):
    rows = {language: set(table(path)[language]) for language in ("en", "fr", "nl", "es", "pt", "ru", "uk")}
    assert len({frozenset(names) for names in rows.values()}) == 1
