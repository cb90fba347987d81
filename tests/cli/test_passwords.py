"""What a password costs outside the tests, which hash theirs cheaply."""
from __future__ import annotations

import sqlite3

from tests.cli.conftest import real


def test_the_installed_command_keeps_a_password_under_argon2id_at_its_full_price(place):
    """64 MiB, three passes, four lanes: the second recommended option of RFC 9106, section 4, for machines whose memory is not for passwords alone."""
    made = real("user", "add", "new@example.org", "--role", "curator", environment={"EXHIBIT_INSTANCE": str(place)})
    assert made.returncode == 0, made.stderr
    with sqlite3.connect(place / "exhibit.sqlite") as connection:
        ((kept,),) = connection.execute("SELECT password FROM user").fetchall()
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
