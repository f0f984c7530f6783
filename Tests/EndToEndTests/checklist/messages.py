"""Messages built octet by octet, so that wrong ones can be built too, and replies taken apart.

Nothing here trusts the server: names and records are read by a reader of our own, and what it
reads has to be what dnspython reads.
"""

import dataclasses
import struct

import dns.flags
import dns.message
import dns.name
import dns.rdataclass
import dns.rdatatype

ID = 0x4D65
RD, CD, AD, Z, RA, TC, AA, QR = 0x0100, 0x10, 0x20, 0x40, 0x80, 0x200, 0x400, 0x8000
IN, CH, ANY_CLASS = 1, 3, 255
FORMERR, NXDOMAIN, NOTIMP, REFUSED, YXDOMAIN, NOTAUTH = 1, 3, 4, 5, 6, 9
BADVERS = 16
SUBNET, NSID, COOKIE, KEEPALIVE, PADDING, EDE = 8, 3, 10, 11, 12, 15
OPT = 41


def name(text):
    """Wire form of a name in presentation form."""
    return dns.name.from_text(text).to_wire()


def type_number(rdtype):
    return rdtype if isinstance(rdtype, int) else int(dns.rdatatype.from_text(rdtype))


def header(message_id=ID, flags=0, opcode=0, counts=(1, 0, 0, 0)):
    return struct.pack("!HH4H", message_id, flags | opcode << 11, *counts)


def question(qname, rdtype="A", qclass=IN):
    wire = name(qname) if isinstance(qname, str) else qname
    return wire + struct.pack("!HH", type_number(rdtype), qclass)


def record(owner, rdtype, data, rclass=IN, ttl=0):
    return owner + struct.pack("!HHIH", type_number(rdtype), rclass, ttl, len(data)) + data


def option(code, data=b""):
    return struct.pack("!HH", code, len(data)) + data


def opt(*options, size=1232, version=0, flags=0, owner=b"\0"):
    return record(owner, OPT, b"".join(options), size, version << 16 | flags)


def query(qname, rdtype="A", *additional, qclass=IN, **fields):
    """A query with one question, and these records in its additional section."""
    head = header(counts=(1, 0, 0, len(additional)), **fields)
    return head + question(qname, rdtype, qclass) + b"".join(additional)


@dataclasses.dataclass(frozen=True)
class Record:
    section: str
    start: int
    owner: bytes
    owner_end: int
    rdtype: int
    rclass: int
    ttl: int
    data: bytes
    data_start: int


def read_name(wire, start):
    """A name, and where it ends; every pointer has to lead backwards (RFC 1035 §4.1.4)."""
    labels, offset, end, limit = b"", start, None, start
    while True:
        length = wire[offset]
        if length >> 6 == 3:
            target = (length & 0x3F) << 8 | wire[offset + 1]
            assert 12 <= target < limit, f"pointer at {offset} to {target}, not before {limit}"
            end = end or offset + 2
            offset = limit = target
            continue
        assert length <= 63, f"label type {length:#x} at {offset}"
        labels += wire[offset : offset + 1 + length]
        offset += 1 + length
        if length == 0:
            assert len(labels) <= 255, f"name of {len(labels)} octets at {start}"
            return labels, end or offset


class Message:
    """A message, mostly a reply, decoded twice: by this reader and by dnspython."""

    def __init__(self, wire):
        self.wire = wire
        self.id, self.flags, *self.counts = struct.unpack("!6H", wire[:12])
        self.opcode = self.flags >> 11 & 15
        offset = 12
        for _ in range(self.counts[0]):
            self.qname, offset = read_name(wire, offset)
            offset += 4
        self.question = wire[12:offset]
        self.records = []
        for section, count in zip(("answer", "authority", "additional"), self.counts[1:]):
            for _ in range(count):
                owner, owner_end = read_name(wire, offset)
                rdtype, rclass, ttl, length = struct.unpack_from("!HHIH", wire, owner_end)
                start = owner_end + 10
                data = wire[start : start + length]
                assert len(data) == length, f"RDLENGTH {length} at {offset} runs past the end"
                fields = (section, offset, owner, owner_end, rdtype, rclass, ttl, data, start)
                self.records.append(Record(*fields))
                offset = start + length
        assert offset == len(wire), f"{len(wire) - offset} octets behind the last record"
        # No keyring: the signatures of refusals are read, not verified. As an UPDATE it would be
        # read by other rules.
        as_query = wire[:2] + bytes([wire[2] & 0x87]) + wire[3:]
        self.message = dns.message.from_wire(as_query, keyring=False)

    def has(self, flag):
        return bool(self.flags & flag)

    @property
    def opts(self):
        return [record for record in self.records if record.rdtype == OPT]

    @property
    def rcode(self):
        extended = self.opts[0].ttl >> 24 if self.opts else 0
        return extended << 4 | self.flags & 15

    @property
    def options(self):
        """The options of OPT, in order."""
        found, data = [], self.opts[0].data if self.opts else b""
        while data:
            code, length = struct.unpack("!HH", data[:4])
            assert len(data) >= 4 + length, f"option {code} runs past OPT"
            found.append((code, data[4 : 4 + length]))
            data = data[4 + length :]
        return found

    def option(self, code):
        """Data of an option; None if it is not there."""
        found = [data for number, data in self.options if number == code]
        assert len(found) <= 1, f"option {code} stands there {len(found)} times"
        return found[0] if found else None

    @property
    def subnet(self):
        """FAMILY, SOURCE, SCOPE, ADDRESS of the client subnet option."""
        data = self.option(SUBNET)
        return data and (*struct.unpack("!HBB", data[:4]), data[4:])

    @property
    def scope(self):
        return self.subnet and self.subnet[2]

    def section(self, which):
        """The records of a section as lines of a master file, sorted; OPT is none of them."""
        lines = []
        for rrset in getattr(self.message, which):
            lines += rrset.to_text().split("\n")
        return sorted(lines)

    @property
    def answer(self):
        return self.section("answer")

    @property
    def authority(self):
        return self.section("authority")

    @property
    def additional(self):
        return [line for line in self.section("additional") if " TSIG " not in line]
