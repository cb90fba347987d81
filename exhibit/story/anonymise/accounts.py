"""Accounts on the net without their sign: a handle after the name of the network, and short links."""
from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.story.anonymise.known_words import SPELLED, Use, use
from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage, folded

_NETWORKS = (r"insta(?:gram)?|инста\w*|telegram|телеграм\w*|телега|тг|tiktok|tik tok|тикток\w*|facebook|face|fb|фейсбук\w*|snap(?:chat)?|viber|skype|wechat|imo|вк|vk|messenger|"
             r"إنستغرام|انستغرام|انستا|تيك توك|فيسبوك|تلغرام|انسٹاگرام|فیس بک|ٹک ٹاک|फेसबुक|इन्स्टाग्राम|टिकटक|ເຟສບຸກ|ເຟສ|ຕິກຕັອກ")
_MORE_NETWORKS = (r"youtube|yutub|ютуб\w*|twitter|твит+ер\w*|linkedin|threads|discord|twitch|bigo|likee|kakao(?:talk)?|line|zalo|badoo|tinder|mamba|мамб\w*|одноклассник\w*|однокласник\w*|whats?app|ватсап\w*|вотсап\w*|вацап\w*|вайбер\w*|signal|инст\w*|інст\w*|тік ?ток\w*|телеграм\w*|вконтакт\w*|"
                  r"канал\w*|аккаунт\w*|акаунт\w*|профил\w*|профіл\w*|паблик\w*|страничк\w*|сторінк\w*|баракча\w*|channel|account|profile|username|handle|page|chaîne|compte|profil|pagina|profiel|kanaal|cuenta|perfil|canal|usuario|conta|página|ник|нік|"
                  r"يوتيوب|تويتر|سناب\w*|واتساب|حساب\w*|صفحة|صفحتي|قناة|إنستا\w*|انستا\w*|فيس\w*|تليغرام|تلجرام|یوٹیوب|فیس بک|فیسبک|انسٹا\w*|اکاؤنٹ|پیج|آئی ڈی|چینل|स्न्यापच्याट|युट्युब|पेज|आइडी|च्यानल|फेसबुक|इन्स्टा\w*|टिकटक\w*|भाइबर|ຢູທູບ|ໄລນ໌?|ໄລ|ອິນສະຕາແກຣມ|ອິນສະຕາ|ໄອຈີ|ເຟສບຸກ|ເຟສ|ເພຈ|ເພດ|ຕິກຕັອກ|ຕິກຕອກ|ວອດແອັບ|ວີແຊັດ|ຊ່ອງ|ບັນຊີ")
_NEAR_NETWORK = re.compile(rf"(?:{_NETWORKS}|{_MORE_NETWORKS})", re.I)
_NEAR = 40  # characters between a network's name and a handle
_UNDERSCORED = re.compile(r"(?<![\w@./])[a-z0-9]+(?:[._]+[a-z0-9]+)*_+(?:[a-z0-9]+[._]*)+(?![\w@])", re.I)
_DOTTED = re.compile(r"(?<![\w@./-])[a-z][a-z0-9]*(?:\.[a-z0-9]+){1,5}(?![\w@]|\.\w)", re.I)
_ONE_WORD = re.compile(r"(?<![\w@./-])[a-z][a-z0-9-]{3,40}(?![\w@]|\.\w)", re.I)
_SPOKEN_OF = frozenset("instagram insta facebook face telegram tiktok whatsapp viber skype wechat messenger snapchat youtube twitter linkedin signal google gmail zoom line imo link online live chat video post reel story app android iphone samsung visa covid stop".split())
_GROUP = re.compile(r"(?<!\w)(?:group(?:chat)?|groupe|groep(?:sapp)?|grupo|групп\w*|груп\w*|канал\w*|чат\w*|паблик\w*|сообществ\w*|спільнот\w*|channel|chaîne|kanaal|canal|page|pagina|página|страниц\w*|сторінк\w*|топ\w*|баракча\w*|مجموعة|قروب|جروب|صفحة|قناة|گروپ|پیج|چینل|ग्रुप|समूह|पेज|ກຸ່ມ|ເພຈ)(?:\s[^\W\d_]{1,14}){0,4}\s?[:,]?\s?[«\"“„‹']([^»\"”“›'\n]{2,60})[»\"”“›']", re.I)
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
    for found in _UNDERSCORED.finditer(passage.plain):
        if sum(char.isalpha() for char in found.group()) > 2:
            yield Candidate(*found.span(), "LINK", 0.8)
    for found in _GROUP.finditer(passage.plain):
        yield Candidate(*found.span(1), "LINK", 0.7)
    yield from _near_a_network(passage)
    for found in _PAGE.finditer(passage.plain):
        if len(found.group().split("/")[0]) > 6 and not found.group()[0].isdigit():
            yield Candidate(*found.span(), "LINK", 0.85)
    for found in _SHORT_LINK.finditer(passage.plain):
        yield Candidate(*found.span(), "LINK", 0.9)


def _near_a_network(passage: Passage) -> Iterator[Candidate]:
    """Handles with points (ton.savan.99), and any Latin word in a text of another script, close behind the name of a network."""
    latin = passage.language.split("-")[0] in SPELLED
    for form in (_DOTTED,) if latin else (_DOTTED, _ONE_WORD):
        for found in form.finditer(passage.plain):
            parts = found.group().split(".")
            telling = sum(len(part) > 1 for part in parts) > 1 and any(len(part) > 2 for part in parts)
            network = _NEAR_NETWORK.search(passage.plain, max(0, found.start() - _NEAR), found.start())
            if form is _DOTTED and (network and any(len(part) > 2 for part in parts) or telling and (len(parts) > 2 or not latin)):
                yield Candidate(*found.span(), "LINK", 0.75)
            elif form is _ONE_WORD and network and folded(found.group()) not in _SPOKEN_OF:
                yield Candidate(*found.span(), "LINK", 0.6)


def _is_plain_word(text: str, language: str) -> bool:
    """Is it an ordinary word of the language, in Latin letters or none?"""
    return bool(use(folded(text.strip("._-")), language.split("-")[0]) & Use.WORD)
