"""A request as RSGI hands it over, read once for the ready answers and once as WSGI's environ (PEP 3333)."""
from __future__ import annotations

import sys
from io import BufferedReader, BytesIO, RawIOBase

READ_BYTES = 262_144
HTTP_PORT = {"http": "80", "https": "443"}


class RSGIAsking:
    """What of a request decides about a ready answer; the rest is read when somebody asks for it."""

    __slots__ = ("method", "path", "query", "epoch", "in_step", "headers", "_scope", "_proxies")

    def __init__(self, scope, proxies: int) -> None:
        self._scope, self._proxies, self.epoch, self.in_step = scope, proxies, None, False
        self.headers = scope.headers  # once: each look at the scope's copies all of them
        self.method, self.path, self.query = scope.method, scope.path, scope.query_string

    def header(self, name: str) -> str:
        return self.headers.get(name, "")

    def client(self) -> str:
        """With n proxies of the house before it, the n-th address from the right of what they noted: what stands further left, anybody can write."""
        if self._proxies:
            noted = [part.strip() for line in self.headers.get_all("x-forwarded-for") for part in line.split(",")]
            if len(noted) >= self._proxies:
                return noted[-self._proxies]
        return split_address(self._scope.client)[0]


def split_address(text: str) -> tuple[str, str]:
    """"[2001:db8::1]:443" is ("2001:db8::1", "443"); a socket in a file system has neither."""
    host, _, port = text.rpartition(":")
    return host.strip("[]"), port


def environ_of(scope, body: BytesIO | RawIOBase) -> dict:
    """WSGI's environ. Nothing of this process's own environment is in it, so no secret of it can reach a page.

    A header with an underscore in its name is left out: WSGI spells it like one with a hyphen, and somebody could pass it off as a proxy's.
    """
    server, port = split_address(scope.server)
    client, client_port = split_address(scope.client)
    environ = {
        "REQUEST_METHOD": scope.method, "SCRIPT_NAME": "", "PATH_INFO": scope.path.encode().decode("latin-1"), "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server or "localhost", "SERVER_PORT": port or HTTP_PORT.get(scope.scheme, "80"), "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": client, "REMOTE_PORT": client_port,
        "wsgi.version": (1, 0), "wsgi.url_scheme": scope.scheme, "wsgi.input": body if isinstance(body, BytesIO) else BufferedReader(body, READ_BYTES), "wsgi.errors": sys.stderr, "wsgi.input_terminated": True,
        "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" not in name:
            key = name.upper().replace("-", "_")
            key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
            environ[key] = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}" if key in environ else value
    if scope.authority:  # HTTP/2 has no Host header
        environ["HTTP_HOST"] = scope.authority
    return environ
