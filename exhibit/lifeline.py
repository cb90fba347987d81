"""Processes that a server starts end with it, even if it was killed and could not tell them."""
from __future__ import annotations

import os
import signal
import threading
import time


def end_with(parent: int) -> None:
    """Stop when the process that started this one is gone."""
    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
