#!/usr/bin/env python3
"""Writes rdata.tsv and messages.tsv beside this script with dnspython: the bytes that the tests hold
Meridian's own reader and writer against.

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install dnspython
    /tmp/golden/bin/python make_golden.py

rdata.tsv: type, text as a master file has it, text as Meridian writes it, RDATA in hexadecimal.
messages.tsv: name, message in hexadecimal, then each record as
"section owner ttl class type rdata" with the RDATA uncompressed, in hexadecimal.
"""

import pathlib
import random

import dns.flags
import dns.message
import dns.rcode
import dns.rdata
import dns.rdataclass
import dns.rdatatype
import dns.rrset
import dns.version

HERE = pathlib.Path(__file__).parent
SHA1 = "0123456789ABCDEF0123456789ABCDEF01234567"
SHA256 = SHA1 + "89ABCDEF0123456789ABCDEF"
SHA384 = SHA256 + "0123456789ABCDEF0123456789ABCDEF"
KEY = "mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ=="
LONG = "x" * 255

# (type, text) where Meridian writes the same text, (type, text, written) where it differs.
RDATA = [
    ("A", "192.0.2.1"),
    ("A", "0.0.0.0"),
    ("A", "255.255.255.255"),
    ("A", r"\# 4 c0000201", "192.0.2.1"),
    ("AAAA", "2001:db8::1"),
    ("AAAA", "::"),
    ("AAAA", "2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
    ("AAAA", "::ffff:192.0.2.1"),
    ("AFSDB", "1 afsdb.example.com."),
    ("AFSDB", "65535 ."),
    ("CAA", '0 issue "ca.example.net; policy=ev"'),
    ("CAA", '128 iodef "mailto:security@example.com"'),
    ("CAA", '0 issue ";"'),
    ("CAA", '0 tbs ""'),
    ("CAA", r'255 Unknown9 "quote \" backslash \\ octet \007\255"'),
    ("CAA", "0 issuewild ca.example.net", '0 issuewild "ca.example.net"'),
    ("CNAME", "host.example.com."),
    ("CNAME", "."),
    ("CNAME", r"a\.b\\c\032d\(e\)\;\@\$.Example.COM."),
    ("CNAME", r"\000\255.example."),
    ("CNAME", r"\101xample.", "example."),
    ("CNAME", ("a." * 127)),
    ("CNAME", ("a" * 63 + ".") * 3 + "b" * 61 + "."),
    ("DNAME", "frobozz-division.acme.example."),
    ("DNSKEY", "257 3 13 " + KEY),
    ("DNSKEY", "256 3 ECDSAP256SHA256 " + KEY[:40] + " " + KEY[40:], "256 3 13 " + KEY),
    ("DNSKEY", "0 3 15 AA=="),
    ("DS", "60485 5 1 " + SHA1),
    ("DS", "1 13 2 " + SHA256.lower(), "1 13 2 " + SHA256),
    ("DS", "65535 ED25519 4 " + SHA384[:50] + " " + SHA384[50:], "65535 15 4 " + SHA384),
    ("HINFO", '"RFC8482" ""'),
    ("HINFO", "PDP-11 UNIX", '"PDP-11" "UNIX"'),
    ("HTTPS", "0 pool.example."),
    ("HTTPS", "1 . alpn=h2,h3", '1 . alpn="h2,h3"'),
    ("HTTPS", '1 . alpn="h2" no-default-alpn port=8443 ech=AAT+DQAA'),
    (
        "HTTPS",
        "16 svc.example. ipv6hint=2001:db8::1,2001:db8::53:1 ipv4hint=192.0.2.1,192.0.2.2 alpn=h3",
        '16 svc.example. alpn="h3" ipv4hint=192.0.2.1,192.0.2.2'
        " ipv6hint=2001:db8::1,2001:db8::53:1",
    ),
    ("LOC", "42 21 54.000 N 71 6 18.000 W -24.00m 30.00m 10000.00m 10.00m"),
    (
        "LOC",
        "42 21 54 N 71 06 18 W -24m 30m",
        "42 21 54.000 N 71 6 18.000 W -24.00m 30.00m 10000.00m 10.00m",
    ),
    ("LOC", "90 S 180 E 0", "90 0 0.000 S 180 0 0.000 E 0.00m 1.00m 10000.00m 10.00m"),
    ("LOC", "0 0 0.001 S 0 0 0.999 W 42849672.95m 90000000.00m 0.00m 0.05m"),
    ("MX", "10 mail.example.com."),
    ("MX", "0 ."),
    ("NAPTR", r'100 50 "s" "z3950+I2L+N2C" "" _z3950._tcp.gatech.edu.'),
    ("NAPTR", r'100 10 "u" "E2U+sip" "!^\\+441632(.*)$!sip:\\1@example.com!" .'),
    ("NS", "ns1.example.com."),
    ("NSEC", "host.example.com. A MX RRSIG NSEC TYPE1234"),
    ("NSEC", r"\000.example.com. NSEC A A TYPE65280", r"\000.example.com. A NSEC TYPE65280"),
    ("NSEC", "a.example. CAA URI", "a.example. URI CAA"),
    (
        "NSEC3",
        "1 1 12 AABBCCDD 2vptu5timamqttgl4luu9kg21e0aor3s A RRSIG",
        "1 1 12 AABBCCDD 2VPTU5TIMAMQTTGL4LUU9KG21E0AOR3S A RRSIG",
    ),
    ("NSEC3", "1 0 0 - 2VPTU5TIMAMQTTGL4LUU9KG21E0AOR3S"),
    ("NSEC3PARAM", "1 0 0 -"),
    ("NSEC3PARAM", "1 0 65535 aabbccdd", "1 0 65535 AABBCCDD"),
    ("OPENPGPKEY", KEY),
    ("OPENPGPKEY", KEY[:4] + " " + KEY[4:], KEY),
    ("PTR", "host.example.com."),
    ("RP", "hostmaster.example.com. info.example.com."),
    ("RP", r"first\.last.example.com. ."),
    (
        "RRSIG",
        "A 5 3 86400 20030322173103 20030220173103 2642 example.com. " + KEY,
    ),
    (
        "RRSIG",
        "TYPE65280 ED448 0 0 4294967295 951782400 0 . AA==",
        "TYPE65280 16 0 0 21060207062815 20000229000000 0 . AA==",
    ),
    ("RRSIG", "SOA 13 2 3600 20240229235959 20231231000000 65535 a.example. AAAA"),
    ("RRSIG", "NS 8 1 4294967295 21000301000000 19700101000000 1 example. AAA="),
    ("SMIMEA", "3 1 2 " + SHA384 + "00112233445566778899AABBCCDDEEFF"),
    ("SOA", "ns1.example.com. hostmaster.example.com. 2024010100 7200 900 1209600 86400"),
    (
        "SOA",
        r"ns1.example.com. first\.last.example.com. 4294967295 2h 15M 2w 1w1d1h1m1s",
        r"ns1.example.com. first\.last.example.com. 4294967295 7200 900 1209600 694861",
    ),
    ("SPF", '"v=spf1 -all"'),
    ("SRV", "10 60 5060 sip.example.com."),
    ("SRV", "0 0 0 ."),
    ("SSHFP", "1 1 " + SHA1),
    ("SSHFP", "4 2 " + SHA256[:32].lower() + " " + SHA256[32:], "4 2 " + SHA256),
    ("SSHFP", "6 9 00"),
    # RFC 9460 appendix D.
    ("SVCB", "0 foo.example.com."),
    ("SVCB", "1 ."),
    ("SVCB", "16 foo.example.com. port=53"),
    ("SVCB", "1 foo.example.com. key667=hello", '1 foo.example.com. key667="hello"'),
    ("SVCB", r'1 foo.example.com. key667="hello\210qoo"'),
    ("SVCB", "1 foo.example.com. ipv6hint=2001:db8::1,2001:db8::53:1"),
    ("SVCB", "1 example.com. ipv6hint=2001:db8:122:344::192.0.2.33",
     "1 example.com. ipv6hint=2001:db8:122:344::c000:221"),
    (
        "SVCB",
        "16 foo.example.org. alpn=h2,h3-19 mandatory=ipv4hint,alpn ipv4hint=192.0.2.1",
        '16 foo.example.org. mandatory=alpn,ipv4hint alpn="h2,h3-19" ipv4hint=192.0.2.1',
    ),
    ("SVCB", r'16 foo.example.org. alpn="f\\\\oo\\,bar,h2"'),
    (
        "SVCB",
        r"16 foo.example.org. alpn=f\\\092oo\092,bar,h2",
        r'16 foo.example.org. alpn="f\\\\oo\\,bar,h2"',
    ),
    ("SVCB", '1 dns.example. alpn="dot,h2" dohpath="/dns-query{?dns}" ohttp'),
    ("SVCB", "1 . key65534"),
    ("TLSA", "3 1 1 " + SHA256),
    ("TLSA", "0 0 0 308201", "0 0 0 308201"),
    ("TXT", '"v=spf1 include:_spf.example.com ~all"'),
    ("TXT", '""'),
    ("TXT", '"first" second "third; not a comment"', '"first" "second" "third; not a comment"'),
    ("TXT", r'"quote \" backslash \\ tab \009 high \255\128"'),
    ("TXT", r'"\097\;\("', '"a;("'),
    ("TXT", f'"{LONG}" "{LONG}"'),
    ("TXT", r"\# 3 026869", '"hi"'),
    ("URI", '10 1 "ftp://ftp1.example.com/public%20data"'),
    ("TYPE65280", r"\# 0"),
    ("TYPE65280", r"\# 5 00 ff01 0203", r"\# 5 00FF010203"),
]


def wire_of(rdtype, text):
    return dns.rdata.from_text("IN", rdtype, text).to_wire()


def write_rdata():
    lines = []
    for rdtype, text, *written in RDATA:
        canonical = written[0] if written else text
        wire = wire_of(rdtype, text)
        if wire_of(rdtype, canonical) != wire:
            raise SystemExit(f"{rdtype} {text}: the two texts differ on the wire")
        lines.append("\t".join([rdtype, text, canonical, wire.hex()]))
    (HERE / "rdata.tsv").write_text("\n".join(lines) + "\n")


def rrset(owner, ttl, rdtype, *texts):
    return dns.rrset.from_text(owner, ttl, "IN", rdtype, *texts)


def messages():
    query = dns.message.make_query("www.Example.com.", "A", id=0x1234)
    yield "plain query", query
    yield "query with EDNS", dns.message.make_query(
        "example.com.", "TXT", id=1, use_edns=0, payload=1232, want_dnssec=True
    )

    reply = dns.message.make_response(query)
    reply.flags |= dns.flags.AA
    reply.answer = [
        rrset("www.example.com.", 300, "CNAME", "web.cdn.example.com."),
        rrset("web.cdn.example.com.", 60, "A", "192.0.2.1", "192.0.2.2"),
    ]
    reply.authority = [
        rrset("example.com.", 86400, "NS", "ns1.example.com.", "ns2.example.net."),
        rrset("example.com.", 3600, "MX", "10 mail.example.com."),
        rrset("example.com.", 3600, "SRV", "1 2 3 sip.example.com."),
        rrset("example.com.", 900, "SOA", "ns1.example.com. hostmaster.example.com. 1 2 3 4 5"),
    ]
    reply.additional = [
        rrset("ns1.example.com.", 86400, "AAAA", "2001:db8::53"),
        rrset("ns1.example.com.", 0, "TYPE65280", r"\# 3 c00c00"),
    ]
    yield "reply with compressed names", reply

    denial = dns.message.make_response(dns.message.make_query(".", "DNSKEY", id=0xFFFF))
    denial.set_rcode(dns.rcode.NXDOMAIN)
    denial.authority = [
        rrset(".", 2147483647, "RRSIG", "SOA 13 0 60 20240101000000 20230101000000 1 . AAAA"),
        rrset(".", 60, "NSEC", "aaa. NS SOA RRSIG NSEC DNSKEY"),
    ]
    yield "reply about the root", denial

    badvers = dns.message.make_response(
        dns.message.make_query("example.", "A", id=7, use_edns=0, payload=512)
    )
    badvers.set_rcode(dns.rcode.BADVERS)
    yield "reply with an extended RCODE", badvers


def record_lines(wire):
    """The records in the order of the message, which dnspython shuffles within an RRset."""
    message = dns.message.from_wire(wire, one_rr_per_rrset=True)
    for number, section in enumerate(message.sections[1:], start=1):
        for rrs in section:
            for rdata in rrs:
                yield " ".join(
                    [
                        dns.message.MessageSection.to_text(number).lower(),
                        rrs.name.to_text(),
                        str(rrs.ttl),
                        dns.rdataclass.to_text(rrs.rdclass),
                        dns.rdatatype.to_text(rrs.rdtype),
                        rdata.to_wire().hex(),
                    ]
                )


def write_messages():
    lines = []
    for name, message in messages():
        wire = message.to_wire()
        lines.append("\t".join([name, wire.hex(), *record_lines(wire)]))
    (HERE / "messages.tsv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    random.seed(1)
    write_rdata()
    write_messages()
    print(f"written with dnspython {dns.version.version}")
