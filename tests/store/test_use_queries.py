"""Lists of uses cost the same number of statements, however many boards hang."""
from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from exhibit.actions import withdrawals
from exhibit.actions.gate import cutout_decision
from exhibit.store import db, queries
from exhibit.store import uses as ledger
from tests.support.boards import handed_over
from tests.support.rooms import opened

NOW = datetime.now(UTC)


@pytest.fixture
def hall(databases, tmp_path):
    with opened(databases, tmp_path, "demo"):
        yield queries.exhibition("demo")


def statements(question) -> int:
    """How many statements a question takes, asked of a session that has read nothing yet. The gate's own look at the ledger's one row is not counted."""
    seen: list[str] = []
    db.session.rollback()
    db.session.expunge_all()
    event.listen(db.engine, "before_cursor_execute", lambda *facts: seen.append(facts[2]))
    question()
    return sum("FROM ledger" not in statement for statement in seen)


def test_the_ledger_and_the_recalls_of_many_boards_cost_as_much_as_of_few(hall):
    boards = [cutout for cutout in queries.cutouts(hall) if cutout_decision(cutout, NOW).allowed]
    assert len(boards) >= 10

    def cost(count: int) -> tuple[int, int, int]:
        for cutout in [one for one in queries.cutouts(queries.exhibition("demo")) if one.testimony.code in codes[:count]]:
            if ledger.board_of(cutout.copies[0]) is None:
                handed_over(cutout.copies[0], "c", NOW)
        return (statements(lambda: ledger.ledger_in(queries.exhibition("demo"))), statements(lambda: withdrawals.recalls_due(NOW)),
                statements(lambda: withdrawals.to_take_down(queries.exhibition("demo"), NOW)))

    codes = [cutout.testimony.code for cutout in boards]
    few = cost(2)
    assert cost(len(codes)) == few and max(few) <= 20
