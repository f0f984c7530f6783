"""SipHash-2-4 and the interoperable server cookie (RFC 9018 §4), made of it."""

import ipaddress
import struct

MASK = (1 << 64) - 1


def _rotate(word, bits):
    return (word << bits | word >> 64 - bits) & MASK


def _rounds(v, count):
    for _ in range(count):
        v[0] = v[0] + v[1] & MASK
        v[2] = v[2] + v[3] & MASK
        v[1] = _rotate(v[1], 13) ^ v[0]
        v[3] = _rotate(v[3], 16) ^ v[2]
        v[0] = _rotate(v[0], 32)
        v[2] = v[2] + v[1] & MASK
        v[0] = v[0] + v[3] & MASK
        v[1] = _rotate(v[1], 17) ^ v[2]
        v[3] = _rotate(v[3], 21) ^ v[0]
        v[2] = _rotate(v[2], 32)


def siphash(key, message):
    low, high = struct.unpack("<QQ", key)
    constants = struct.unpack(">4Q", b"somepseudorandomlygeneratedbytes")
    v = [word ^ part for word, part in zip(constants, (low, high, low, high))]
    whole = len(message) // 8 * 8
    last = message[whole:].ljust(7, b"\0") + bytes([len(message) & 255])
    for (word,) in struct.iter_unpack("<Q", message[:whole] + last):
        v[3] ^= word
        _rounds(v, 2)
        v[0] ^= word
    v[2] ^= 0xFF
    _rounds(v, 4)
    return struct.pack("<Q", v[0] ^ v[1] ^ v[2] ^ v[3])


def server_cookie(client, timestamp, address, secret, version=1, reserved=b"\0\0\0"):
    head = bytes([version]) + reserved + struct.pack(">I", timestamp & 0xFFFFFFFF)
    return head + siphash(secret, client + head + ipaddress.ip_address(address).packed)
