"""Section D, cookies: what the server makes is checked with a SipHash of our own, and it is asked
with cookies that we forge with its secret, of any age."""

import pathlib
import struct
import time

from exchange import ask, ask_tcp, same
from messages import COOKIE, FORMERR, header, opt, option, query
from siphash import server_cookie, siphash

CLIENT = bytes.fromhex("2464c4abcf10c957")
CONTENT = pathlib.Path(__file__).parent / "content"
SECRET = bytes.fromhex((CONTENT / "secret").read_text())
FORMER_SECRET = bytes.fromhex((CONTENT / "previous-secret").read_text())
# Between a look at the clock here and one in the server, seconds may pass on a busy machine.
TOLERANCE = 30


def _ask_with(cookie, host="127.0.0.1"):
    """Client and server cookie of the reply to a query with these cookies."""
    reply = ask(query("www.example.com", "A", opt(option(COOKIE, cookie))), host=host)
    same(reply.rcode, 0, "RCODE")
    data = reply.option(COOKIE)
    same(len(data), 24, "length of the cookies")
    return data[:8], data[8:]


def _assert_fresh(server, client=CLIENT, host="127.0.0.1", secret=SECRET):
    same(server[:4].hex(), "01000000", "version and reserved octets")
    (timestamp,) = struct.unpack(">I", server[4:8])
    age = int(time.time()) - timestamp
    assert abs(age) <= TOLERANCE, f"a fresh cookie of {age} seconds"
    same(server.hex(), server_cookie(client, timestamp, host, secret).hex(), "server cookie")


def _forged(age, host="127.0.0.1", secret=SECRET, **parts):
    return server_cookie(CLIENT, int(time.time()) - age, host, secret, **parts)


def d14_lengths():
    for length in range(0, 60):
        message = query("www.example.com", "A", opt(option(COOKIE, b"c" * length)))
        reply = ask(message)
        same(ask_tcp(message).rcode, reply.rcode, "RCODE over TCP")
        expected = 0 if length == 8 or 16 <= length <= 40 else FORMERR
        same(reply.rcode, expected, f"RCODE of a COOKIE of {length} octets")
        same(len(reply.opts), 1, "OPT records")


def d14_client_cookie_alone():
    for host in ("127.0.0.1", "::1"):
        client, server = _ask_with(CLIENT, host)
        same(client, CLIENT, "client cookie")
        _assert_fresh(server, host=host)


def d14_invalid_server_cookie_counts_as_none():
    for given in (b"x" * 8, b"x" * 16, b"x" * 32, _forged(0, secret=bytes(16))):
        client, server = _ask_with(CLIENT + given)
        same(client, CLIENT, "client cookie")
        _assert_fresh(server)


def d14_without_question():
    message = header(counts=(0, 0, 0, 1)) + opt(option(COOKIE, CLIENT + _forged(10)))
    reply = ask_tcp(message)
    same((reply.rcode, reply.counts), (0, [0, 0, 0, 1]), "RCODE and counts")


def d15_published_examples():
    """RFC 9018 appendix A, and the first and last of SipHash's own: the judge comes first."""
    key = bytes(range(16))
    same(siphash(key, b"").hex(), "310e0edd47db6f72", "SipHash of nothing")
    same(siphash(key, key[:15]).hex(), "e545be4961ca29a1", "SipHash of 15 octets")
    for client, stamp, host, secret, cookie in (
        (
            "2464c4abcf10c957",
            1559731985,
            "198.51.100.100",
            "e5e973e5a6b2a43f48e7dc849e37bfcf",
            "010000005cf79f111f8130c3eee29480",
        ),
        (
            "2464c4abcf10c957",
            1559734385,
            "198.51.100.100",
            "e5e973e5a6b2a43f48e7dc849e37bfcf",
            "010000005cf7a871d4a564a1442aca77",
        ),
        (
            "22681ab97d52c298",
            1559741817,
            "2001:db8:220:1:59de:d0f4:8769:82b8",
            "dd3bdf9344b678b185a6f5cb60fca715",
            "010000005cf7c57926556bd0934c72f8",
        ),
        (
            "22681ab97d52c298",
            1559741961,
            "2001:db8:220:1:59de:d0f4:8769:82b8",
            "445536bcd2513298075a5d379663c962",
            "010000005cf7c609a6bb79d16625507a",
        ),
    ):
        made = server_cookie(bytes.fromhex(client), stamp, host, bytes.fromhex(secret))
        same(made.hex(), cookie, "server cookie")


def d15_valid_cookie_is_kept():
    for age in (0, 60, 1800 - TOLERANCE, TOLERANCE - 300):
        forged = _forged(age)
        same(_ask_with(CLIENT + forged)[1].hex(), forged.hex(), f"cookie of {age} seconds")
    forged = _forged(60, host="::1")
    same(_ask_with(CLIENT + forged, "::1")[1].hex(), forged.hex(), "cookie of ::1")


def d15_old_cookie_is_renewed():
    for age in (1800, 3600 - TOLERANCE, 3600 + TOLERANCE, 86400, -300 - TOLERANCE, -86400):
        _assert_fresh(_ask_with(CLIENT + _forged(age))[1])


def d15_cookie_of_somebody_else():
    for forged in (
        _forged(60, host="127.0.0.2"),
        _forged(60, version=2),
        _forged(60)[:-1] + b"\0",
        server_cookie(CLIENT[::-1], int(time.time()), "127.0.0.1", SECRET),
    ):
        _assert_fresh(_ask_with(CLIENT + forged)[1])


def d15_reserved_octets():
    """RFC 9018 §4.2: they are 0 in what we make, and hashed as they stand in what we get."""
    forged = _forged(60, reserved=b"\1\2\3")
    same(_ask_with(CLIENT + forged)[1].hex(), forged.hex(), "cookie with reserved octets")


def d15_rollover():
    _assert_fresh(_ask_with(CLIENT + _forged(60, secret=FORMER_SECRET))[1])
