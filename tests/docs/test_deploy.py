"""The nginx example of docs/deploy.md, word for word, before a real exhibition: pages arrive, nothing is written down, limits count the visitor's network."""
from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from exhibit.serving import wait_until_up
from exhibit.settings import ROOT
from exhibit.web.visit.guesses import TRIES
from tests.front.test_rsgi import free_port
from tests.visit.conftest import codes  # noqa: F401

EXAMPLE = re.search(r"^```nginx\n(.*?)^```", (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8"), re.M | re.S)[1]
AROUND = """daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log emerg;
events {{ worker_connections 64; }}
http {{
client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
{example}
}}
"""


def certificate(folder: Path) -> None:
    """A certificate of the test's own for voices.example.org."""
    key, name, now = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "voices.example.org")]), datetime.now(UTC)
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
            .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256()))
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))


@pytest.fixture
def front(demo_app, tmp_path) -> Iterator[tuple[int, Path]]:
    """(port of nginx, its folder) with the example before a served demo; only names of files and ports are the test's own."""
    nginx = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    assert nginx, "nginx is missing: `make test` installs it"
    certificate(tmp_path)
    inner, plain, secure, settings = free_port(), free_port(), free_port(), demo_app.config["EXHIBIT"]
    example = (EXAMPLE.replace("127.0.0.1:8000", f"127.0.0.1:{inner}").replace("listen 80;", f"listen 127.0.0.1:{plain};").replace("listen 443 ", f"listen 127.0.0.1:{secure} ")
               .replace("/etc/letsencrypt/live/voices.example.org", str(tmp_path)).replace("/var/log/nginx", str(tmp_path)))
    (tmp_path / "nginx.conf").write_text(AROUND.format(folder=tmp_path, example=example))
    environ = {**os.environ, "EXHIBIT_INSTANCE": str(settings.instance), "DATABASE_URL": settings.database_url, "EXHIBIT_PROXIES": "1", "EXHIBIT_BASE_URL": "https://voices.example.org"}
    servers = [subprocess.Popen([sys.executable, "-c", "from exhibit.cli import main; main()", "serve", "--port", str(inner), "--workers", "1", "--doors", "visit"], cwd=ROOT, env=environ),
               subprocess.Popen([nginx, "-c", str(tmp_path / "nginx.conf")])]
    try:
        wait_until_up(f"http://127.0.0.1:{inner}/robots.txt", 60)
        yield secure, tmp_path
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(20)


def ask(port: int, path: str, **headers: str):
    connection = HTTPSConnection("127.0.0.1", port, timeout=20, context=ssl._create_unverified_context())
    connection.request("GET", path, headers={"Host": "voices.example.org", **{name.replace("_", "-"): value for name, value in headers.items()}})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_the_example_serves_and_writes_nothing_down(front, codes):  # noqa: F811
    port, folder = front
    page = ask(port, f"/{codes['T01']}", Accept_Encoding="gzip")
    assert page.status == 200 and page.headers["Content-Encoding"] == "gzip" and page.headers["Cache-Control"] == "no-store"
    assert page.headers["Strict-Transport-Security"] == "max-age=63072000" and "nginx/" not in page.headers.get("Server", "")
    assert ask(port, f"/{codes['T01']}/fr/text").status == 200 and ask(port, "/").status == 200
    for number in range(TRIES):
        assert ask(port, f"/{'YZ'[number % 2]}{number + 22222}", X_Forwarded_For=f"198.51.{number}.1").status in (404, 429), "nobody escapes by naming other addresses"
    lines = (folder / "visit.log").read_text().splitlines()
    assert {line.split()[0] for line in lines} <= {"/CODE", "/CODE/LANGUAGE/FORM", "/"} and all(len(line.split()) == 3 for line in lines)
    assert "127.0.0.1" not in (folder / "visit.log").read_text() and not list(folder.glob("p/**/*.*"))
    context = ssl._create_unverified_context()
    context.set_alpn_protocols(["h2"])
    with context.wrap_socket(socket.create_connection(("127.0.0.1", port)), server_hostname="voices.example.org") as line:
        assert line.selected_alpn_protocol() == "h2"
