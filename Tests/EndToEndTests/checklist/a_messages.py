"""Section A: accepting or refusing a message."""

import random
import socket
import struct

from exchange import (
    PATIENCE,
    address,
    ask,
    ask_both,
    closed,
    connection,
    framed,
    needs_root,
    note,
    open_socket,
    same,
    send,
    unanswered,
)
from messages import (
    AA,
    AD,
    ANY_CLASS,
    CD,
    CH,
    COOKIE,
    EDE,
    FORMERR,
    NOTIMP,
    NXDOMAIN,
    QR,
    RD,
    REFUSED,
    TC,
    Z,
    header,
    opt,
    option,
    query,
    question,
    record,
)

WWW = ["www.example.com. 3600 IN A 192.0.2.80"]
SOA = "example.com. 300 IN SOA ns1.example.com. hostmaster.example.com. 1 7200 900 1209600 300"


def _refused(message, rcode, where=ask_both):
    reply = where(message)
    same(reply.rcode, rcode, "RCODE")
    assert not reply.has(AA), "AA in a refusal"
    same(reply.answer + reply.authority + reply.additional, [], "records")
    return reply


def _header_only(message, rcode):
    reply = _refused(message, rcode)
    same(reply.wire[4:].hex(), "00" * 8, "counts, and what follows the header")


def a1_short_datagram():
    whole = query("www.example.com")
    for length in range(12):
        unanswered(whole[:length])


def a1_short_tcp_message():
    for length in range(12):
        with connection() as client:
            send(client, framed(query("www.example.com")[:length]))
            closed(client)


def a2_reply_is_dropped():
    unanswered(query("www.example.com", flags=QR))
    unanswered(query("www.example.com", "A", opt(), flags=QR | AA | RD))
    unanswered(header(flags=QR, counts=(0, 0, 0, 0)))
    for opcode in range(16):
        unanswered(query("www.example.com", flags=QR, opcode=opcode))
    # Not even a malformed one, or one in an unknown class.
    unanswered(header(flags=QR, counts=(9, 9, 9, 9)) + b"\xff" * 20)


def a3_source_port_zero():
    needs_root()
    # An address of its own, so that the raw socket gets nobody else's datagrams.
    client_host, server = "127.77.66.54", address()
    message = query("www.example.com")
    datagram = struct.pack("!HHHH", 0, server[1], 8 + len(message), 0) + message
    with (
        socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP) as raw,
        open_socket(socket.SOCK_DGRAM, client_host) as client,
    ):
        raw.settimeout(PATIENCE)
        raw.bind((client_host, 0))
        client.bind((client_host, 0))
        note("raw >", datagram)
        raw.sendto(datagram, (server[0], 0))
        client.sendto(query("www.example.com", message_id=0x7E57), server)
        # What the server sends arrives here in turn, and the second query is answered.
        octets = raw.recv(65535)
        reply = octets[(octets[0] & 15) * 4 :]
        note("raw <", reply)
    same(reply[8:10].hex(), "7e57", "ID of the first reply, which is the second query's")
    assert reply[2:4] != b"\0\0", "a reply to port 0"


def a4_opcode():
    for opcode in range(1, 16):
        for flags in (0, RD):
            message = query("www.example.com", opcode=opcode, flags=flags)
            reply = _refused(message, NOTIMP)
            same(reply.question, message[12:], "question")


def a4_opcode_header_only():
    for opcode in range(1, 16):
        _header_only(header(opcode=opcode, counts=(0, 0, 0, 0)), NOTIMP)


def a5_question_count():
    one = question("www.example.com")
    for count in (2, 3, 100):
        _header_only(header(counts=(count, 0, 0, 0)) + one * count, FORMERR)
    _header_only(header(counts=(0, 0, 0, 0)), FORMERR)
    reply = _refused(header(counts=(0, 0, 0, 1)) + opt(), FORMERR)
    same(len(reply.opts), 1, "OPT records")


def a5_cookie_without_question():
    message = header(counts=(0, 0, 0, 1)) + opt(option(COOKIE, b"8 octets"))
    reply = ask(message)
    same((reply.rcode, reply.counts), (0, [0, 0, 0, 1]), "RCODE and counts")
    same(len(reply.option(COOKIE)), 24, "length of the cookies")


def a6_question_name():
    tail = bytes([0, 1, 0, 1])
    label = bytes([63]) + b"l" * 63
    bad = {
        "a pointer to itself": b"\xc0\x0c",
        "a pointer into the header": b"\xc0\x00",
        "a pointer behind a label": b"\x03www\xc0\x0c",
        "label type 01": b"\x41" + b"x" * 65 + b"\0",
        "label type 10": b"\x80" + b"x" * 128 + b"\0",
        "256 octets": label * 3 + bytes([62]) + b"l" * 62 + b"\0",
        "no end": b"\x03www\x07example",
    }
    for what, qname in bad.items():
        note(what, qname)
        _header_only(header() + qname + tail, FORMERR)
    longest = label * 3 + bytes([61]) + b"l" * 61 + b"\0"
    same(len(longest), 255, "length of the longest name")
    same(ask_both(query(longest)).rcode, REFUSED, "RCODE of a name of 255 octets")
    same(ask_both(query(b"\x01l" * 127 + b"\0")).rcode, REFUSED, "RCODE of 127 labels")


def a7_compression_in_additional():
    for owner in (b"\xc0\x0c", b"\x01x\xc0\x0c", b"\xc0\x10", b"\xc0\x18"):
        reply = ask_both(query("www.example.com", "A", record(owner, "A", bytes(4)), opt()))
        same((reply.rcode, reply.answer), (0, WWW), f"reply to the owner {owner.hex()}")
    own = 12 + len(question("www.example.com"))
    for owner in (
        bytes([0xC0, own]),  # itself
        b"\x01x" + bytes([0xC0, own]),  # a loop
        bytes([0xC0, own + 2]),  # forward
        b"\xc0\x00",
        b"\xc0\x04",  # the header, where the root seems to stand
        b"\xc0\x0b",  # the header
        b"\xff\xff",  # behind the end
        b"\x41" + b"x" * 65 + b"\0",
    ):
        message = query("www.example.com", "A", record(owner, "A", bytes(4)))
        same(_refused(message, FORMERR).counts[0], 1, "QDCOUNT")


def a8_counts_and_lengths():
    www = question("www.example.com")
    for counts in ((1, 0, 0, 1), (1, 0, 1, 0), (1, 1, 0, 0), (1, 65535, 65535, 65535)):
        _refused(header(counts=counts) + www, FORMERR)
    _header_only(header(counts=(65535, 0, 0, 0)) + www, FORMERR)
    for short in range(1, 12):
        _refused(query("www.example.com", "A", opt()[:-short]), FORMERR)
    for length in (1, 255, 65535):
        wrong = opt()[:-2] + struct.pack("!H", length)
        _refused(query("www.example.com", "A", wrong), FORMERR)


def a9_records_in_other_sections():
    data = record(b"\xc0\x0c", "A", bytes(4))
    for counts in ((1, 1, 0, 0), (1, 0, 1, 0), (1, 1, 1, 0)):
        message = header(counts=counts) + question("www.example.com") + data * sum(counts[1:])
        _refused(message, FORMERR)


def a10_trailing_octets():
    for tail in (b"\0", b"\xde\xad\xbe\xef" * 50):
        reply = ask_both(query("www.example.com") + tail)
        same(reply.wire.hex(), ask(query("www.example.com")).wire.hex(), "reply")


def a11_ignored_bits():
    plain = ask(query("www.example.com"))
    for bits in [Z, AD, CD, TC, AA, Z | AD | CD | TC | AA] + list(range(16)):
        reply = ask_both(query("www.example.com", flags=bits))
        same(reply.wire.hex(), plain.wire.hex(), f"reply to the bits {bits:#x}")


def a12_recursion():
    for flags in (0, RD):
        reply = ask_both(query("www.example.com", flags=flags))
        same((reply.answer, reply.flags), (WWW, QR | AA | flags), "answer and flags")


def a13_class():
    for qclass in (0, 2, 4, 254, ANY_CLASS, 256, 65535):
        _refused(query("www.example.com", qclass=qclass), REFUSED)
    for qname in ("www.example.com", "authors.bind", "server"):
        _refused(query(qname, "TXT", qclass=CH), REFUSED)
    _refused(query("id.server", "A", qclass=CH), REFUSED)
    _refused(query("id.server", "TXT"), REFUSED)


def a14_meta_types():
    _refused(query("www.example.com", "OPT"), FORMERR)
    for number in [*range(128, 249), 249, 250, 253, 254]:
        _refused(query("www.example.com", number), NOTIMP, where=ask)


def a14_transfers():
    soa = record(b"\xc0\x0c", "SOA", b"\0\0" + bytes(20))
    for rdtype in ("AXFR", "IXFR"):
        _refused(query("example.com", rdtype), REFUSED)
    _refused(header(counts=(1, 0, 1, 0)) + question("example.com", "IXFR") + soa, REFUSED)


def a15_unknown_types():
    for number in (0, 127, 1000, 4711, 32770, 65280, 65534, 65535):
        reply = ask_both(query("www.example.com", number))
        same((reply.rcode, reply.answer, reply.authority), (0, [], [SOA]), f"TYPE{number}")
        reply = ask_both(query("nothing.example.com", number))
        same((reply.rcode, reply.authority), (NXDOMAIN, [SOA]), f"TYPE{number} of no name")


def a16_other_zones():
    for qname in ("www.example.org", ".", "com", "xexample.com", "example.com.org"):
        for rdtype in ("A", "NS", "SOA", "ANY"):
            _refused(query(qname, rdtype), REFUSED)
            reply = _refused(query(qname, rdtype, opt()), REFUSED)
            same(reply.option(EDE)[:2].hex(), "0014", "extended error")


def a17_small_refusals():
    largest_opt = 11 + 4 + 2  # with an extended error
    for message in (
        query("www.example.org", "A", opt()),
        query("www.example.com", "MAILB"),
        query("example.com", "AXFR", opt()),
        query("www.example.com", qclass=ANY_CLASS),
        header(counts=(9, 9, 9, 9)) + b"\xff" * 30,
        query("www.example.com", opcode=5),
    ):
        reply = ask_both(message)
        assert len(reply.wire) <= len(message) + largest_opt, f"{len(reply.wire)} octets"


def a18_echo_of_refusals():
    www = question("wWw.ExAmPlE.cOm")
    reply = _refused(header(counts=(1, 0, 0, 1)) + www + b"\xff", FORMERR)
    same(reply.wire[12:], www, "question")
    for end in range(1, len(www)):
        _header_only(header() + www[:end], FORMERR)


def a19_always_a_reply():
    """Spoilt queries, from a fixed seed: `ask` waits for a reply to each, and reads it."""
    seeded = random.Random(1035)
    seeds = [
        query(
            "www.example.com", "A", opt(option(8, b"\0\1\x18\0\x0a\1\2"), option(10, b"8 octets"))
        ),
        query("big.example.com", "TXT", opt(size=4096)),
        query("a.b.example.com", "MX", record(b"\xc0\x0c", "A", bytes(4)), opt()),
    ]
    for _ in range(600):
        message = bytearray(seeded.choice(seeds))
        for _ in range(seeded.randint(1, 4)):
            message[seeded.randrange(2, len(message))] = seeded.randrange(256)
        message[2] &= 0x7F
        ask(bytes(message[: seeded.randint(12, len(message))]))
