"""Ethics rules that concern words (E05, E08 to E12 of the rules): what stands in the margin of a text, and what blocks it.

`notes_on` reads one text; rules.py is the table of rules; words by language are in the TOML files beside it.
"""
from exhibit.story.ethics.notes import Note, Settled, Text, notes_on
from exhibit.story.ethics.quotation import Telling
from exhibit.story.ethics.rules import RULES, SENTENCES, WHYS, Rule

__all__ = ["RULES", "SENTENCES", "WHYS", "Note", "Rule", "Settled", "Telling", "Text", "notes_on"]
