"""Section E: the client subnet. What the scope has to be is computed here from the networks of
the configuration, by trying every prefix length, and has nothing from the server."""

import ipaddress
import pathlib
import re

from exchange import ask, ask_both, same
from messages import AA, FORMERR, NXDOMAIN, SUBNET, opt, option, query

CONTENT = pathlib.Path(__file__).parent / "content"
EMBEDDING = [ipaddress.ip_network("::ffff:0:0/96"), ipaddress.ip_network("64:ff9b::/96")]


def _networks():
    text = (CONTENT / "main.yaml").read_text()
    block = re.search(r"^networks:\n((?:  .*\n)+)", text, re.M).group(1)
    lines = [line.strip().rsplit(": ", 1) for line in block.splitlines()]
    return {ipaddress.ip_network(network): location for network, location in lines}


NETWORKS = _networks()


def _location(address):
    for embedding in EMBEDDING:
        if address.version == 6 and address in embedding:
            address = ipaddress.ip_address(int(address) & 0xFFFFFFFF)
    around = [
        network for network in NETWORKS if network.version == address.version and address in network
    ]
    return NETWORKS[max(around, key=lambda network: network.prefixlen)] if around else "none"


def _edges():
    """First addresses of everything that may have another location than what is before it."""
    for network in NETWORKS:
        first, end = int(network.network_address), int(network.broadcast_address) + 1
        for bound in (first, end):
            yield network.version, bound
            if network.version == 4:
                for embedding in EMBEDDING:
                    yield 6, int(embedding.network_address) + bound
    for embedding in EMBEDDING:
        yield 6, int(embedding.network_address)
        yield 6, int(embedding.broadcast_address) + 1


EDGES = set(_edges())
WWW = {"CN": "abc.cloudfront.cn."}
GEO = {"US-CA": "192.0.2.1", "CN": "192.0.2.2", "DE": "192.0.2.3", "FR": "192.0.2.3"}
ONLY_CN = {"CN": "192.0.2.5"}
CLIENTS = """
0.0.0.0/8 1.2.3.0/24 9.255.255.0/24 10.0.0.0/8 10.0.0.0/24 10.1.0.0/16 10.1.1.0/24 10.1.2.0/24
10.1.2.3/32 10.1.3.0/24 10.2.0.0/15 10.64.1.0/24 10.255.255.255/32 11.0.0.0/8 127.0.0.1/32
192.0.2.0/24 198.51.100.0/25 198.51.100.127/32 198.51.100.128/25 198.51.101.0/24 203.0.113.0/26
203.0.113.200/32 203.0.113.0/20 224.0.0.0/4 255.255.255.255/32 128.0.0.0/1
::/1 ::1/128 2001:db8::/32 2001:db8:c::/48 2001:db8:c::/64 2001:db8:c:1::/64 2001:db8:c:1::5/128
2001:db8:c:2::/64 2001:db8:d::/48 2400::/12 8000::/1 fe80::/10 2002:a00:1::/48 2001:0:a00:1::/64
::ffff:10.0.0.0/104 ::ffff:10.1.2.0/120 ::ffff:192.0.2.0/120 64:ff9b::a01:200/120
64:ff9b::c633:6480/128
""".split()


def _widest(address, decide):
    """Length of the widest prefix around an address in which everybody gets the same."""
    for length in range(address.max_prefixlen + 1):
        network = ipaddress.ip_network((address, length), strict=False)
        first, last = int(network.network_address), int(network.broadcast_address)
        points = {
            bound
            for version, bound in EDGES
            if version == address.version and first <= bound <= last
        } | {first}
        if len({decide(type(address)(point)) for point in points}) == 1:
            return length
    raise AssertionError("an address on its own differs from itself")


def _subnet(network, scope=0):
    network = ipaddress.ip_network(network, strict=False)
    octets = network.network_address.packed[: (network.prefixlen + 7) // 8]
    family = 1 if network.version == 4 else 2
    return option(SUBNET, bytes([0, family, network.prefixlen, scope]) + octets)


def _ask_for(qname, network, rdtype="A"):
    """A reply over UDP and TCP (E12), whose option has to be the query's but for SCOPE (E3)."""
    sent = _subnet(network)
    reply = ask_both(query(qname, rdtype, opt(sent)))
    data = reply.option(SUBNET)
    assert data is not None, f"no client subnet for {network}"
    same((data[:3] + data[4:]).hex(), (sent[4:7] + sent[8:]).hex(), "option without SCOPE")
    return reply


def _check_all(qname, answers, default, rdtype="A"):
    for client in CLIENTS:
        address = ipaddress.ip_network(client, strict=False).network_address
        reply = _ask_for(qname, client, rdtype)
        decide = lambda other: answers.get(_location(other), default)  # noqa: E731
        expected = decide(address)
        got = [line.split()[-1] for line in reply.answer]
        same(got, [expected] if expected else [], f"answer for {client}")
        same((reply.rcode, reply.has(AA)), (0, True), f"RCODE and AA for {client}")
        same(reply.scope, _widest(address, decide), f"SCOPE for {client}")


def e1_malformed():
    for data in (
        "",
        "00",
        "0001",
        "000118",
        "000018000a0102",
        "000318000a0102",
        "ffff18000a0102",
        "000121000a01020304",
        "0002810020010db8" + "00" * 13,
        "0001180f0a0102",
        "000118180a0102",
        "000118000a01",
        "000118000a010203",
        "00011700c00003",
        "0001180000000001",
        "0001010040",
        "00010000" + "00",
        "0001010001",
        "000208000102",
        "00022f0020010db80001",
    ):
        sent = option(SUBNET, bytes.fromhex(data))
        reply = ask_both(query("www.geo.example", "A", opt(sent)))
        same((reply.rcode, reply.answer, len(reply.opts)), (FORMERR, [], 1), f"reply to {data}")


def e2_source_zero():
    """The server sees us at 127.0.0.1, which the configuration places elsewhere than the rest."""
    for data in ("00010000", "00020000"):
        sent = option(SUBNET, bytes.fromhex(data))
        reply = ask_both(query("geo.geo.example", "A", opt(sent)))
        same(reply.answer, ["geo.geo.example. 60 IN A 192.0.2.1"], "answer")
        same(reply.option(SUBNET).hex(), data, "client subnet")
    reply = ask(query("geo.geo.example", "A", opt(_subnet("0.0.0.0/0"))), host="::1")
    same(reply.answer, ["geo.geo.example. 60 IN A 192.0.2.2"], "answer over IPv6")


def e3_only_where_asked():
    for qname in ("www.geo.example", "nothing.geo.example", "plain.geo.example"):
        for additional in ((), (opt(),)):
            same(ask_both(query(qname, "A", *additional)).subnet, None, "client subnet")


def e3_in_every_reply():
    # `_ask_for` compares what is echoed.
    for client in CLIENTS:
        for qname, rdtype in (
            ("plain.geo.example", "A"),
            ("nothing.geo.example", "A"),
            ("cut.geo.example", "A"),
            ("plain.geo.example", "TXT"),
            ("www.example.org", "A"),
            ("geo.example", "MAILB"),
        ):
            _ask_for(qname, client, rdtype)


def e4_scope_is_the_widest_with_the_same_answer():
    _check_all("geo.geo.example", GEO, "192.0.2.4")


def e5_scope_of_the_default():
    reply = _ask_for("www.geo.example", "1.2.3.0/24")
    assert reply.answer[0].endswith(" xyz.cloudfront.net.") and reply.scope > 0, "SCOPE 0"
    _check_all("www.geo.example", WWW, "xyz.cloudfront.net.", "CNAME")


def e6_answers_do_not_overlap():
    """Every two replies whose networks overlap hold the same answer."""
    given = {}
    for client in CLIENTS:
        reply = _ask_for("geo.geo.example", client)
        address = ipaddress.ip_network(client, strict=False).network_address
        scope = ipaddress.ip_network((address, reply.scope), strict=False)
        for other, answer in given.items():
            if other.version == scope.version and other.overlaps(scope):
                same(reply.answer, answer, f"answer of {scope}, which overlaps {other}")
        given[scope] = reply.answer


def e7_not_tailored():
    for qname, rdtype, rcode in (
        ("geo.example", "SOA", 0),
        ("geo.example", "NS", 0),
        ("geo.example", "DNSKEY", 0),
        ("plain.geo.example", "A", 0),
        ("plain.geo.example", "TXT", 0),
        ("cut.geo.example", "A", 0),
        ("nothing.geo.example", "A", NXDOMAIN),
        ("geo.geo.example", "TXT", 0),
    ):
        replies = [_ask_for(qname, client, rdtype) for client in CLIENTS]
        same({reply.scope for reply in replies}, {0}, f"scopes of {qname} {rdtype}")
        same({reply.rcode for reply in replies}, {rcode}, f"RCODE of {qname} {rdtype}")
        told = {(*reply.answer, *reply.authority) for reply in replies}
        same(len(told), 1, f"different replies for {qname} {rdtype}")


def e7_tailored_no_data():
    _check_all("only-cn.geo.example", ONLY_CN, None)


def e7_tailored_wildcard():
    answers = {"CN": "192.0.2.6"}
    _check_all("any.wild.geo.example", answers, "192.0.2.7")


def e8_tailored_alias_comes_alone():
    for client in ("10.0.0.0/24", "192.0.2.0/24"):
        for rdtype in ("A", "AAAA", "CNAME", "TXT"):
            reply = _ask_for("local.geo.example", client, rdtype)
            same(reply.answer, ["local.geo.example. 300 IN CNAME plain.geo.example."], "answer")
            same(reply.authority, [], "authority")


def e8_plain_alias_is_followed():
    reply = _ask_for("alias.geo.example", "10.1.2.0/24")
    same(
        reply.answer,
        [
            "alias.geo.example. 300 IN CNAME geo.geo.example.",
            "geo.geo.example. 60 IN A 192.0.2.1",
        ],
        "answer",
    )
    same(reply.scope, 24, "SCOPE")


def e9_embedded_ipv4():
    for client, scope, address in (
        ("::ffff:10.1.2.0/120", 120, "192.0.2.1"),
        ("64:ff9b::a01:200/120", 120, "192.0.2.1"),
        ("::ffff:10.1.3.0/120", 120, "192.0.2.3"),
    ):
        reply = _ask_for("geo.geo.example", client)
        same(reply.scope, scope, "SCOPE")
        same(reply.answer, [f"geo.geo.example. 60 IN A {address}"], "answer")


def e10_unmapped_addresses():
    """They get the default, never what the resolver would get, which is 192.0.2.1."""
    for client in (
        "192.168.1.0/24",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.2.0/24",
        "100.64.0.0/10",
        "fe80::/10",
        "fc00::/7",
        "ff02::/16",
    ):
        reply = _ask_for("geo.geo.example", client)
        same(reply.answer, ["geo.geo.example. 60 IN A 192.0.2.4"], f"answer for {client}")
        assert reply.scope > 0, f"SCOPE 0 for {client}"


def e11_switched_off_for_a_zone():
    for client in ("10.0.0.0/8", "192.0.2.0/24", "2001:db8:c::/48"):
        reply = _ask_for("www.off.example", client)
        same(reply.answer, ["www.off.example. 60 IN A 192.0.2.1"], "answer for 127.0.0.1")
        same(reply.scope, 0, "SCOPE")


def e12_source_address_over_both_transports():
    for qname, expected in (("geo.geo.example", "192.0.2.1"), ("www.off.example", "192.0.2.1")):
        same(ask_both(query(qname)).answer[0].split()[-1], expected, f"address of {qname}")
