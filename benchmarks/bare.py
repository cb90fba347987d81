"""The ceiling: the same bytes and headers from an RSGI application that asks nothing, under the same server as Exhibit."""
from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path


def rsgi() -> Callable:
    """For granian, as exhibit.app:rsgi; BARE_PAGE and BARE_HEADERS name the files."""
    body = Path(os.environ["BARE_PAGE"]).read_bytes()
    headers = [tuple(pair) for pair in json.loads(Path(os.environ["BARE_HEADERS"]).read_text())]

    async def application(_scope, protocol) -> None:
        protocol.response_bytes(200, headers, body)

    return application


if __name__ == "__main__":
    from granian import Granian

    Granian("benchmarks.bare:rsgi", address="127.0.0.1", port=int(sys.argv[1]), workers=int(sys.argv[2]), interface="rsgi", factory=True, websockets=False, log_level="error").serve()
