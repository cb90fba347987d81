"""The ethics rules that concern words, as a table, with what is said in the margin. Numbers and severity after the house's ethics rules."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `about`: its heading in the margin; `blocks`: nothing is shown to anybody while a note of it stands; else it is answered and kept.

    `whole`: it is about the whole text, not about words of it; `answers`: how many people must answer before a note of it counts as answered,
    none where only another text helps.
    """

    code: str
    about: str
    blocks: bool
    whole: bool = False
    answers: int = 1


RULES: dict[str, Rule] = {row.code: row for row in (
    Rule("E05", "A detail that leads to a person", blocks=True, answers=2),
    Rule("E08", "A word that says more about the writer than about the person", blocks=False),
    Rule("E09", "Balance between what was done and what the person does", blocks=False, whole=True),
    Rule("E10", "Whose words these are", blocks=False, whole=True),
    Rule("E11", "Trafficking or smuggling", blocks=True, whole=True, answers=0),
    Rule("E12", "Trafficking is not smuggling", blocks=False),
    Rule("E12B", "Never “victim of smuggling”", blocks=True, answers=0),
)}
WHYS: dict[str, str] = {  # what is wrong with a word of word_lists.toml
    "SLAVE": "It makes what was done to a person into what the person is.",
    "SOLD": "It sets a person beside an animal or a thing.",
    "INNOCENT": "It says that others deserved it; rights do not depend on innocence.",
    "HELPLESS": "It takes away what the person did and could do.",
    "VOICELESS": "The person has a voice: she speaks here.",
    "SENSATION": "It tells the reader what to feel in place of what happened.",
    "PROSTITUTE": "It names a person by what was done to her.",
    "ILLEGAL": "An act can be against the law, a person cannot.",
    "RESCUED": "It makes somebody else the hero of her story.",
    "BROKEN": "It says that a person is worth less for what was done to her.",
}
SENTENCES: dict[str, str] = {  # what a note says; %(words)s and the like are filled in where it is shown
    "E05": "“%(words)s” seems to be %(kind)s. An exact detail leads to the person: an age becomes a band, a date a season or a year, a name goes. It may stay only where two people, one of them a verifier, say why.",
    "E08": "“%(words)s”: %(why)s",
    "E09_SHARE": "By a count of words, %(own)s of %(all)s sentences tell of skills, choices, the present life or what the person wants changed; a third would be %(wanted)s. The count knows words, not meaning: read the text, and answer.",
    "E09_ENDING": "By a count of words, the text ends in what was done to the person. Readers take the ending with them: could it end in what she does or wants today?",
    "E10_TELLING": "This text says “I”. Say whose words they are: word for word, edited with her approval, or composed from several accounts.",
    "E10_QUOTES": "Quotation marks say that these are her very words, and they are set by language when the quote is printed. Leave them out of the text.",
    "E10_VERBATIM": "This text is said to be word for word and has quotation marks around “%(words)s”: who speaks there?",
    "E11_TYPE": "Nobody has said yet whether this is trafficking, smuggling, or one that became the other. Choose it on the page of the testimony's facts.",
    "E11_ELEMENTS": "%(wrong)s",
    "E12_SMUGGLING": "“%(words)s” speaks of smuggling, and this story is one of trafficking. Smuggling is paid help over a border; trafficking is exploitation, with or without a border.",
    "E12_TRAFFICKING": "“%(words)s” speaks of trafficking, and this story is one of smuggling. Nobody was exploited in it, or the type of experience is another.",
    "E12B": "“%(words)s” calls somebody a victim of smuggling: smuggling is a crime against a state's border. Say “smuggled migrant”, “person who was smuggled”, or name what was done to the person.",
}
SUGGESTIONS: dict[str, str] = {  # what could be done, where the word lists say nothing
    "E05": "Make it coarser, or leave it out.",
    "E09": "Add a sentence about what the person can, chose, does today or wants changed, in her words.",
    "E10": "Choose below.",
    "E11": "Change the facts of the testimony.",
    "E12": "Use the word that fits, or change the type of experience.",
    "E12B": "Change these words: nobody can allow them.",
}
