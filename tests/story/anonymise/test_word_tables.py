"""Tables of words beside a finder are read whole or refused."""
import pytest

from exhibit.errors import ExhibitError
from exhibit.story.anonymise.word_tables import word_table


def test_a_table_has_the_subjects_of_its_finder(tmp_path):
    file = tmp_path / "kinds.toml"
    file.write_text('kinds = "shop big_shop"\nends = "here"\n', encoding="utf-8")
    assert word_table(file, frozenset(("kinds", "ends"))) == {"kinds": "shop big_shop", "ends": "here"}


@pytest.mark.parametrize("subjects", [("kinds",), ("kinds", "ends", "more")])
def test_a_table_with_other_subjects_is_told(tmp_path, subjects):
    file = tmp_path / "kinds.toml"
    file.write_text('kinds = "shop"\nends = "here"\n', encoding="utf-8")
    with pytest.raises(ExhibitError, match=r"kinds.toml needs .*kinds"):
        word_table(file, frozenset(subjects))
