"""Asks one question over UDP again and again, and accounts for every single query.

ask_steadily.py PORT NAME

Keeps WINDOW queries on their way, each with an ID of its own, until standard input ends, and asks
WINDOW more: what the server knew by then is seen. Then prints one line
`sent N answered N lost N repeated N strange N`, and one line `TTL TARGET COUNT` for each run of equal
answers, in the order in which they came. Replies are read here, octet by octet.
"""

import select
import socket
import struct
import sys
import time

WINDOW = 32
PATIENCE = 5.0  # Seconds after which a query counts as lost.


def encoded(name):
    return b"".join(bytes([len(label)]) + label for label in name.encode().split(b".")) + b"\0"


def read_name(message, offset):
    labels = []
    while message[offset]:
        length = message[offset]
        if length >= 0xC0:
            offset = (length & 0x3F) << 8 | message[offset + 1]
            continue
        labels.append(message[offset + 1 : offset + 1 + length].decode())
        offset += 1 + length
    return ".".join(labels)


def answer(message, question):
    """`TTL TARGET` of the CNAME that answers; None if this is another kind of reply."""
    start = 12 + len(question)
    flags, questions, answers = struct.unpack_from(">HHH", message, 2)
    if flags & 0x800F != 0x8000 or (questions, answers) != (1, 1):
        return None
    if message[12:start] != question or message[start] < 0xC0:
        return None
    kind, _, ttl, _ = struct.unpack_from(">HHIH", message, start + 2)
    return f"{ttl} {read_name(message, start + 12)}" if kind == 5 else None


def main(port, name):
    question = encoded(name) + struct.pack(">HH", 5, 1)
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    client.connect(("127.0.0.1", int(port)))
    under_way, runs = {}, []
    sent = answered = lost = repeated = strange = 0
    number, reading, left = 0, True, WINDOW
    while left or under_way:
        while left and len(under_way) < WINDOW:
            left -= not reading
            number = (number + 1) % 65536
            client.send(struct.pack(">HHHHHH", number, 0, 1, 0, 0, 0) + question)
            under_way[number] = time.monotonic()
            sent += 1
        ready, _, _ = select.select([client] + [sys.stdin] * reading, [], [], 0.1)
        if sys.stdin in ready and not sys.stdin.buffer.read1(1):
            reading = False
        if client in ready:
            message = client.recv(65535)
            if under_way.pop(int.from_bytes(message[:2], "big"), None) is None:
                repeated += 1
                continue
            answered += 1
            found = answer(message, question)
            if found is None:
                strange += 1
            elif runs and runs[-1][0] == found:
                runs[-1][1] += 1
            else:
                runs.append([found, 1])
        late = [key for key, since in under_way.items() if time.monotonic() - since > PATIENCE]
        for key in late:
            del under_way[key]
            lost += 1
    print(f"sent {sent} answered {answered} lost {lost} repeated {repeated} strange {strange}")
    for found, count in runs:
        print(found, count)


main(*sys.argv[1:])
