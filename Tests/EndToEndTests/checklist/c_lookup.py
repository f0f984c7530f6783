"""Section C: finding the answer. What needs no socket of its own is asked once, over UDP."""

from exchange import ask, ask_both, ask_tcp, same
from messages import AA, NXDOMAIN, TC, YXDOMAIN, name, opt, query

TAIL = "SOA ns1.example.com. hostmaster.example.com. 1 7200 900 1209600"
SOA = f"example.com. 300 IN {TAIL} 300"
CHILD_SOA = f"child.example.com. 3600 IN {TAIL.replace('master', 'master.child')} 7200"
WWW = "www.example.com. 3600 IN A 192.0.2.80"
CUT = [
    "cut.example.com. 3600 IN NS ns.cut.example.com.",
    "cut.example.com. 3600 IN NS ns2.example.net.",
]
GLUE = [
    "ns.cut.example.com. 3600 IN A 192.0.2.54",
    "ns.cut.example.com. 3600 IN AAAA 2001:db8::54",
]


def _expect(qname, rdtype, rcode=0, answer=(), authority=(), aa=True, server="main"):
    reply = ask(query(qname, rdtype, opt()), server)
    what = f"{qname} {rdtype}"
    same(reply.rcode, rcode, f"RCODE of {what}")
    same(reply.has(AA), aa, f"AA of {what}")
    same(reply.answer, sorted(answer), f"answer of {what}")
    same(reply.authority, sorted(authority), f"authority of {what}")
    return reply


def c1_closest_zone():
    _expect("www.child.example.com", "A", answer=["www.child.example.com. 3600 IN A 192.0.2.88"])
    _expect("nothing.child.example.com", "A", NXDOMAIN, authority=[CHILD_SOA])
    _expect("xchild.example.com", "A", NXDOMAIN, authority=[SOA])
    ds = "1 13 2 " + "0" * 64
    for owner in ("child.example.com.", "cut.example.com."):
        reply = ask(query(owner, "DS"))
        same(len(reply.answer), 1, f"DS records of {owner}")
        assert reply.has(AA) and ds in reply.answer[0].replace("0 0", "00"), reply.answer


def c2_order_of_search():
    # Zone cut before exact match, exact match before wildcard, DNAME before what is below it.
    _expect("host.cut.example.com", "A", authority=CUT, aa=False)
    _expect(
        "occluded.d.example.com",
        "A",
        NXDOMAIN,
        [
            "d.example.com. 3600 IN DNAME t.example.com.",
            "occluded.d.example.com. 3600 IN CNAME occluded.t.example.com.",
        ],
        [SOA],
    )
    _expect("sub.w.example.com", "A", authority=[SOA])
    _expect("any.w.example.com", "A", answer=["any.w.example.com. 3600 IN A 192.0.2.1"])


def c3_empty_non_terminal():
    for qname in ("b.example.com", "a.b.example.com", "ent.w.example.com"):
        _expect(qname, "A", authority=[SOA])
    _expect("c.b.example.com", "A", NXDOMAIN, authority=[SOA])


def c4_wildcard_is_blocked():
    _expect("x.y.w.example.com", "A", answer=["x.y.w.example.com. 3600 IN A 192.0.2.1"])
    for qname in ("x.sub.w.example.com", "y.ent.w.example.com"):
        _expect(qname, "A", NXDOMAIN, authority=[SOA])
    cut = ["cut.w.example.com. 3600 IN NS ns.example.net."]
    _expect("x.cut.w.example.com", "A", authority=cut, aa=False)


def c5_literal_asterisk():
    _expect("*.w.example.com", "A", answer=["*.w.example.com. 3600 IN A 192.0.2.1"])
    _expect(
        "star*.w.example.com",
        "TXT",
        answer=['star*.w.example.com. 3600 IN TXT "an ordinary label"'],
    )
    _expect("x.*.w.example.com", "A", NXDOMAIN, authority=[SOA])


def c6_wildcard_without_the_type():
    _expect("any.w.example.com", "TXT", authority=[SOA])
    _expect(
        "any.alias.example.com",
        "A",
        answer=[
            "any.alias.example.com. 3600 IN CNAME www.example.com.",
            WWW,
        ],
    )


def c7_alias():
    _expect(
        "cname.example.com",
        "A",
        answer=[
            "cname.example.com. 3600 IN CNAME host.far.example.com.",
            "host.far.example.com. 3600 IN A 192.0.2.87",
        ],
    )
    for rdtype in ("CNAME", "ANY"):
        cname = ["cname.example.com. 3600 IN CNAME host.far.example.com."]
        _expect("cname.example.com", rdtype, answer=cname)
    nothing = ["to-nothing.example.com. 3600 IN CNAME nothing.example.com."]
    _expect("to-nothing.example.com", "A", NXDOMAIN, nothing, [SOA])
    no_data = ["to-nodata.example.com. 3600 IN CNAME mail.example.com."]
    _expect("to-nodata.example.com", "TXT", 0, no_data, [SOA])
    to_cut = ["to-cut.example.com. 3600 IN CNAME host.cut.example.com."]
    _expect("to-cut.example.com", "A", 0, to_cut, CUT)
    _expect(
        "to-child.example.com",
        "A",
        answer=[
            "to-child.example.com. 3600 IN CNAME www.child.example.com.",
            "www.child.example.com. 3600 IN A 192.0.2.88",
        ],
    )


def c8_chains_are_bounded():
    _expect(
        "loop1.example.com",
        "A",
        answer=[
            "loop1.example.com. 3600 IN CNAME loop2.example.com.",
            "loop2.example.com. 3600 IN CNAME loop1.example.com.",
        ],
    )
    same(len(ask(query("l01.example.com")).answer), 16, "links of a chain of 17")


def c9_chain_leaves():
    away = ["away.example.com. 3600 IN CNAME elsewhere.example.org."]
    _expect("away.example.com", "A", answer=away)


def c10_redirection():
    _expect(
        "x.d.example.com",
        "A",
        answer=[
            "d.example.com. 3600 IN DNAME t.example.com.",
            "x.d.example.com. 3600 IN CNAME x.t.example.com.",
            "x.t.example.com. 3600 IN A 192.0.2.77",
        ],
    )
    _expect("d.example.com", "TXT", answer=['d.example.com. 3600 IN TXT "beside the DNAME"'])
    long = ask_both(query("x" * 60 + ".long.example.com"))
    same((long.rcode, len(long.answer)), (YXDOMAIN, 1), "RCODE and records")


def c11_referral():
    for qname, rdtype in (
        ("cut.example.com", "A"),
        ("cut.example.com", "NS"),
        ("host.cut.example.com", "ANY"),
        ("ns.cut.example.com", "A"),
        ("x.y.cut.example.com", "DS"),
    ):
        _expect(qname, rdtype, authority=CUT, aa=False)


def c12_glue():
    same(ask(query("cut.example.com", "A", opt())).additional, GLUE, "glue")
    # Eight name servers, which fit into 512 octets without their glue, but not with it.
    small = ask(query("x.wide.example.com"))
    assert small.has(TC), "no TC though glue is missing"
    same(len(ask_tcp(query("x.wide.example.com")).additional), 8, "glue over TCP")


def c13_negative_ttl():
    _expect("nothing.example.com", "A", NXDOMAIN, authority=[SOA])
    _expect("www.example.com", "MX", authority=[SOA])
    # Here MINIMUM is above the TTL of the SOA.
    _expect("www.child.example.com", "MX", authority=[CHILD_SOA])


def c14_any_is_small():
    for qname in ("example.com", "www.example.com", "mixed.example.com"):
        reply = ask_both(query(qname, "ANY"))
        types = {record.rdtype for record in reply.records if record.section == "answer"}
        same((reply.rcode, len(types)), (0, 1), "RCODE and RRsets")
    _expect("nothing.example.com", "ANY", NXDOMAIN, authority=[SOA])


def c15_whole_rrsets():
    for qname, rdtype, count in (("example.com", "NS", 2), ("mx.example.com", "MX", 2)):
        reply = ask_both(query(qname, rdtype))
        same(len(set(reply.answer)), count, f"records of {qname} {rdtype}")
        same(len({record.ttl for record in reply.records if record.section == "answer"}), 1, "TTLs")


def c16_ttl_zero():
    _expect("zero.example.com", "A", answer=["zero.example.com. 0 IN A 192.0.2.79"])


def c18_root_and_single_labels():
    _expect(".", "NS", answer=[". 3600 IN NS a.root."], server="other")
    _expect("a.single", "A", answer=["a.single. 3600 IN A 192.0.2.5"], server="other")
    negative = [". 300 IN SOA a.root. hostmaster.root. 1 7200 900 1209600 300"]
    _expect("b." * 127, "A", NXDOMAIN, authority=negative, server="other")
    label = "x" * 63
    longest = f"{label}.{label}.{label}.{'x' * 56}.wild."
    assert len(name(longest)) == 255
    _expect(longest, "A", answer=[f"{longest} 3600 IN A 192.0.2.2"], server="other")
