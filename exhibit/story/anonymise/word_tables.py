"""Tables of words that a finder keeps in a file beside it: by subject, blanks between words and a low line inside one."""
from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from exhibit.errors import ExhibitError


@cache
def word_table(file: Path, subjects: frozenset[str]) -> dict[str, str]:
    """The words of each subject, read once. Raises ExhibitError when the file has other subjects than its finder asks for."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    if set(table) != subjects:
        raise ExhibitError(f"exhibit/story/anonymise/{file.name} needs {', '.join(sorted(subjects))}, and nothing else.")
    return table
