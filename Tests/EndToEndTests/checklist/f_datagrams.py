"""Section F, UDP: addresses, fragmentation, errors, sizes."""

import contextlib
import socket
import struct

from exchange import address, ask, ask_tcp, needs_root, note, open_socket, same, unanswered
from messages import PADDING, TC, opt, option, query

WWW = ["www.example.com. 3600 IN A 192.0.2.80"]
# Of Linux, which Python does not name.
ALL_PACKETS, SO_RCVBUFFORCE = 3, 33


def f1_reply_address():
    """`ask` compares the address of the reply with the one that was asked."""
    for host in ("127.0.0.1", "127.0.0.2", "::1"):
        same(ask(query("www.example.com"), host=host).answer, WWW, f"answer of {host}")


def f1_reply_address_of_wildcard_sockets():
    for host in ("127.0.0.1", "127.0.0.3", "127.1.2.3", "127.255.255.254", "::1"):
        reply = ask(query("www.example.com"), "wildcard", host)
        same(reply.answer, WWW, f"answer of {host}")
        reply = ask_tcp(query("www.example.com"), "wildcard", host)
        same(reply.answer, WWW, f"answer of {host} over TCP")


def f2_families_are_apart():
    """The port of [::] is closed for IPv4, mapped or not: each family has its own socket."""
    _, port = address("wildcard", "::1")
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
        with open_socket(kind, "127.0.0.1") as client:
            try:
                client.connect(("127.0.0.1", port))
                client.send(query("www.example.com"))
                received = client.recv(512)
            except ConnectionRefusedError:
                continue
            raise AssertionError(f"{received.hex()} from the port of [::] over IPv4")


@contextlib.contextmanager
def _capture():
    """Packets on the loopback interface as they are on the wire, fragments too."""
    with socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ALL_PACKETS)) as packets:
        # Others use the interface too.
        packets.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 32 << 20)
        packets.bind(("lo", ALL_PACKETS))
        packets.settimeout(10)
        yield packets


def _captured_reply(packets, source, target):
    """Flags with fragment offset, and total length, of the packet from source to target."""
    while True:
        packet = packets.recv(65535)
        if packet[0] >> 4 != 4 or packet[9] != socket.IPPROTO_UDP:
            continue
        hosts = socket.inet_ntoa(packet[12:16]), socket.inet_ntoa(packet[16:20])
        ports = struct.unpack("!HH", packet[20:24])
        if (hosts[0], ports[0]) == source and (hosts[1], ports[1]) == target:
            note("ip <", packet[:28])
            length, _, fragment = struct.unpack("!HHH", packet[2:8])
            return fragment, length


def f3_no_fragments_and_no_path_mtu():
    """RFC 9715: don't-fragment is not set, and a forged ICMP "too big" does not shrink replies."""
    needs_root()
    server = address()
    message = query("fat.example.com", "TXT", opt())
    # An address that nobody else uses: what the kernel learns about it hurts nobody.
    client_host = "127.77.66.55"
    with _capture() as packets, open_socket(socket.SOCK_DGRAM, client_host) as client:
        client.bind((client_host, 0))
        for turn in ("before", "after"):
            client.sendto(message, server)
            reply = client.recv(4096)
            note(f"udp < {turn}", reply)
            assert not reply[2] << 8 & TC and len(reply) > 512, f"{len(reply)} octets {turn}"
            fragment, length = _captured_reply(packets, server, client.getsockname())
            same((fragment, length), (0, 28 + len(reply)), f"fragment field and length {turn}")
            if turn == "before":
                _forge_too_big(server, client.getsockname(), mtu=552)


def _forge_too_big(source, target, mtu):
    """ICMP type 3 code 4 (RFC 1191 §4) about a packet from source to target."""
    udp = struct.pack("!HHHH", source[1], target[1], 1000, 0)
    hosts = socket.inet_aton(source[0]) + socket.inet_aton(target[0])
    header = struct.pack("!BBHHHBBH", 0x45, 0, 1028, 1, 0, 64, socket.IPPROTO_UDP, 0) + hosts
    icmp = struct.pack("!BBHHH", 3, 4, 0, 0, mtu) + header + udp
    total = sum(word for (word,) in struct.iter_unpack("!H", icmp))
    total = (total & 0xFFFF) + (total >> 16)
    icmp = icmp[:2] + struct.pack("!H", ~(total + (total >> 16)) & 0xFFFF) + icmp[4:]
    note("icmp >", icmp)
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as raw:
        raw.sendto(icmp, (source[0], 0))


def f4_clients_that_have_gone():
    """Replies to closed ports come back as errors, which never end the loop."""
    for host in ("127.0.0.1", "::1"):
        for _ in range(100):
            with open_socket(socket.SOCK_DGRAM, host) as client:
                client.sendto(query("www.example.com"), address(host=host))
        same(ask(query("www.example.com"), host=host).answer, WWW, f"answer of {host}")


def _query_of(length):
    """A query made up to a length with padding."""
    bare = len(query("www.example.com", "A", opt(option(PADDING))))
    return query("www.example.com", "A", opt(option(PADDING, bytes(length - bare))))


def f5_large_queries():
    for length in (512, 1232, 1500, 4095, 4096):
        message = _query_of(length)
        same(len(message), length, "length of the query")
        same(ask(message).answer, WWW, f"answer to {length} octets")


def f5_too_large_queries():
    """Cut off by the kernel they would look whole, or malformed: they are not answered at all."""
    for length in (4097, 9000, 65000):
        unanswered(_query_of(length))
    # Cut at 4096 octets this one would end with its last record.
    unanswered(_query_of(4096) + b"\0")


def f6_tcp_on_the_same_port():
    for host in ("127.0.0.1", "127.0.0.2", "::1"):
        same(ask_tcp(query("www.example.com"), host=host).answer, WWW, f"answer of {host}")
