"""Section D: size, truncation, EDNS. Cookies are in `d_cookies.py`."""

from exchange import ask, ask_both, ask_tcp, same
from messages import (
    AA,
    BADVERS,
    COOKIE,
    EDE,
    FORMERR,
    NSID,
    NXDOMAIN,
    PADDING,
    SUBNET,
    TC,
    header,
    opt,
    option,
    query,
    record,
)

WWW = ["www.example.com. 3600 IN A 192.0.2.80"]
UNKNOWN = 4711
DO = 0x8000


def _formerr(message):
    reply = ask_both(message)
    same((reply.rcode, len(reply.opts)), (FORMERR, 1), "RCODE and OPT records")
    return reply


def d1_no_opt_without_opt():
    # That there is no OPT, and that 512 octets are not exceeded, is checked for every reply.
    for qname, rdtype in (
        ("www.example.com", "A"),
        ("nothing.example.com", "A"),
        ("www.example.org", "A"),
        ("www.example.com", "MAILB"),
    ):
        same(ask_both(query(qname, rdtype)).opts, [], "OPT records")
    assert ask(query("fat.example.com", "TXT")).has(TC), "more than 512 octets without TC"


def d2_opt_in_every_reply():
    bad_option = b"\0\x08\xff\xff"
    for message in (
        query("www.example.com", "A", opt()),
        query("nothing.example.com", "A", opt()),
        query("cut.example.com", "A", opt()),
        query("www.example.org", "A", opt()),
        query("www.example.com", "MAILB", opt()),
        query("www.example.com", "OPT", opt()),
        query("www.example.com", "A", opt(version=1)),
        query("big.example.com", "TXT", opt(size=512)),
        query("www.example.com", "A", opt(bad_option)),
        query("example.com", "AXFR", opt()),
        query("www.example.com", "A", opt(), opcode=5),
        query("id.server", "TXT", opt(), qclass=3),
        header(counts=(0, 0, 0, 1)) + opt(),
    ):
        reply = ask(message)
        same(len(reply.opts), 1, "OPT records")
        same(reply.opts[0].owner, b"\0", "owner of OPT")
        same(reply.opts[0].ttl >> 16 & 255, 0, "version of OPT")


def d3_one_opt_of_the_root():
    other = record(b"\xc0\x0c", "A", bytes(4))
    reply = ask_both(query("www.example.com", "A", opt(), opt()))
    same(reply.rcode, FORMERR, "RCODE of two OPT records")
    for owner in (b"\x01x\0", b"\xc0\x0c"):
        reply = ask_both(query("www.example.com", "A", opt(owner=owner)))
        same(reply.rcode, FORMERR, f"RCODE of the OPT owner {owner.hex()}")
    for additional in ((opt(), other), (other, opt()), (other, opt(), other)):
        reply = ask_both(query("www.example.com", "A", *additional))
        same((reply.rcode, reply.answer, len(reply.opts)), (0, WWW, 1), "reply")


def d4_version():
    # The options behind an unknown version are not even looked at.
    for version in (1, 2, 127, 255):
        for options in (b"", option(NSID), b"\0\x08\xff\xff", option(COOKIE, b"short")):
            reply = ask_both(query("www.example.com", "A", opt(options, version=version)))
            same((reply.rcode, reply.flags & 15), (BADVERS, 0), "RCODE and its header part")
            same(reply.opts[0].ttl, 1 << 24, "TTL of OPT: extended RCODE 1, version 0")
            same((reply.answer, reply.options), ([], []), "answer and options")


def d5_small_sizes_count_as_512():
    for size in (0, 1, 100, 511, 512):
        # 512 octets fit, or nearly.
        reply = ask(query("nearly.example.com", "TXT", opt(size=size)))
        assert not reply.has(TC) and len(reply.wire) > 490, f"{size}: {len(reply.wire)} octets"
        assert ask(query("fat.example.com", "TXT", opt(size=size))).has(TC), f"no TC at {size}"


def d5_server_limit():
    for size in (513, 1231, 1232, 4096, 65535):
        reply = ask(query("fat.example.com", "TXT", opt(size=size)))
        same(reply.opts[0].rclass, 1232, "advertised size")
        same(reply.has(TC), size < 560, f"TC at {size}")
        # 1600 octets are too many for the server, whatever the client takes.
        assert ask(query("big.example.com", "TXT", opt(size=size))).has(TC), f"no TC at {size}"


def d5_configured_limit():
    huge = query("huge", "TXT", opt(size=65535))
    reply = ask(huge, "other")
    same(reply.opts[0].rclass, 4096, "advertised size")
    assert not reply.has(TC) and len(reply.wire) > 3000, f"{len(reply.wire)} octets"
    assert ask(query("huge", "TXT", opt(size=2000)), "other").has(TC), "no TC at 2000"


def d6_unknown_options_and_flags():
    options = option(UNKNOWN, b"anything") + option(65535) + option(PADDING, bytes(9))
    reply = ask_both(query("www.example.com", "A", opt(options, flags=0x7FFF)))
    same((reply.rcode, reply.answer, reply.options), (0, WWW, []), "reply")
    same(reply.opts[0].ttl, 0, "flags of OPT")


def d7_do_is_copied():
    for qname in ("www.example.com", "nothing.example.com", "www.example.org"):
        for flag in (0, DO):
            reply = ask_both(query(qname, "A", opt(flags=flag | 0x40)))
            same(reply.opts[0].ttl, flag, "flags of OPT")
            types = {found.rdtype for found in reply.records}
            same(types & {46, 47, 50}, set(), "signatures of an unsigned zone")


def d8_lengths_of_options():
    for wrong in (b"\0", b"\0\x03", b"\0\x03\0", b"\0\x03\0\x01", b"\x12\x67\xff\xff" + b"x" * 9):
        _formerr(query("www.example.com", "A", opt(wrong)))
        _formerr(query("www.example.com", "A", opt(option(UNKNOWN), wrong)))
    for survivable in (option(UNKNOWN), option(UNKNOWN) * 3, option(NSID) * 2, option(EDE)):
        reply = ask_both(query("www.example.com", "A", opt(survivable)))
        same((reply.rcode, reply.answer), (0, WWW), f"reply to {survivable.hex()}")


def d8_first_of_repeated_options():
    first, second = b"\0\1\x08\0\x0a", b"\0\1\x08\0\x0b"
    message = query("www.geo.example", "A", opt(option(SUBNET, first), option(SUBNET, second)))
    same(ask_both(message).subnet[3].hex(), "0a", "address of the client subnet")


def d9_optional_options_go_first():
    # Room for the answer, but not for NSID beside it.
    full = ask(query("nearly.example.com", "TXT", opt(size=512)))
    assert 502 < len(full.wire) <= 512, f"{len(full.wire)} octets"
    reply = ask(query("nearly.example.com", "TXT", opt(option(NSID), size=512)))
    same((reply.has(TC), reply.answer), (False, full.answer), "TC and answer")
    same(reply.option(NSID), None, "NSID")
    reply = ask(query("nearly.example.com", "TXT", opt(option(NSID), size=600)))
    same(reply.option(NSID), b"node-7", "NSID where there is room")


def d9_opt_survives_truncation():
    subnet = option(SUBNET, b"\0\1\x08\0\x0a")
    options = (subnet, option(COOKIE, b"8 octets"), option(NSID))
    reply = ask(query("big.example.com", "TXT", opt(*options, flags=DO)))
    assert reply.has(TC), "no TC"
    same([code for code, _ in reply.options], [SUBNET, COOKIE, NSID], "options")
    same(reply.opts[0].ttl, DO, "flags of OPT")


def d10_truncated_is_empty():
    for message in (query("fat.example.com", "TXT"), query("big.example.com", "TXT", opt())):
        reply = ask(message)
        assert reply.has(TC) and reply.has(AA), f"flags {reply.flags:#x}"
        same(reply.rcode, 0, "RCODE")
        same([found for found in reply.records if found.rdtype != 41], [], "records")


def d10_optional_additional_data():
    """12 mail exchanges fit, their 24 addresses do not: they are left out, without TC."""
    reply = ask(query("many.example.com", "MX"))
    assert not reply.has(TC), "TC for additional data"
    same(len(reply.answer), 12, "mail exchanges")
    assert len(reply.additional) < 24, "everything fits"
    same(len(ask_tcp(query("many.example.com", "MX")).additional), 24, "addresses over TCP")


def d11_no_truncation_over_tcp():
    # `ask_tcp` refuses TC.
    for qname, rdtype in (
        ("fat.example.com", "TXT"),
        ("big.example.com", "TXT"),
        ("mail.vast.example", "MX"),
    ):
        for additional in ((), (opt(size=512),)):
            assert ask_tcp(query(qname, rdtype, *additional)).answer, "no answer"


def d12_nsid():
    for data in (b"", b"ignored", b"x" * 300):
        reply = ask_both(query("www.example.com", "A", opt(option(NSID, data))))
        same(reply.option(NSID), b"node-7", "NSID")
    same(ask_both(query("www.example.com", "A", opt())).option(NSID), None, "NSID unasked")
    reply = ask(query("www.example.com", "A", opt(option(NSID))), "other")
    same(reply.option(NSID), None, "NSID that is not configured")


def d13_extended_errors():
    for message, code in (
        (query("www.example.org", "A", opt()), 20),
        (query("example.com", "AXFR", opt()), 18),
        (query("www.example.com", "A", opt(), qclass=255), 21),
        (query("www.example.com", "MAILB", opt()), 21),
        (query("www.example.com", "A", opt(), opcode=2), 21),
        (query("unknown.server", "TXT", opt(), qclass=3), 18),
    ):
        data = ask_both(message).option(EDE)
        same(data[:2].hex(), f"{code:04x}", "extended error")
        assert len(data) <= 66, f"{len(data) - 2} octets of EXTRA-TEXT"
    for qname, rcode in (("www.example.com", 0), ("nothing.example.com", NXDOMAIN)):
        reply = ask(query(qname, "A", opt()))
        same((reply.rcode, reply.option(EDE)), (rcode, None), "RCODE and extended error")
