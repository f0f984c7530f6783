"""Section F, TCP: segments, pipelining, time-outs, limits."""

import socket
import struct
import time

from exchange import (
    address,
    ask,
    ask_tcp,
    closed,
    connection,
    framed,
    note,
    receive_octets,
    receive_reply,
    same,
    send,
)
from messages import KEEPALIVE, PADDING, QR, header, opt, option, query

WWW = ["www.example.com. 3600 IN A 192.0.2.80"]


def _served(server="main"):
    assert ask_tcp(query("www.example.com"), server).answer, "not served any more"


def f7_octet_by_octet():
    with connection() as client:
        for octet in framed(query("www.example.com")) * 2:
            send(client, bytes([octet]))
        for _ in range(2):
            same(receive_reply(client).answer, WWW, "answer")


def f7_segments_of_any_size():
    stream = b"".join(framed(query("www.example.com", message_id=number)) for number in range(40))
    for size in (1, 2, 3, 13, 34, 35, 36, 37, 1000, len(stream)):
        with connection() as client:
            for start in range(0, len(stream), size):
                client.sendall(stream[start : start + size])
            same([receive_reply(client).id for _ in range(40)], list(range(40)), "IDs")


def f7_length_and_reply_in_one_write():
    with connection() as client:
        for _ in range(20):
            send(client, framed(query("www.example.com")))
            octets = client.recv(65535)
            note("tcp <", octets)
            same(len(octets), 2 + struct.unpack("!H", octets[:2])[0], "octets of the first segment")


def f7_large_messages():
    message = query("www.example.com", "A", opt(option(PADDING, bytes(60000))))
    same(ask_tcp(message).answer, WWW, "answer to a query of 60000 octets")
    longest = bytes(65535 - len(query("www.example.com", "A", opt(option(PADDING)))))
    message = query("www.example.com", "A", opt(option(PADDING, longest)))
    same(len(message), 65535, "length of the query")
    same(ask_tcp(message).answer, WWW, "answer to a query of 65535 octets")


def f8_pipelined():
    names = ["www", "nothing", "mixed", "mail", "big"]
    queries = {
        number: query(names[number % 5] + ".example.com", message_id=number)
        for number in range(500)
    }
    with connection() as client:
        client.sendall(b"".join(framed(message) for message in queries.values()))
        for _ in range(len(queries)):
            reply = receive_reply(client)
            message = queries.pop(reply.id)
            same(reply.question, message[12:], "question")
    same(queries, {}, "queries without a reply")


def f9_not_closed_after_a_reply():
    with connection() as client:
        for number in range(10):
            send(client, framed(query("www.example.com", message_id=number)))
            same(receive_reply(client).id, number, "ID")


def f9_idle_time_out():
    with connection("other") as client:
        start = time.monotonic()
        send(client, framed(query("www.example.com")))
        receive_reply(client)
        closed(client)
        elapsed = time.monotonic() - start
    assert elapsed > 0.9, f"closed after {elapsed:.2f} s, not 1 s"


def f9_half_closed():
    for count in (1, 300):
        with connection() as client:
            send(client, framed(query("www.example.com")) * count)
            client.shutdown(socket.SHUT_WR)
            for _ in range(count):
                same(receive_reply(client).answer, WWW, "answer")
            closed(client)


def f9_half_closed_with_replies_to_come():
    """More than the sockets hold: most of it has yet to be written when the half is closed."""
    count = 200
    with connection() as client:
        send(client, framed(query("mail.vast.example", "MX")) * count)
        client.shutdown(socket.SHUT_WR)
        for _ in range(count):
            same(receive_octets(client)[:8].hex(), "4d65840000010578", "start of a reply")
        closed(client)


def f9_half_closed_in_a_message():
    with connection() as client:
        send(client, framed(query("www.example.com")) + b"\0\x20half")
        client.shutdown(socket.SHUT_WR)
        same(receive_reply(client).answer, WWW, "answer")
        closed(client)


def f10_keepalive():
    for server, tenths in (("main", 100), ("other", 10)):
        message = query("www.example.com", "A", opt(option(KEEPALIVE)))
        data = ask_tcp(message, server).option(KEEPALIVE)
        same(data.hex(), f"{tenths:04x}", "time-out in units of 100 ms")
        same(ask(message, server).option(KEEPALIVE), None, "keepalive over UDP")
    same(ask_tcp(query("www.example.com", "A", opt())).option(KEEPALIVE), None, "unasked keepalive")


def f11_connections_of_a_client():
    """Of three connections where two are allowed the longest idle one goes."""
    with connection("wildcard") as first, connection("wildcard") as second:
        for client in (first, second):
            send(client, framed(query("www.example.com")))
            receive_reply(client)
        with connection("wildcard") as third:
            closed(first)
            for client in (second, third):
                send(client, framed(query("www.example.com")))
                same(receive_reply(client).answer, WWW, "answer")


def f11_replies_that_are_not_taken():
    """A client that asks and asks, and reads nothing, is not read any more: what waits for it
    is bounded. As soon as it reads, it gets the replies."""
    message, bound = framed(query("mail.vast.example", "MX")), 64 << 20
    with connection() as client:
        client.settimeout(0.5)
        sent = 0
        try:
            while sent < bound:
                sent += client.send(message * 100)
        except TimeoutError:
            note(f"tcp > {sent} octets of", message)
        assert sent < bound, "everything is read though no reply is taken"
        _served()
        client.settimeout(10)
        for _ in range(20):
            same(len(receive_reply(client).answer), 1400, "records")
    _served()


def f11_slow_message():
    """An octet now and then does not keep a connection: a message has its time as a whole."""
    with connection() as client:
        send(client, struct.pack("!H", 1000))
        client.settimeout(0.5)
        for _ in range(100):
            try:
                client.sendall(b"x")
                same(client.recv(1), b"", "octets before the end of the connection")
                return
            except TimeoutError:
                continue
            except ConnectionError:
                return
    raise AssertionError("not closed after 50 seconds")


def f12_impossible_length():
    for length in (0, 1, 11):
        with connection() as client:
            send(client, framed(query("www.example.com")) + struct.pack("!H", length))
            same(receive_reply(client).answer, WWW, "answer before it")
            closed(client)


def f12_dropped_message():
    for message in (query("www.example.com", flags=QR), header(flags=QR, counts=(0, 0, 0, 0))):
        with connection() as client:
            send(client, framed(query("www.example.com")) + framed(message))
            same(receive_reply(client).answer, WWW, "answer before it")
            closed(client)


def f13_clients_that_have_gone():
    """Writing to a connection that was reset raises SIGPIPE in those who do not ignore it."""
    for _ in range(50):
        with connection() as client:
            client.sendall(framed(query("big.example.com", "TXT")) * 200)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    _served()
    same(ask(query("www.example.com")).answer, WWW, "answer over UDP")


def f13_many_connections():
    """The listener serves on, and the connection that came first as well."""
    open_now = [socket.create_connection(address()) for _ in range(300)]
    try:
        open_now[0].settimeout(10)
        send(open_now[0], framed(query("www.example.com")))
        same(receive_reply(open_now[0]).answer, WWW, "answer of the first connection")
        _served()
    finally:
        for client in open_now:
            client.close()
    _served()
