"""The only room that knows SQLAlchemy, files and the database: tables, queries, migrations.

Actions open one `transaction()` each; queries are functions named by the question they answer.
"""
from exhibit.store.engine import db, epoch, look_again, raise_epoch, transaction

__all__ = ["db", "epoch", "look_again", "raise_epoch", "transaction"]
