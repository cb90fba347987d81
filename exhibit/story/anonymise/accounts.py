"""Accounts on the net without their sign: a handle after the name of the network, and short links."""
from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.story.anonymise.known_words import Use, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage, folded

_NETWORKS = (r"insta(?:gram)?|инста\w*|telegram|телеграм\w*|телега|тг|tiktok|tik tok|тикток\w*|facebook|face|fb|фейсбук\w*|snap(?:chat)?|viber|skype|wechat|imo|вк|vk|messenger|"
             r"إنستغرام|انستغرام|انستا|تيك توك|فيسبوك|تلغرام|انسٹاگرام|فیس بک|ٹک ٹاک|फेसबुक|इन्स्टाग्राम|टिकटक|ເຟສບຸກ|ເຟສ|ຕິກຕັອກ")
_HANDLE = r"(?=[a-z0-9._-]*[a-z])[a-z0-9][a-z0-9-]*(?:[._][a-z0-9_-]+|_|\d)[a-z0-9._-]*[a-z0-9_]"
_NAMED = re.compile(rf"(?<!\w)(?:{_NETWORKS})(?:\s?:|\s(?:is|name|est|es|é|c'est|account|compte|cuenta|conta|это|це))?\s+({_HANDLE})", re.I)
_PLAIN_NAME = re.compile(rf"(?<!\w)(?:{_NETWORKS})(?:\s?:|\s(?:is|name|account|named|as|est|sous le nom|compte|nom|als|naam|onder de naam|met de naam|heet|profiel|pagina|cuenta|como|nombre|usuario|perfil|conta|nome|página|страница|профиль|ник|сторінка|профіль|нік))\s?:?\s+[«\"“']?([a-z][a-z0-9._-]{{5,}})", re.I)
_LAST = "example|test|invalid|shop|store|online|site|app|dev|blog|news|live|world|biz|edu|gov|int|mobi|name|pro|xyz|link|page|help|support|org|net|com|eu|de|at|ch|uk|ie|it|pl|cz|ro|gr|se|no|dk|fi|lt|lv|ee|md|kz|uz|tj|tr|ge|am|az|ng|gh|ke|tz|ug|rw|cm|ci|sn|tg|bj|ga|cd|ao|mz|cv|st|gw|mx|pe|ec|bo|cl|ar|uy|py|ve|do|cu|gt|hn|sv|ni|cr|pa|us|ca|au|nz|in|lk|bd|ph|th|vn|id|my|sg|cn|jp|kr|ae|sa|qa|kw|lb|jo|sy|iq|dz|tn|ly|sd|su|рф|укр"
_PAGE = re.compile(rf"(?<![\w@.])[a-zа-я0-9][\wа-я-]*(?:\.[\w-]+)*\.(?:{_LAST})(?:/[\w./?=&%#~+-]*[\w/])?(?![\w@]|\.\w)", re.I)
_SHORT_LINK = re.compile(r"(?<![\w@.])[a-z]{1,5}\.(?:me|ly|gg|to|ee|link|page|co)/[\w./?=&-]+", re.I)


def accounts(passage: Passage) -> Iterator[Candidate]:
    """Handles after a network's name, with a stroke, point or figure in them or as no ordinary word; pages by the end of their address; t.me/name and the like."""
    for found in _NAMED.finditer(passage.plain):
        yield Candidate(*found.span(1), "LINK", 0.85)
    for found in _PLAIN_NAME.finditer(passage.plain):
        if not _is_plain_word(found.group(1), passage.language):
            yield Candidate(*found.span(1), "LINK", 0.7)
    for found in _PAGE.finditer(passage.plain):
        if len(found.group().split("/")[0]) > 6 and not found.group()[0].isdigit():
            yield Candidate(*found.span(), "LINK", 0.85)
    for found in _SHORT_LINK.finditer(passage.plain):
        yield Candidate(*found.span(), "LINK", 0.9)


def _is_plain_word(text: str, language: str) -> bool:
    """Is it an ordinary word of the language, in Latin letters or none?"""
    return bool(use(folded(text.strip("._-")), language.split("-")[0]) & Use.WORD)
