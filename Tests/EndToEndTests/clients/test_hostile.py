"""What no client would send. Each ends in an error document or a closed connection, takes little,
and leaves the API and DNS as they were."""

import contextlib
import pathlib
import re
import resource
import socket
import threading

import pytest
from conftest import PATIENCE
from raw import ask, connect, create_zone, receive, request

POST = ("POST", "/2013-04-01/hostedzone")
LIMIT = 4 << 20  # octets of a body


def resident(server):
    """In KiB."""
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1))


@pytest.fixture(autouse=True)
def goes_on(server):
    """After each test the next request, and DNS, are answered as ever."""
    yield
    assert ask(server, "GET", "/2013-04-01/hostedzonecount").status == 200
    assert server.ask("example.net", "SOA") == ("REFUSED", [])


def entities(depth):
    lines = ['<!ENTITY e0 "lol">']
    lines += [f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, depth)]
    return f'<?xml version="1.0"?><!DOCTYPE x [{"".join(lines)}]>'


@pytest.mark.parametrize(
    "head, inner",
    [
        (entities(10), "<Name>&e9;</Name>"),
        ('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', "<Name>&f;</Name>"),
        ('<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">', "<Name>a</Name>"),
        ('<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///dev/zero"> %p;]>', "<Name>a</Name>"),
        ("", "<Name>&undefined;</Name>"),
        ("", "<a>" * 200 + "</a>" * 200),
        ("", "<a>" * 100_000),
        ("", "<Name a='" + "b" * 1_000_000 + "'></Name>"),
        ("", "<Name>" + "x" * 1_000_000 + "</Name>"),
        ("", "<Name>\x00</Name>"),
        ("", "<Name>&#0;</Name>"),
        ("", "<Name><Name><Name/></Name></Name>"),
        ("<", ""),
        ("<!--", ""),
        ("<![CDATA[", ""),
        ("<?xml", ""),
    ],
    ids=lambda text: text[:30],
)
def test_documents(server, head, inner):
    before = resident(server)
    answer = ask(server, *POST, create_zone(inner=inner, head=head))
    assert answer.status == 400, answer.body[:300]
    assert answer.code in ("InvalidInput", "InvalidDomainName"), answer.body[:300]
    assert b"root:" not in answer.body
    assert resident(server) - before < 64 << 10


def test_announced_length_beyond_the_limit(server):
    """The body is not waited for."""
    answer = ask(server, *POST, Content_Length=str(100 << 20))
    assert answer.status == 413 and answer.fields["connection"] == "close"


def pour(connection, piece, count):
    """Sends so much, or as much as the server takes."""
    with contextlib.suppress(ConnectionError):
        for _ in range(count):
            connection.sendall(piece)


def test_hundred_megabytes_in_chunks(server):
    """No length is announced: what is over the limit is not kept."""
    before = resident(server)
    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    with connect(server) as connection:
        head = request(*POST, Content_Length=None, Transfer_Encoding="chunked")
        connection.sendall(head)
        sender = threading.Thread(target=pour, args=(connection, piece, 1600))
        sender.start()
        answer = None
        with contextlib.suppress(ConnectionError):
            answer = receive(connection)
        assert answer is None or answer.status == 413
        peak = resident(server)
        connection.shutdown(socket.SHUT_RDWR)
        sender.join(PATIENCE)
        assert not sender.is_alive()
    assert max(peak, resident(server)) - before < (4 * LIMIT + (48 << 20)) >> 10


@pytest.mark.parametrize(
    "octets",
    [
        request(*POST, b"", Content_Length="-1"),
        request(*POST, b"", Content_Length="abc"),
        request(*POST, b"", Content_Length="5, 6"),
        request(*POST, b"x", Content_Length="1", Transfer_Encoding="chunked"),
        request(*POST, b"zz\r\n", Content_Length=None, Transfer_Encoding="chunked"),
        request("GET", "/" + "x" * 100_000),
        request("GET", "/", **{f"X-{number}": "y" * 100 for number in range(2000)}),
        request("GET", "/", X_Long="y" * 200_000),
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 500,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x00" * 5000,
        b"\r\n" * 5000,
        b"GET /\r\n\r\n",
    ],
    ids=lambda octets: repr(octets[:24]),
)
def test_broken_requests(server, octets):
    with connect(server) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(octets)
            connection.shutdown(socket.SHUT_WR)
            answer = receive(connection)
            assert answer is None or answer.status >= 400, answer.body


def test_truncated_bodies(server):
    for octets in [
        request(*POST, b"<Create", Content_Length="5000"),
        request(*POST, b"5\r\nabc", Content_Length=None, Transfer_Encoding="chunked"),
    ]:
        with connect(server) as connection:
            connection.sendall(octets)
            connection.shutdown(socket.SHUT_WR)
            with contextlib.suppress(ConnectionError):
                answer = receive(connection)
                assert answer is None or answer.status == 400
    assert b"<HostedZoneCount>0<" in ask(server, "GET", "/2013-04-01/hostedzonecount").body


def test_pipelined_requests(server):
    count = 50
    with connect(server) as connection:
        connection.sendall(request("GET", "/2013-04-01/hostedzonecount") * count)
        buffer = b""
        while buffer.count(b"</GetHostedZoneCountResponse>") < count:
            part = connection.recv(65536)
            assert part
            buffer += part
    assert buffer.count(b"HTTP/1.1 200") == count


def test_many_idle_connections(server):
    """More than are served at once: those who come later get their turn when others go."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    with contextlib.ExitStack() as stack:
        stack.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        idle = [stack.enter_context(connect(server)) for _ in range(1000)]
        assert ask(server, "GET", "/2013-04-01/hostedzonecount").status == 200
        assert server.ask("example.net", "SOA") == ("REFUSED", [])
        assert len(idle) == 1000


def test_slow_clients_hold_up_nobody(server):
    """Requests that never become whole, while others are answered."""
    with contextlib.ExitStack() as stack:
        for _ in range(100):
            connection = stack.enter_context(connect(server))
            connection.sendall(request(*POST, b"<", Content_Length="1000"))
        for _ in range(20):
            assert ask(server, "GET", "/2013-04-01/hostedzonecount").status == 200


def test_names_and_texts_come_back_escaped(server):
    """What is sent may be shown in answers: as text, never as markup."""
    answer = ask(server, *POST, create_zone(inner="<Name>a&lt;b&gt;&amp;&quot;.example</Name>"))
    assert answer.status in (201, 400)
    assert b"<b>" not in answer.body
    answer = ask(server, "GET", "/2013-04-01/hostedzone/%3Cb%3E%26")
    assert answer.status == 404 and b"&lt;b" in answer.body
