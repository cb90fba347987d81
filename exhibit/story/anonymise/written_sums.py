"""Sums and ages as papers write them: a sign or a short form before the number (US$2,400; S/ 1.200; R$ 2.870,00; भा.रु. ४,०००), thousands by a letter
(£18k), and the age in a form (Edad: 24; Вік: 26; उमेर: ३३)."""
from __future__ import annotations

import re
from collections.abc import Iterator

from exhibit.story.anonymise.merge import Candidate
from exhibit.story.anonymise.passage import Passage

_SIGNS = "€$£¥₽₴₹₨₺₦₵₡₱₩₫₭฿₸₾₪"
_NUMBER = r"\d{1,3}(?:[ .,']\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_BEFORE = (rf"(?:US|R|S|A|CA|C|NZ|HK|RD|MX|AR|Bs|Z|N|J|TT|BZ|L|MT|Q)?\s?[{_SIGNS}]|S/\.?|Bs\.?|Rs\.?|INR|PKR|NPR|KSh\.?|Ksh\.?|KES|USh\.?|UGX|TSh\.?|TZS|GH¢|GHS|NGN|Kz|RM|Rp\.?|Tk\.?|Gs\.?|Lps?\.?|"
           r"AED|SAR|QAR|KWD|OMR|BHD|LBP|EGP|MAD|DH|Dhs?\.?|Dh\.?|USD|EUR|GBP|CHF|XOF|FCFA|CFA|PLN|CZK|RON|UAH|RUB|KGS|KZT|TRY|LAK|THB|MYR|CNY|RMB|ZAR|VND|"
           r"रु\.?|रू\.?|भा\.?\s?रु\.?|ने\.?\s?रु\.?|रुपैयाँ|डलर|रियाल|روپے|₨")
_FIRST = re.compile(rf"(?<![\w@.])(?:{_BEFORE})\s?(?:{_NUMBER})(?:\s?(?:k|K|m|M|mil|mln|lakh|lakhs|crore|thousand|million|millones|mil|тыс\.?|लाख|हजार|करोड))?(?:\s?/-)?(?!\w)")
_LAST = re.compile(rf"(?<![\w@.,/-])(?:{_NUMBER})\s?(?:k|K|mil|тыс\.?|тис\.?|тыщ\w{{0,2}}|тищ|косар\w{{0,3}}|штук\w?|лимон\w{{0,2}}|зл|zł|грн|руб|сом|тг|DH|dh|Dhs|din|kr|fr|CFA|FCFA|Br|sh|tk|ETB|lei|лв|\+?\s?[{_SIGNS}])\.?(?:\s(?:[{_SIGNS}]|США|USA|AED|CFA))?(?!\w)")
_AGE = re.compile(r"(?<!\w)(?:age|aged|edad|âge|leeftijd|idade|возраст|вік|жашы|жаш|alter|العمر|عمرها|عمره|عمر|السن|عمری|उमेर|ອາຍຸ)\s?[:=-]?\s(?:de\s)?([1-9]\d?)(?![\w/%-]|[.,:]\d|\s?(?:month|mois|mes|maand|мес|міс|ай|شهر|أشهر|مہین|महिना|ເດືອນ|day|jour|week))", re.I)


def written_sums(passage: Passage) -> Iterator[Candidate]:
    """Sums by the sign or short form beside the number."""
    for form in (_FIRST, _LAST):
        for found in form.finditer(passage.plain):
            yield Candidate(found.start(), found.end(), "MONEY", 0.85)


def ages_in_forms(passage: Passage) -> Iterator[Candidate]:
    """The number behind the word for age."""
    for found in _AGE.finditer(passage.plain):
        yield Candidate(*found.span(1), "AGE", 0.85)
