"""The queue: the same actions, later, with progress. Huey on SQLite in the instance folder; one consumer beside the web server."""
from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from huey import SqliteHuey

from exhibit.settings import load_settings

settings = load_settings()
queue = SqliteHuey(filename=str(settings.instance / "queue.sqlite"), results=False)


@cache
def _app():
    from exhibit.app import create_app

    return create_app(settings, doors=())


@queue.task()
def make_pack_job(job_id: str) -> None:
    """Make one waiting pack."""
    from exhibit.actions import pack

    with _app().app_context():
        pack.run_job(job_id, settings.instance / "files" / "packs", settings.base_url, datetime.now(UTC))


def start_pack(exhibition, by: str, now: datetime):
    """Queue a pack and return its row."""
    from exhibit.actions import pack

    job = pack.new_job(exhibition, by, now)
    make_pack_job(job.id)
    return job


def work() -> None:
    """Run the consumer until stopped."""
    queue.create_consumer(workers=1, periodic=False, check_worker_health=True).run()


if __name__ == "__main__":
    work()
