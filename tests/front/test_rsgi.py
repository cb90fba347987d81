"""The bridge from granian's interface to WSGI, through a real server: whatever an application may do, and whatever a client may do to it."""
from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from http.client import HTTPConnection, HTTPResponse, IncompleteRead

import pytest

from exhibit.serving import wait_until_up
from exhibit.settings import ROOT

FILE_BYTES = 150_000_000
SMALL, LARGE = random.Random(1).randbytes(200_000), random.Random(2).randbytes(5_000_000)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.fixture(scope="module")
def big_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("served") / "big.bin"
    with path.open("wb") as file:  # mostly a hole: large, and no room taken
        file.write(b"begin")
        file.seek(FILE_BYTES - 3)
        file.write(b"end")
    return path


@pytest.fixture(scope="module")
def port(big_file, tmp_path_factory) -> Iterator[int]:
    number = free_port()
    log = tmp_path_factory.mktemp("log") / "server.log"
    with log.open("w") as out:
        server = subprocess.Popen([sys.executable, "-m", "tests.front.served", str(number)], cwd=ROOT, env={**os.environ, "SERVED_FILE": str(big_file)}, stdout=out, stderr=out)
    wait_until_up(f"http://127.0.0.1:{number}/")
    yield number
    server.terminate()
    assert server.wait(15) == 0, log.read_text()


@pytest.fixture
def ask(port):
    """ask("/path", "POST", body, {"X-Said": "ä"}) gives (answer, bytes)."""
    def get(path: str, method: str = "GET", body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        return answer, read

    return get


@pytest.fixture
def raw(port):
    """A bare connection, on which something was sent."""
    opened: list[socket.socket] = []

    def connect(sent: bytes, receives_bytes: int | None = None) -> socket.socket:
        line = socket.socket()
        opened.append(line)
        if receives_bytes:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives_bytes)
        line.settimeout(20)
        line.connect(("127.0.0.1", port))
        line.sendall(sent)
        return line

    yield connect
    for line in opened:
        line.close()


def test_the_environ_says_what_was_asked(ask, port):
    told = json.loads(ask("/a%20b/%E2%82%AC/%2F?x=%20y&z", headers={"Cookie": "a=1", "X-Said": "one", "X-Forwarded-For": "203.0.113.9"})[1])
    assert told["PATH_INFO"].encode("latin-1").decode() == "/a b/€//" and told["QUERY_STRING"] == "x=%20y&z"
    assert (told["REMOTE_ADDR"], told["SERVER_PORT"], told["wsgi.url_scheme"]) == ("127.0.0.1", str(port), "http")
    assert (told["HTTP_HOST"], told["HTTP_COOKIE"], told["HTTP_X_SAID"], told["HTTP_X_FORWARDED_FOR"]) == (f"127.0.0.1:{port}", "a=1", "one", "203.0.113.9")
    assert told["own"] is False, "nothing of the server's own environment"


def test_headers_that_come_twice_are_joined_and_underscores_are_no_hyphens(raw):
    line = raw(b"GET /x HTTP/1.1\r\nHost: h\r\nCookie: a=1\r\nCookie: b=2\r\nX-Said: 1\r\nX-Said: 2\r\nX_Forwarded_For: 192.0.2.1\r\nConnection: close\r\n\r\n")
    told = json.loads(_all(line).split(b"\r\n\r\n", 1)[1])
    assert (told["HTTP_COOKIE"], told["HTTP_X_SAID"]) == ("a=1; b=2", "1,2") and "HTTP_X_FORWARDED_FOR" not in told


def _all(line: socket.socket) -> bytes:
    return b"".join(iter(lambda: line.recv(65_536), b""))


def _until(line: socket.socket, words: bytes) -> bool:
    """Read no further than these words."""
    seen = b""
    while words not in seen:
        piece = line.recv(1_024)
        if not piece:
            return False
        seen += piece
    return True


@pytest.mark.parametrize("body", [b"", b"x", SMALL, LARGE], ids=["none", "one byte", "small", "large"])
def test_a_body_arrives_whole(ask, body):
    told = json.loads(ask("/echo", "POST", body, {"Content-Type": "text/x"})[1])
    assert (told["length"], told["digest"], told["CONTENT_LENGTH"], told["CONTENT_TYPE"]) == (len(body), sha256(body).hexdigest(), str(len(body)), "text/x")


def test_a_body_need_not_be_read(ask):
    assert ask("/first_line", "POST", b"line\n" + LARGE)[1] == b"line\n"
    assert ask("/cookies", "POST", SMALL)[1] == b"two cookies"


def test_a_body_without_a_length_is_refused(raw):
    line = raw(b"POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
    assert _all(line).startswith(b"HTTP/1.1 411 ")


@pytest.mark.parametrize("length", [1_000, 4_000_000])
def test_a_body_that_breaks_off_is_never_taken_for_a_whole_one(ask, raw, length):
    for _ in range(6):  # more than there are threads: none of them waits for ever
        line = raw(b"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\nbegin" % length)
        line.shutdown(socket.SHUT_WR)
        assert not _all(line).startswith(b"HTTP/1.1 200"), "half a form is no form"
    assert ask("/echo")[0].status == 200


def test_an_answer_keeps_its_status_and_every_header(ask):
    answer, body = ask("/cookies")
    assert (answer.status, body) == (201, b"two cookies") and answer.headers.get_all("Set-Cookie") == ["a=1", "b=2; Path=/"]
    assert answer.headers.get_all("Content-Length") == ["11"]


def test_pieces_arrive_in_order_and_are_closed_once(ask):
    before = ask("/closed")[1].split(b",").count(b"stream")
    assert ask("/stream")[1] == b"".join(b"%d;" % number for number in range(1_000))
    assert ask("/closed")[1].split(b",").count(b"stream") == before + 1


def test_a_status_said_with_the_first_piece_counts(ask):
    answer, body = ask("/late")
    assert (answer.status, body) == (418, b"short and stout")


def test_what_was_written_comes_first(ask):
    assert ask("/written")[1] == b"first second third"


def test_an_error_may_take_the_place_of_an_answer(ask):
    answer, body = ask("/changes_its_mind")
    assert (answer.status, body) == (503, b"later")


@pytest.mark.parametrize("path", ["/fails", "/fails_late", "/silent"])
def test_a_fault_before_the_answer_is_a_plain_sentence(ask, path):
    answer, body = ask(path)
    assert (answer.status, body) == (500, b"Something went wrong here. Nothing was lost; please try again.\n")
    assert answer.headers["Cache-Control"] == "no-store" and ask("/echo")[0].status == 200


def test_a_fault_in_the_middle_shows_as_one(ask):
    with pytest.raises(IncompleteRead):
        ask("/breaks")
    assert b"breaks" in ask("/closed")[1]


@pytest.mark.parametrize("path", ["/cookies", "/stream", "/file"])
def test_head_has_the_headers_and_no_body(ask, path):
    answer, body = ask(path, "HEAD")
    assert body == b"" and answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    if path == "/file":
        assert answer.headers["Content-Length"] == str(FILE_BYTES)


def test_no_content_is_none(ask):
    answer, body = ask("/nothing")
    assert (answer.status, body) == (204, b"")


def test_a_file_is_sent_from_where_it_stands(ask):
    answer, body = ask(f"/file?{FILE_BYTES - 10}")
    assert body == b"\0" * 7 + b"end" and answer.headers["Content-Length"] == "10"
    assert ask(f"/file?{FILE_BYTES}")[1] == b""


def test_large_files_to_slow_telephones_take_neither_memory_nor_threads(ask, raw):
    """Eight clients that do not read: four threads, 1.2 GB on their way, and the next request is answered at once."""
    before = int(ask("/memory")[1])
    lines = [raw(b"GET /file HTTP/1.1\r\nHost: h\r\n\r\n", receives_bytes=4_096) for _ in range(8)]
    assert all(_until(line, b"begin") for line in lines)
    time.sleep(0.5)
    began = time.perf_counter()
    assert ask("/echo")[0].status == 200 and time.perf_counter() - began < 2
    assert int(ask("/memory")[1]) - before < 60_000, "kB"


def test_large_bodies_that_come_slowly_leave_threads_for_others(ask, raw):
    """As many clients as there are threads begin to send and stop in the middle."""
    lines = [raw(b"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5000000\r\n\r\n" + b"x" * 1_000) for _ in range(4)]
    time.sleep(0.5)
    began = time.perf_counter()
    assert ask("/echo")[0].status == 200 and time.perf_counter() - began < 2
    for line in lines:
        line.close()
    answer, body = ask("/echo", "POST", LARGE)
    assert answer.status == 200 and json.loads(body)["length"] == len(LARGE), "and the next one has its turn"


def test_a_client_that_leaves_ends_its_answer(ask, raw):
    for _ in range(6):  # more than there are threads
        line = raw(b"GET /endless HTTP/1.1\r\nHost: h\r\n\r\n")
        assert _until(line, b"xxx")
        line.close()
    for _ in range(100):
        if ask("/closed")[1].split(b",").count(b"endless") == 6:
            break
        time.sleep(0.1)
    assert ask("/closed")[1].split(b",").count(b"endless") == 6


def test_requests_know_nothing_of_each_other(ask):
    assert {json.loads(ask(f"/echo/{number}")[1])["before"] for number in range(12)} == {"nobody"}
