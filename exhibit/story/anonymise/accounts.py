"""Accounts on the net without their sign: a handle after the name of the network, and short links."""
from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage

_NETWORKS = (r"insta(?:gram)?|инста\w*|telegram|телеграм\w*|телега|тг|tiktok|tik tok|тикток\w*|facebook|face|fb|фейсбук\w*|snap(?:chat)?|viber|skype|wechat|imo|вк|vk|messenger|"
             r"إنستغرام|انستغرام|انستا|تيك توك|فيسبوك|تلغرام|انسٹاگرام|فیس بک|ٹک ٹاک|फेसबुक|इन्स्टाग्राम|टिकटक|ເຟສບຸກ|ເຟສ|ຕິກຕັອກ")
_HANDLE = r"(?=[a-z0-9._-]*[a-z])[a-z0-9][a-z0-9-]*(?:[._][a-z0-9_-]+|_|\d)[a-z0-9._-]*[a-z0-9_]"
_NAMED = re.compile(rf"(?<!\w)(?:{_NETWORKS})(?:\s?:|\s(?:is|name|est|es|é|c'est|account|compte|cuenta|conta|это|це))?\s+({_HANDLE})", re.I)
_SHORT_LINK = re.compile(r"(?<![\w@.])[a-z]{1,5}\.(?:me|ly|gg|to|ee|link|page|co)/[\w./?=&-]+", re.I)


def accounts(passage: Passage) -> Iterator[Candidate]:
    """Handles with a stroke, point or figure in them, after a network's name; t.me/name and the like."""
    for found in _NAMED.finditer(passage.plain):
        yield Candidate(*found.span(1), "LINK", 0.85)
    for found in _SHORT_LINK.finditer(passage.plain):
        yield Candidate(*found.span(), "LINK", 0.9)
