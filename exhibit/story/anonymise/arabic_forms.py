"""Words of Arabic and Urdu as dictionaries may hold them: without what is written together with a word, without endings, verbs as "he".

More forms than `inflection` gives, because a wrong form does no harm here: it is only asked whether one of them is an ordinary word.
"""
from __future__ import annotations

from collections.abc import Iterator

_BEFORE = tuple("و ف ب ك ل س ال لل وب ول وك وس فب فل فس وال فال بال كال عال هال وبال فبال وكال ولل فلل وعال لا ولا ما وما ح ه".split())
"""Written together with the word that follows; some only in speech."""
_ALONE = frozenset("بفكلسحه")
_SPOKEN = tuple("بي بت بن حي حت حن هي هت هن كي كت وبي وبت وبن عمي عمت".split())
"""Before a verb of the present in speech: the last letter stays."""
_AFTER = tuple("""ه ها هم هن هما نا ي ني ك كم كن ا وا ون ين ان ات ت تم تي ش و يه ته تها تهم تنا تك تني تين تان ناه ناها ناهم وه وها وهم وني ونا وك
    ونه ونها ونهم ونني ونك اه اها اهم اني انا اته اتها اتهم اتنا اتي اتك يي يها يهم ينا يني وش تش هاش هوش نيش ناش تنيش لي له لها لنا لهم لك تلي تله تلها ولي ولنا ولهم يت اءه اءها اءهم اءنا يته يتها يتهم يتي يتنا تيني تونا تونه""".split())
_OF_PAST = frozenset(("ت", "نا", "تم", "ته", "تها", "تهم", "ناه", "ناهم", "تني", "تش", "ناش"))
_ENDINGS = ("ه", "ا", "ي", "اء")  # what a cut word may have had
_PERSONS = frozenset("تنا")
_LEAST = 2  # letters left of a word
_URDU = (("وں", ("", "ا", "ه", "ي")), ("یں", ("", "ا", "نا")), ("يں", ("", "ا", "نا")), ("يوں", ("ي", "يه")), ("ياں", ("ي", "یا")), ("يوں", ("",)), ("ے", ("ا", "ه", "نا", "")), ("ي", ("ا", "نا", "", "ه")), ("ا", ("نا", "")), ("نے", ("نا",)), ("ني", ("نا",)),
         ("تا", ("نا",)), ("تے", ("نا",)), ("تي", ("نا",)), ("تيں", ("نا",)), ("وانا", ("نا",)), ("وايا", ("نا",)), ("ايا", ("نا", "انا")), ("ائي", ("نا", "انا")), ("ايي", ("نا", "انا")), ("ايے", ("نا", "انا")), ("اتا", ("انا",)), ("اتي", ("انا",)), ("اتے", ("انا",)),
         ("و", ("نا",)), ("يے", ("نا", "")), ("ييں", ("نا", "")), ("يں گے", ("نا",)), ("وں گا", ("نا",)), ("ات", ("", "ه")), ("ين", ("",)), ("انه", ("",)), ("گي", ("ه", "")), ("پن", ("", "ا")), ("دار", ("", "ه")), ("ں", ("",)), ("ائيں", ("نا", "انا", "ا")), ("اييں", ("نا", "انا", "ا")), ("يا", ("نا", "")), ("كر", ("نا", "")))


def ordinary_forms(key: str, language: str) -> Iterator[str]:
    """What the word may be a form of, the word itself first; `key` is a `gazetteer.name_key`."""
    yield key
    if language == "ar":
        yield from _arabic(key)
    elif language == "ur":
        yield from _urdu(key)


def _arabic(key: str) -> Iterator[str]:
    yield from _without_ending(key)
    for before in _BEFORE:
        if key.startswith(before) and len(key) - len(before) > _LEAST + (before in _ALONE):
            yield key[len(before):]
            yield from _without_ending(key[len(before):])
    for before in _SPOKEN:
        if key.startswith(before) and len(key) - len(before) > 1:
            yield from _without_ending(key[len(before) - 1:])


def _without_ending(word: str) -> Iterator[str]:
    yield from _as_he(word, False)
    for after in _AFTER:
        stem = word[:-len(after)]
        if word.endswith(after) and len(stem) >= _LEAST:
            if len(stem) > _LEAST + (len(after) == 1):
                yield stem
                yield from (stem + ending for ending in _ENDINGS)
                yield from _as_he(stem, True)
            elif len(stem) == _LEAST and after in _OF_PAST:  # قلت, نمت: "he" has a long vowel in the middle, or its last letter twice
                yield stem[0] + "ا" + stem[1]
                yield stem + stem[1]


def _as_he(stem: str, is_cut: bool) -> Iterator[str]:
    """تكتب, نكتب, اكتب: a dictionary has "he"."""
    if stem[0] in _PERSONS and len(stem) > 3:
        he = "ي" + stem[1:]
        yield he
        if is_cut:
            yield from (he + ending for ending in "ياو")


def _urdu(key: str) -> Iterator[str]:
    for ending, bases in _URDU:
        if key.endswith(ending) and len(key) - len(ending) >= _LEAST:
            yield from (key[:-len(ending)] + base for base in bases)
