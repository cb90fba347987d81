"""The house's words: kept by pair of languages, found in texts with their endings, and no place for names."""
from __future__ import annotations

import pytest

from exhibit.actions.glossary import remove_term, save_term, terms_for
from exhibit.errors import Conflict, NotFound, Refused, WrongUse
from exhibit.story.terms import Term, marked, said_otherwise, terms_in, word_count
from tests.support.scenes import CURATOR, NOW


def test_a_term_is_added_changed_and_removed(app):
    row = save_term("en", " debt  bondage ", "fr", "servitude pour dettes", "never “slavery”", CURATOR, NOW)
    assert terms_for("en", "fr") == (Term("debt bondage", "servitude pour dettes", "never “slavery”"),) and terms_for("en", "nl") == ()
    with pytest.raises(Conflict, match="“debt bondage” is in the glossary already"):
        save_term("en", "DEBT bondage", "fr", "autre", "", CURATOR, NOW)
    save_term("en", "debt bondage", "fr", "servitude pour dette", "", CURATOR, NOW, term_id=row.id)
    assert terms_for("en", "fr")[0].translation == "servitude pour dette"
    assert remove_term(row.id) == "debt bondage" and terms_for("en", "fr") == ()
    with pytest.raises(NotFound):
        remove_term(row.id)


@pytest.mark.parametrize(("change", "kind", "sentence"), [
    ({"term": " "}, WrongUse, "Write the term"), ({"target_language": "en"}, WrongUse, "two different languages"), ({"language": "xx"}, WrongUse, "Choose the language"),
    ({"translation": "x" * 121}, WrongUse, "at most 120"), ({"remark": "ask Ms Jordan Castellanos"}, Refused, "seems to be a name"), ({"term": "a@b.example"}, Refused, "an e-mail address"),
])
def test_what_is_no_term_is_refused(app, change, kind, sentence):
    fields = {"language": "en", "term": "contract", "target_language": "fr", "translation": "contrat", "remark": "", **change}
    with pytest.raises(kind, match=sentence):
        save_term(**fields, by=CURATOR, now=NOW)
    assert terms_for("en", "fr") == ()


TERMS = (Term("contract", "contrat"), Term("debt", "dette"), Term("debt bondage", "servitude pour dettes"))


@pytest.mark.parametrize(("text", "found"), [
    ("I read contracts. Debt\nbondage ended.", ["contract", "debt bondage"]), ("A CONTRACT, a debt", ["contract", "debt"]), ("contractually indebted", []), ("", []),
])
def test_terms_are_found_with_their_endings_the_longer_one_first(text, found):
    assert [term.words for term in terms_in(text, "en", TERMS)] == found
    assert "".join(piece.text for piece in marked(text, "en", TERMS)) == text


def test_terms_are_found_where_words_have_no_blanks_between():
    assert [piece.text for piece in marked("ຂ້ອຍອ່ານສັນຍາ", "lo", (Term("ສັນຍາ", "contract"),)) if piece.term] == ["ສັນຍາ"]
    assert word_count("ຂ້ອຍອ່ານສັນຍາ", "lo") == 3 and word_count("a contract — 12 lines.", "en") == 4


def test_a_term_said_otherwise_is_pointed_out():
    assert [term.words for term in said_otherwise("The contract and the debt.", "en", "L’accord et les dettes.", "fr", TERMS)] == ["contract"]
