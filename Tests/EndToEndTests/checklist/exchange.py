"""Exchanges with the servers under test, over raw sockets; every octet that is sent or received
is kept for the report of a failure, and every reply has to keep the rules that all replies keep.
"""

import contextlib
import ipaddress
import socket
import struct

from messages import AD, CD, QR, RA, RD, TC, Message, Z, query

PATIENCE = 10  # seconds

# The largest UDP reply of each server, by its name in the command line.
UDP_LIMITS = {"main": 1232, "other": 4096, "wildcard": 1232}

addresses = {}
transcript = []


class Skipped(Exception):
    """A line that cannot be checked on this machine."""


def same(actual, expected, what):
    assert actual == expected, f"{what}: {actual!r}, expected {expected!r}"


def note(direction, octets):
    rest = f"… {len(octets)} octets" if len(octets) > 1500 else ""
    transcript.append(f"{direction} {octets[:1500].hex() or '(nothing)'}{rest}")


def address(server="main", host="127.0.0.1"):
    """Host and port of a server; a wildcard socket is reached at any address of its family."""
    family = ipaddress.ip_address(host).version
    for listening, port in addresses[server]:
        listening = ipaddress.ip_address(listening)
        is_wildcard = listening.is_unspecified and listening.version == family
        if is_wildcard or str(listening) == host:
            return host, port
    raise LookupError(f"{server} does not listen on {host}")


def open_socket(kind, host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, kind)
    opened.settimeout(PATIENCE)
    return opened


def ask(message, server="main", host="127.0.0.1"):
    """Sends a datagram and returns the reply."""
    with open_socket(socket.SOCK_DGRAM, host) as client:
        target = address(server, host)
        note("udp >", message)
        client.sendto(message, target)
        wire, source = client.recvfrom(65535)
        note("udp <", wire)
    same(source[:2], target, "address that the reply comes from")
    return keep_rules(message, Message(wire), UDP_LIMITS[server])


def unanswered(message, server="main", host="127.0.0.1"):
    """Sends a datagram that may not be answered, and one behind it that is: the server reads them
    in turn, so that the first reply has to be the second one's."""
    sentinel = query("www.example.com", message_id=0x7E57)
    with open_socket(socket.SOCK_DGRAM, host) as client:
        for datagram in (message, sentinel):
            note("udp >", datagram)
            client.sendto(datagram, address(server, host))
        wire = client.recv(65535)
        note("udp <", wire)
    same(wire[:2].hex(), "7e57", "ID of the first reply, which is the second query's")


@contextlib.contextmanager
def connection(server="main", host="127.0.0.1"):
    with open_socket(socket.SOCK_STREAM, host) as client:
        client.connect(address(server, host))
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield client


def framed(message):
    return struct.pack("!H", len(message)) + message


def send(client, octets):
    note("tcp >", octets)
    client.sendall(octets)


def receive(client, count):
    octets = b""
    while len(octets) < count:
        part = client.recv(count - len(octets))
        assert part, f"closed after {len(octets)} of {count} octets"
        octets += part
    return octets


def receive_octets(client):
    """A reply as it is, without its length."""
    (length,) = struct.unpack("!H", receive(client, 2))
    wire = receive(client, length)
    note("tcp <", struct.pack("!H", length) + wire)
    return wire


def receive_reply(client):
    return Message(receive_octets(client))


def closed(client):
    """Asserts that the server closes, and has nothing more to say."""
    rest = client.recv(65535)
    note("tcp <", rest)
    same(rest, b"", "octets before the end of the connection")


def ask_tcp(message, server="main", host="127.0.0.1"):
    with connection(server, host) as client:
        send(client, framed(message))
        reply = receive_reply(client)
    assert not reply.has(TC), "TC over TCP"
    return keep_rules(message, reply, 65535)


def ask_both(message, server="main"):
    """Over UDP and TCP; the replies have to be the same."""
    reply = ask(message, server)
    same(ask_tcp(message, server).wire.hex(), reply.wire.hex(), "reply over TCP")
    return reply


def keep_rules(message, reply, limit):
    """What holds for every reply to a query (A4, A11, A12, B1, D1, D2, D10)."""
    sent_id, sent_flags, *counts = struct.unpack("!6H", message[:12])
    assert reply.has(QR), "QR is 0"
    same(reply.id, sent_id, "ID")
    same(reply.opcode, sent_flags >> 11 & 15, "opcode")
    same(reply.flags & RD, sent_flags & RD, "RD")
    same(reply.flags & (RA | Z | AD | CD), 0, "RA, Z, AD and CD")
    end = 12 + len(reply.question)
    assert reply.question == message[12:end], f"question {reply.question.hex()} is no echo"
    sent = readable(message)
    if sent:
        same(len(reply.opts), len(sent.opts), "OPT records")
    size = sent.opts[0].rclass if sent and sent.opts else 0
    if limit < 65535:
        allowed = min(max(size, 512), limit)
        assert len(reply.wire) <= allowed, f"{len(reply.wire)} octets, at most {allowed}"
    if reply.has(TC):
        others = [record for record in reply.records if record not in reply.opts]
        same(others, [], "records of a truncated reply")
    return reply


def readable(message):
    """A query, read like a reply; None if it cannot be read, as the malformed ones are sent too."""
    try:
        return Message(message)
    except Exception:  # what cannot be read fails in a dozen ways, here or in dnspython
        return None


def needs_root():
    """Raw sockets need root; without it the line is skipped, and says so."""
    try:
        socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP).close()
    except PermissionError as error:
        raise Skipped("a raw socket needs root") from error
