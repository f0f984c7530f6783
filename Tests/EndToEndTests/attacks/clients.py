"""The well-behaved clients: each asks at a modest rate, and accounts for every query."""

import multiprocessing
import os
import socket
import struct
import time

RATE = 100  # queries per second of each client over UDP
TCP_RATE = 25  # connections per second
PATIENCE = 2.0  # seconds, as resolvers have
SECONDS = 4.0

PLAIN, NEIGHBOUR, STREAM = "198.51.100.10", "203.0.113.77", "198.51.100.20"
ADDRESSES = [PLAIN, NEIGHBOUR, STREAM]

WWW = b"\3www\7example\3com\0"
ANSWER = bytes([198, 51, 100, 99])


def query(number, name=WWW, kind=1, cookie=b""):
    """With EDNS if there is a cookie."""
    message = struct.pack(">HHHHHH", number, 0, 1, 0, 0, bool(cookie)) + name
    message += struct.pack(">HH", kind, 1)
    if cookie:
        option = struct.pack(">HH", 10, len(cookie)) + cookie
        message += struct.pack(">BHHIH", 0, 41, 1232, 0, len(option)) + option
    return message


def is_answer(reply):
    """Whole, and with the address."""
    flags, _, answers = struct.unpack_from(">HHH", reply, 2)
    return flags & 0x820F == 0x8000 and answers == 1 and ANSWER in reply


def server_cookie(reply):
    """Both cookies stand at the end of a reply that has no other options."""
    return reply[-24:]


def udp_socket(address, server):
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    client.bind((address, 0))
    client.connect((server, 53))
    return client


def warm_up(server):
    for address in (PLAIN, NEIGHBOUR):
        with udp_socket(address, server) as client:
            client.settimeout(5)
            client.send(query(1))
            assert is_answer(client.recv(4096))
    # Not as the one who asks over TCP later: for whom it has seen before, the kernel keeps a place.
    assert ask_tcp(PLAIN, server)


def ask_udp(address, server, has_cookie):
    """Asks for as long as the attack goes on; how many queries there were, and good answers."""
    client = udp_socket(address, server)
    cookie = b""
    if has_cookie:
        cookie = os.urandom(8)
        client.settimeout(5)
        client.send(query(0, cookie=cookie))
        cookie = server_cookie(client.recv(4096))
    start, sent, waiting, answered = time.monotonic(), 0, {}, 0
    while True:
        now = time.monotonic()
        is_over = now - start > SECONDS
        if is_over and (not waiting or now - start > SECONDS + PATIENCE):
            return {"sent": sent, "answered": answered}
        if not is_over and now - start >= sent / RATE:
            sent += 1
            client.send(query(sent, cookie=cookie))
            waiting[sent] = now
        client.settimeout(0.002)
        try:
            reply = client.recv(4096)
        except TimeoutError:
            continue
        since = waiting.pop(int.from_bytes(reply[:2], "big"), None)
        if since is not None and time.monotonic() - since < PATIENCE and is_answer(reply):
            answered += 1


def ask_tcp(address, server):
    """One query on a connection of its own; whether it was answered in time."""
    deadline = time.monotonic() + PATIENCE
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as client:
        client.bind((address, 0))
        client.settimeout(PATIENCE)
        try:
            client.connect((server, 53))
            message = query(7)
            client.sendall(struct.pack(">H", len(message)) + message)
            reply = b""
            while len(reply) < 2 or len(reply) < 2 + int.from_bytes(reply[:2], "big"):
                client.settimeout(max(0.001, deadline - time.monotonic()))
                octets = client.recv(4096)
                if not octets:
                    return False
                reply += octets
            return is_answer(reply[2:])
        except OSError:
            return False


def ask_streams(address, server):
    """Several at a time, so that one that waits does not hold the others up."""
    start, running = time.monotonic(), []
    results = multiprocessing.Queue()

    def ask():
        results.put(ask_tcp(address, server))

    while time.monotonic() - start < SECONDS:
        process = multiprocessing.Process(target=ask)
        process.start()
        running.append(process)
        delay = start + len(running) / TCP_RATE - time.monotonic()
        time.sleep(max(0, delay))
    answers = [results.get() for _ in running]
    for process in running:
        process.join()
    return {"sent": len(running), "answered": sum(answers)}


def ask_during(server, attack, flood):
    """What became of the queries of each client, and of the attack's packets."""
    results = multiprocessing.Queue()

    def run(name, task, *arguments):
        results.put((name, task(*arguments)))

    tasks = [("attack", flood, server)]
    tasks.append(("plain", ask_udp, PLAIN, server, False))
    tasks.append(("with_cookie", ask_udp, NEIGHBOUR, server, True))
    if attack in ("slow_tcp", "half_open"):
        tasks.append(("stream", ask_streams, STREAM, server))
    processes = [multiprocessing.Process(target=run, args=task) for task in tasks]
    processes[0].start()
    time.sleep(0.5)  # The attack is under way before anybody asks.
    for process in processes[1:]:
        process.start()
    figures = dict(results.get() for _ in tasks)
    return figures
