"""Names that the beginning of a sentence hides, because they are ordinary words too: "Clarisse m'a aidée", "Joy told me", "Светка нашла".

A person does something right behind the name: a verb of doing, a verb in the past by the dictionary (Russian, Ukrainian), or a second name
beside it. Nicknames with their article (el Gallego, o Tonho), names said twice (Jun-jun), and Kyrgyz names by how they are built.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.story.anonymise import known_words, name_lists
from exhibit.story.anonymise.kinship import phrase_ending
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.name_lists import Part
from exhibit.story.anonymise.passage import Passage
from exhibit.story.anonymise.people import People, Token

DOES, WORD_DOES, NICKNAME, TWICE, BUILT = 0.65, 0.5, 0.55, 0.7, 0.65
_SPANISH = (
    r"(?:ya |también |siempre |nunca |todavía |casi )?(?:no )?(?:(?:me|te|nos|le|les|se|la|lo|los|las) ){0,2}(?:[^\W\d_]{2,}(?:ó|aba|ía|aron|ieron|aban|ían)\b"
    r"|(?:dijo|dice|vive|tiene|sabe|trabaja|quiso|quiere|pudo|puede|fue|hizo|hace|trajo|trae|puso|pone|dio|da|vino|viene|estuvo|supo|era|es|está|esta|iba|va|manda|paga|cobra|debe|llama|ayuda|enseña|cuida|vende|cocina|conoce|habla|llega|sale|sigue|maneja|guarda|grita|pide|pega|escribe|contesta)\b)"
)
_DOES = {
    "en": r"(?:(?:had|has|have|just|then|always|never|also|still|only|already|even|really|often) )?(?:told|tells|said|says|asked|asks|laughed|drove|drives|gave|gives|promised|knew|knows|wanted|wants|beat|beats|hit|slapped|took|takes|brought|brings|cooked|cooks|cried|cries|ran|runs|lent|sold|sells|paid|pays|helped|helps|taught|lives|lived|works|worked|phoned|rang|called|calls|came|comes|went|goes|sat|slept|sleeps|ate|died|smiled|shouted|shouts|sang|sewed|fled|held|keeps|kept|met|found|stayed|stays|left|lost|shared|showed|hid|got|gets|made|makes|let|lets|sent|sends|owes|owed|thinks|wrote|writes|texted|messaged|speaks|spoke|translated|did|does|didn't|doesn't|wasn't|isn't|won't|can't|couldn't|never|still|also|who|has|had|was|is|will|can|and (?:i|me|him|her|my|his)|&)\b",
    "fr": r"(?:ne |n')?(?:m'|l'|t'|s'|nous |vous |lui |leur |me |la |le |les |se |y |en )*(?:a|avait|est|était|disait|dit|savait|voulait|travaillait|travaille|vivait|vit|habite|habitait|parlait|parle|pleurait|riait|dormait|dort|conduisait|conduit|cuisinait|gardait|garde|tenait|tient|prenait|prend|donnait|donne|prit|donna|vint|vient|vend|vendait|doit|devait|peut|pouvait|sait|va|allait|voudrait|veut|aidait|aide|frappait|criait|crie|appelle|appelait|paie|paye|payait|connaît|connait|connaissait|commande|commandait|surveillait|surveille|refusait|demandait|demande|et moi|et elle|et lui|aussi|qui)\b",
    "nl": r"(?:zei|zegt|vertelde|vertelt|vroeg|vraagt|lachte|gaf|geeft|bracht|brengt|haalde|haalt|sloeg|slaat|beloofde|werkte|werkt|woont|woonde|hielp|helpt|leerde|leert|belde|belt|wilde|wil|kookte|kookt|reed|rijdt|nam|neemt|kwam|komt|ging|gaat|liep|huilde|huilt|stuurde|stuurt|betaalde|betaalt|verkocht|verkoopt|kent|kende|wist|weet|zat|zit|sliep|slaapt|vluchtte|hield|houdt|schreeuwde|zong|stond|staat|bleef|blijft|vertrok|riep|schreef|schrijft|bood|liet|laat|moest|moet|mocht|mag|kon|kan|appte|appt|zegde|vond|vindt|deed|doet|is|was|had|heeft|en ik|en zijn|en haar|die)\b",
    "es": _SPANISH,
    "pt": r"(?:já |também |sempre |nunca |ainda |só )?(?:não )?(?:(?:me|nos|lhe|se|te|a|o) )?[^\W\d_]{2,}(?:ou|ava|eu|iu|ia|aram|eram|iram|avam)(?:-me|-nos|-lhe|-se)?\b|(?:já |também |sempre |nunca |ainda |só )?(?:não |nao )?(?:(?:me|nos|lhe|se|te) )?(?:disse|diz|vive|tem|sabe|trabalha|quis|quer|pode|fez|faz|trouxe|traz|deu|dá|veio|vem|esteve|era|é|eh|está|esta|tá|ta|foi|vai|ia|mora|fala|manda|paga|cobra|deve|chama|ajuda|cuida|vende|cozinha|conhece|chega|sai|guarda|grita|pede|bate|põe)(?:-me|-nos|-lhe|-se)?\b",
    "ru": r"(?:не |ее |его |нас |меня |мне |нам |тогда |потом |всегда |тоже |сама |сам |и я )?",
    "uk": r"(?:не |її |його |нас |мене |мені |нам |тоді |потім |завжди |теж |сама |сам |і я )?",
}
_ARTICLES = {"es": ("el", "la"), "pt": ("o", "a"), "fr": ("le", "la")}
_TWICE = re.compile(r"([^\W\d_]{2,5})-\1")
_KYRGYZ = re.compile(
    r"(?:[^\W\d_]{2,}(?:бек|бай|гул|гүл|жан|кул|мат|мырза|нур|жамал|айым|султан|темир|хан|дин|бубу|бүбү|бүү|зат|изат|зада|кан|таш|тай|лан|мира|нура|гүлүм|жаркын|назар|улук|тилек|болот|асыл|шер|берди|турган|керим|дамир|ислам|али|рахман|улла|беков|баев|кулов|матов|жанов|таев|бекова|баева|кулова|матова|жанова|таева|аев|аева|иев|иева|уков|укова|алиев|алиева|ов|ова)"
    r"|(?:нур|ай|гүл|чын|жан|бек|эр|ак|кубан|мээр|назик|жылдыз|алтын|ырыс|кан|тал|тол|туру|эсен|жээн|сапар|жума|бакты|ороз|жолд|шай|абды|эль|ис)[^\W\d_]{2,}(?:бек|бай|гүл|жан|кул|мат|нур|ай|а|им|ида|ина|ира|ат|ан|за|ура))"
    r"(?:(?:н|д|т)[ыиуү]н?|[гк][аеоө]|[дт][аеоө]н?|[дт][аеоө]г[ыиуү])?", re.I)


def first_names(passage: Passage) -> Iterator[Candidate]:
    """Names at the beginning of a sentence, nicknames and names by their build."""
    people = People.of(passage)
    if people.language not in (*_DOES, "ky"):
        return
    follows = _COMPILED.get(people.language, _NOTHING)
    if not people.cased:
        yield from _small(people, follows)
        return
    for at, token in enumerate(people.tokens):
        if not token.word.capital or token.word.key in people.around.large:
            continue
        if _TWICE.fullmatch(token.word.text.lower()):
            yield people.candidate(at, at, TWICE)
        elif people.language == "ky":
            if _KYRGYZ.fullmatch(token.word.text) and len(token.word.key) > 4 and not token.excluded and not token.is_word:
                yield people.candidate(at, people.run(at), BUILT)
        elif not token.word.first:
            yield from _nickname(people, at)
        elif token.is_word and not known_words.is_common(token.word.key, people.language) and token.word.key not in people.around.not_names:
            sure = _does(people, token, at, follows)
            if sure:
                yield people.candidate(at, at, sure)


def _small(people: People, follows: re.Pattern[str]) -> Iterator[Candidate]:
    """In a text without capitals: a given name that is an ordinary word too, and does something or has a family name behind it; a name said twice."""
    for at, token in enumerate(people.tokens):
        family = _family_after(people, at) if _is_given(token) and not token.excluded and len(token.word.key) > 2 else 0
        if family:
            yield people.candidate(at, family, DOES)
            continue
        if _TWICE.fullmatch(token.word.key) and token.is_word:
            yield people.candidate(at, at, WORD_DOES)
        elif token.is_word and token.word.key not in people.around.not_names and _is_given(token) and _is_person(people, at) and _does(people, token, at, follows):
            yield people.candidate(at, at, WORD_DOES)


def _is_person(people: People, at: int) -> bool:
    """By how often the word is used as a word: one used always needs more than a verb, one used daily a verb of what only persons do."""
    step = known_words.often(people.keys[at], people.language)
    return step is not known_words.Often.ALWAYS and (step is not known_words.Often.USUAL or at + 1 < len(people.tokens) and people.keys[at + 1] not in BEING)


def _family_after(people: People, at: int) -> int:
    """Where the family name ends that stands right behind a given name, over "van der"; 0 for none."""
    here = at + 1
    while here < len(people.tokens) and here < at + 3 and people.language == "nl" and people.keys[here] in _DUTCH and people.gap(here - 1) == " ":
        here += 1
    if here >= len(people.tokens) or people.gap(here - 1) != " " or len(people.keys[here]) < 3:
        return 0
    token = people.tokens[here]
    is_family = bool(name_lists.parts(token.word.key) & Part.FAMILY) and not known_words.is_common(token.word.key, people.language)
    return here if is_family and (not people.tokens[at].is_word or here > at + 1 or people.language not in ("en", "fr")) else 0


def does(people: People, at: int) -> bool:
    """Does this word do what somebody does: is a verb of saying or doing right behind it?"""
    pattern = _COMPILED.get(people.language, _NOTHING)
    return at + 1 < len(people.tokens) and bool(pattern.match(people.plain, people.tokens[at].word.end))


def _does(people: People, token: Token, at: int, follows: re.Pattern[str]) -> float:
    """How sure it is that this first word is somebody who does what stands behind it."""
    if token.word.key in _ANYBODY:
        return 0
    is_given = _is_given(token)
    if not is_given and people.language not in ("en", "fr") or is_given is False and token.word.key.endswith("s"):
        return 0
    found = follows.match(people.plain, token.word.end)
    if not found or at + 1 >= len(people.tokens):
        return 0
    if people.language in ("ru", "uk"):
        verb = next((other for other in people.tokens[at + 1:at + 4] if other.word.start >= found.end()), None)
        return DOES if verb is not None and known_words.is_past(verb.word.key, people.language) else 0
    if is_given:
        return DOES
    return WORD_DOES if _SAYING.search(found.group()) and not phrase_ending(people.keys, at, people.around.kin) else 0


def _is_given(token: Token) -> bool:
    """Does a list hold it, as it stands, as a given name?"""
    return bool(name_lists.parts(token.word.key) & (Part.WOMAN | Part.MAN | Part.GIVEN))


def _nickname(people: People, at: int) -> Iterator[Candidate]:
    """el Gallego, o Tonho, la Güera: an ordinary word with a capital and its article."""
    token = people.tokens[at]
    if not at or people.keys[at - 1] not in _ARTICLES.get(people.language, ()) or people.tokens[at - 1].word.capital or people.gap(at - 1) != " ":
        return
    alone = at + 1 == len(people.tokens) or not people.tokens[at + 1].word.capital
    if alone and token.is_word and not token.word.text.isupper() and (name_lists.parts(token.word.key) or people.language != "fr" and token.word.key.endswith(_NICKNAMES)):
        yield people.candidate(at - 1, at, NICKNAME)


_ANYBODY = frozenset("nobody somebody someone anybody anyone everybody everyone no-one none others people women men children girls boys police work life death time god money love hope personne quelqu'un chacun chacune rien tout tous toutes dieu certains certaines plusieurs aucun aucune autre autres".split())
BEING = frozenset("is was has had will est etait a avait heeft es era esta e eh foi ta tem and en".split())
"""Verbs of what words do as well as persons."""
_DUTCH = frozenset("van de der den het ten ter 't in op".split())
_NOTHING = re.compile(r"(?!)")
_COMPILED = {language: re.compile(f" (?:{form})", re.I) for language, form in _DOES.items()}
_SAYING = re.compile(r"(?i)told|said|says|asked|laughed|promised|slapped|phoned|smiled|shouted|disait|riait|pleurait|m'a ?$|m'avait ?$")
_NICKNAMES = ("ito", "ita", "inho", "inha", "ego", "ega", "ero", "era", "eno", "ena", "ado", "ada", "ano", "ana", "ino", "ina", "uco", "uca", "ote", "ota", "udo", "uda", "ón", "ão", "ero", "eiro", "eira")
