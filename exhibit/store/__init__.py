"""The only room that knows SQLAlchemy, files and the database: tables, queries, migrations.

Actions open one `transaction()` each; queries are functions named by the question they answer.
"""
from exhibit.store.engine import OUT_OF_REACH, db, look_again, transaction
from exhibit.store.ledger import epoch, raise_epoch

__all__ = ["OUT_OF_REACH", "db", "epoch", "look_again", "raise_epoch", "transaction"]
