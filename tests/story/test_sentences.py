"""Sentences and words in every script of the house, and what an edit changed."""
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.story.sentences import edit, sentences, words

CUT = (
    ("en", "The advertisement said hotel. There was none!\n\nI left.", ["The advertisement said hotel.", "There was none!", "I left."]),
    ("ur", "میں نے کہا۔ وہ گیا۔ کیوں؟", ["میں نے کہا۔", "وہ گیا۔", "کیوں؟"]),
    ("ne", "म गएँ। उनी आइन्। के भयो?", ["म गएँ।", "उनी आइन्।", "के भयो?"]),
    ("lo", "ຂ້ອຍໄປ. ລາວມາ. ເປັນຫຍັງ?", ["ຂ້ອຍໄປ.", "ລາວມາ.", "ເປັນຫຍັງ?"]),
    ("ar", "كان الإعلان يقول: فندق. لماذا؟", ["كان الإعلان يقول: فندق.", "لماذا؟"]),
    ("en", "A heart 💛 of paper. A bridge.", ["A heart 💛 of paper.", "A bridge."]),
    ("uk", "Нас було восьмеро. Ключ був один.", ["Нас було восьмеро.", "Ключ був один."]),
)


@pytest.mark.parametrize(("language", "text", "expected"), CUT)
def test_sentences_in_any_script(language, text, expected):
    assert [sentence.text for sentence in sentences(text, language)] == expected


def test_a_paragraph_that_is_broken_into_lines_stays_one_text_of_sentences():
    assert [s.text for s in sentences("One line\nand its end. Two.", "en")][-1] == "Two."


def test_lao_words_come_from_the_dictionary():
    assert [word.text for word in words("ຂ້ອຍໄປ", "lo")] == ["ຂ້ອຍ", "ໄປ"]


def test_an_edit_names_the_sentences_it_changed():
    made = edit("I left. It was cold. I ran.", "I left. It was warm. I ran.", "en")
    assert [s.text for s in made.gone] == ["It was cold."] and [s.text for s in made.new] == ["It was warm."] and made.new_words == ("warm",)


def test_other_blanks_change_no_sentence():
    assert edit("I left.\n\nIt was cold.", "I left. It\nwas cold.", "en").same_words


def test_a_blank_inside_a_word_does():
    assert not edit("It is nowhere.", "It is now here.", "en").same_words


@given(st.text(max_size=60))
def test_pieces_are_parts_of_the_text_in_order_and_nothing_but_blanks_is_lost(text):
    for cut in (sentences(text, "en"), words(text, "en")):
        assert all(piece.text == text[piece.start:piece.end] for piece in cut)
        assert all(one.end <= two.start for one, two in zip(cut, cut[1:], strict=False))
        covered = {index for piece in cut for index in range(piece.start, piece.end)}
        assert all(char.isspace() for index, char in enumerate(text) if index not in covered)


def test_an_edit_of_a_long_text_is_compared_in_a_second_not_in_minutes():
    old = " ".join(f"word{(at * at) % 97}" + (". And" if at % 15 == 0 else "") for at in range(12_000))
    began = time.process_time()
    assert "Zarafshan" in edit(old, old.replace("word96", "Zarafshan"), "en").new_words
    assert time.process_time() - began < 6
