"""Section G: identity, transfer, updates."""

import struct

import dns.message
import dns.tsig
from exchange import ask, ask_both, ask_tcp, same
from messages import (
    AA,
    CH,
    FORMERR,
    NOTAUTH,
    NOTIMP,
    REFUSED,
    SUBNET,
    header,
    name,
    opt,
    option,
    query,
    question,
    record,
)

TSIG, BADKEY = 250, 17
KEY = dns.tsig.Key("key.example.net.", b"0123456789abcdef", "hmac-sha256")


def g1_identity():
    for qname, text in (
        ("id.server", "fra1"),
        ("hostname.bind", "fra1"),
        ("ID.Server", "fra1"),
        ("version.server", "1.2"),
        ("version.bind", "1.2"),
    ):
        for additional in ((), (opt(),)):
            reply = ask_both(query(qname, "TXT", *additional, qclass=CH))
            same(reply.answer, [f'{qname}. 0 CH TXT "{text}"'], "answer")
            assert reply.has(AA), "no AA"
    same(ask_both(query("id.server", "A", qclass=CH)).rcode, REFUSED, "RCODE of CH A")


def g1_identity_is_unset():
    for qname in ("id.server", "hostname.bind", "version.server", "version.bind", "authors.bind"):
        reply = ask(query(qname, "TXT", qclass=CH), "other")
        same((reply.rcode, reply.records), (REFUSED, []), f"reply to {qname}")


def g2_notify_and_update():
    soa = record(b"\xc0\x0c", "SOA", b"\0\0" + bytes(20))
    notify = header(opcode=4, flags=AA, counts=(1, 1, 0, 0)) + question("example.com", "SOA") + soa
    added = record(b"\x03new\xc0\x0c", "A", bytes(4))
    update = header(opcode=5, counts=(1, 0, 1, 0)) + question("example.com", "SOA") + added
    for message in (notify, update):
        reply = ask_both(message)
        same((reply.rcode, reply.records, reply.has(AA)), (NOTIMP, [], False), "reply")
    same(ask(query("new.example.com")).answer, [], "answer for a name in an update")


def _signed(**fields):
    message = dns.message.make_query("www.example.com", "A", **fields)
    message.use_tsig(KEY)
    return message.to_wire()


def _assert_bad_key(message):
    """NOTAUTH, and an unsigned TSIG that names the key and says BADKEY (RFC 8945 §5.2.1)."""
    reply = ask_both(message)
    same((reply.rcode, reply.has(AA), reply.answer), (NOTAUTH, False, []), "reply")
    last = reply.records[-1]
    same((last.rdtype, last.rclass, last.ttl), (TSIG, 255, 0), "last record")
    same(last.owner, name("key.example.net"), "name of the key")
    same(reply.message.tsig_error, BADKEY, "error")
    same((reply.message.mac, reply.message.tsig[0].original_id), (b"", reply.id), "MAC and ID")
    return reply


def g3_signed_with_an_unknown_key():
    same(len(_assert_bad_key(_signed()).records), 1, "records")
    reply = _assert_bad_key(_signed(use_edns=0))
    same([found.rdtype for found in reply.records], [41, TSIG], "OPT, then TSIG")


def g3_signature_is_last():
    data = name("hmac-sha256") + bytes(6) + struct.pack("!HHHHH", 300, 0, 0x4D65, 0, 0)
    signature = record(name("key.example.net"), TSIG, data, 255)
    _assert_bad_key(query("www.example.com", "A", signature))
    for additional in (
        (signature, opt()),
        (signature, signature),
        (signature, record(b"\0", "A", bytes(4))),
    ):
        reply = ask_both(query("www.example.com", "A", *additional))
        same((reply.rcode, reply.answer), (FORMERR, []), "reply")
    for counts in ((1, 1, 0, 0), (1, 0, 1, 0)):
        reply = ask_both(header(counts=counts) + question("www.example.com") + signature)
        same(reply.rcode, FORMERR, "RCODE of TSIG in another section")


def g5_transfers_are_refused():
    for rdtype in ("AXFR", "IXFR"):
        for additional in ((), (opt(),), (opt(option(SUBNET, bytes.fromhex("00010800 0a"))),)):
            reply = ask_tcp(query("example.com", rdtype, *additional))
            same((reply.rcode, reply.answer), (REFUSED, []), f"reply to {rdtype}")
    transfer = dns.message.make_query("example.com", "AXFR")
    transfer.use_tsig(KEY)
    same(ask_tcp(transfer.to_wire()).rcode, NOTAUTH, "RCODE of a signed AXFR")
