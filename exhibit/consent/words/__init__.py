"""Words on what a person holds in her hand: permissions, receipt, form, the page behind her number. One TOML table a subject, by language.

Every table has every word in every language (tested); another language gets its words in English, and says so by `words_language`.
"""
from exhibit.consent.words.tables import LANGUAGES, gives_away, permission_label, reversal, word, words_language

__all__ = ["LANGUAGES", "gives_away", "permission_label", "reversal", "word", "words_language"]
