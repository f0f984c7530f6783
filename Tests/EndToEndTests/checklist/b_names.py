"""Section B: names, letter case, compression."""

from exchange import ask, ask_both, ask_tcp, note, same
from messages import NXDOMAIN, name, opt, query, type_number

FAR = name("host.far.example.com.")


def _octets_name(label):
    return bytes([len(label)]) + label + name("example.com")


def _answer_data(qname, rdtype, where=ask_both):
    """Records of the type in the answer section of a reply, and the reply."""
    reply = where(query(qname, rdtype, opt()))
    found = [record for record in reply.records if record.section == "answer"]
    found = [record for record in found if record.rdtype == type_number(rdtype)]
    assert found, f"no {rdtype} record at {qname}"
    return found, reply


def b1_question_is_echoed():
    for qname in ("wWw.ExAmPlE.cOm", "NOTHING.example.com", "wWw.ExAmPlE.oRg"):
        message = query(qname)
        same(ask_both(message).question.hex(), message[12:].hex(), "question")


def b2_only_ascii_is_folded():
    for qname in ("mixed.example.com", "MIXED.EXAMPLE.COM", "mIxEd.eXaMpLe.CoM"):
        same(ask_both(query(qname)).records[0].data.hex(), "c0000251", f"address of {qname}")
    for exact, other in (
        (b"\xc1", b"\xe1"),
        (b"\x5b", b"\x7b"),
        (b"\x00\x80\xff", b"\x20\xa0\xff"),
    ):
        note("label", exact)
        same(ask_both(query(_octets_name(exact))).rcode, 0, "RCODE")
        same(ask_both(query(_octets_name(other))).rcode, NXDOMAIN, f"RCODE of {other.hex()}")


def b2_octets_survive():
    for label, address in ((b"\0\x80\xff", "c0000254"), (b"dot.ted", "c0000253")):
        message = query(_octets_name(label))
        reply = ask_both(message)
        same(reply.records[0].owner, _octets_name(label), "owner")
        same(reply.records[0].data.hex(), address, "address")
    same(ask_both(query(name("dot.ted.example.com"))).rcode, NXDOMAIN, "RCODE of two labels")


def b3_owner_is_the_question_name():
    for qname in ("www.example.com", "WwW.eXaMpLe.CoM", "XyZ.w.example.com"):
        message = query(qname)
        record = ask_both(message).records[0]
        same(record.owner.hex(), name(qname).hex(), "owner")


def b3_data_keeps_its_spelling():
    reply = ask_both(query("SPELLING.EXAMPLE.COM", "CNAME"))
    found = reply.records[0]
    same(reply.answer, ["SPELLING.EXAMPLE.COM. 3600 IN CNAME TaRgEt.ExAmPlE.CoM."], "answer")
    assert b"TaRgEt" in found.data, "spelling of the data"


def b4_pointers_stay_in_reach():
    """More names than a pointer can reach: the reader of replies refuses a pointer that does not
    lead backwards, and what it reads has to be the zone's."""
    reply = ask_tcp(query("mail.vast.example", "MX"))
    assert len(reply.wire) > 2 * 16384, f"a reply of {len(reply.wire)} octets only"
    # Each of them stands there twice, so that there is something to point at.
    exchanges = {f"exchange-{number}.vast.example." for number in range(700)}
    same(len(reply.answer), 2 * len(exchanges), "records")
    same({line.split()[-1] for line in reply.answer}, exchanges, "exchanges")
    owners = {line.split()[0] for line in reply.additional}
    assert owners <= exchanges and len(owners) > 100, f"{len(owners)} owners of addresses"


def b5_old_types_are_compressed():
    """Compression is allowed in them, and saves what stands in the reply twice."""
    found, _ = _answer_data("mx.example.com", "MX")
    same(sorted(len(record.data) for record in found), [4, 2 + len(FAR)], "lengths of MX")
    soa = ask(query("nothing.example.com")).records[0].data
    assert soa.count(name("example.com")) == 1, f"SOA {soa.hex()} without a pointer"


def b5_new_types_are_not_compressed():
    for qname, rdtype in (
        ("srv", "SRV"),
        ("naptr", "NAPTR"),
        ("svcb", "SVCB"),
        ("https", "HTTPS"),
        ("d", "DNAME"),
    ):
        target = name("t.example.com.") if rdtype == "DNAME" else FAR
        found, _ = _answer_data(qname + ".example.com", rdtype)
        assert target in found[0].data, f"{rdtype} {found[0].data.hex()} without {target.hex()}"
    assert _answer_data("rp.example.com", "RP")[0][0].data == FAR + FAR, "RP is compressed"


def b6_unknown_types_are_opaque():
    found, reply = _answer_data("private.example.com", 65400)
    same(found[0].data.hex(), "c00cfe00ff80", "data")
    same(reply.answer, [r"private.example.com. 3600 IN TYPE65400 \# 6 c00cfe00ff80"], "answer")
