"""Replies in the form in which they are compared."""
import dataclasses

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype

UDP_SIZE = 512
# What all three servers take as their own limit, too.
EDNS_SIZE = 1232
# RRsets of a section that a report shows.
MOST_PRINTED = 6
MOST_COLUMNS = 160
# More RRsets than Meridian gives for the longest chain that it follows.
MOST_RRSETS = 24


@dataclasses.dataclass(frozen=True)
class RRset:
    owner: str
    type: str
    ttls: tuple[int, ...]
    data: tuple[str, ...]

    def __str__(self):
        return f"{self.owner} {'/'.join(map(str, self.ttls))} {self.type} {' | '.join(self.data)}"


@dataclasses.dataclass
class Reply:
    """Sections as lists of RRsets in the order of their first record; letter case is folded. If the
    reply was truncated over UDP, it is the one over TCP."""

    rcode: str
    authoritative: bool
    needlessly_truncated: bool
    answer: list[RRset]
    authority: list[RRset]
    additional: list[RRset]

    def __str__(self):
        lines = [self.rcode + (" aa" if self.authoritative else "")]
        if self.needlessly_truncated:
            lines[0] += " tc although it fits"
        for section in ("answer", "authority", "additional"):
            lines += [f"  {section} {rrset}" for rrset in getattr(self, section)[:MOST_PRINTED]]
        return "\n".join(line[:MOST_COLUMNS] for line in lines)


@dataclasses.dataclass(frozen=True)
class Question:
    name: str
    type: str
    edns: bool

    def message(self):
        size = {"use_edns": 0, "payload": EDNS_SIZE} if self.edns else {"use_edns": False}
        query = dns.message.make_query(self.name, self.type, **size)
        query.flags = 0
        return query

    def __str__(self):
        return f"{self.name} {self.type}" + (" +edns" if self.edns else "")


def ask(server, question):
    query = question.message()
    message = server.ask(query)
    needlessly_truncated = False
    if message.flags & dns.flags.TC:
        message = server.ask_over_tcp(query)
        limit = EDNS_SIZE if question.edns else UDP_SIZE
        needlessly_truncated = len(message.wire) <= limit
    return Reply(
        dns.rcode.to_text(message.rcode()),
        bool(message.flags & dns.flags.AA),
        needlessly_truncated,
        *(rrsets(section) for section in (message.answer, message.authority, message.additional)),
    )


def rrsets(section):
    found = {}
    for record in section:
        key = (record.name.to_text().lower(), dns.rdatatype.to_text(record.rdtype))
        data = [(record.ttl, rdata.to_text().lower()) for rdata in record]
        found.setdefault(key, []).extend(data)
    result = []
    for key, records in found.items():
        ttls = tuple(sorted({ttl for ttl, _ in records}))
        result.append(RRset(*key, ttls, tuple(sorted(data for _, data in records))))
    return result


def ask_to_the_end(server, world, question):
    """The reply, with chains followed by us where the server stops although it holds the target:
    how many links it follows, and whether into other zones, is its choice."""
    reply = ask(server, question)
    while len(reply.answer) < MOST_RRSETS and (target := held_target(reply, world, question)):
        following = ask(server, dataclasses.replace(question, name=target))
        known = {(rrset.owner, rrset.type) for rrset in reply.answer}
        new = [rrset for rrset in following.answer if (rrset.owner, rrset.type) not in known]
        if following.answer and not new:
            reply.rcode = following.rcode
            break
        answer = reply.answer + new
        reply = dataclasses.replace(following, authoritative=reply.authoritative, answer=answer)
        if not new:
            break
    return reply


def held_target(reply, world, question):
    """Where a chain would go on that the server has not followed to its end."""
    if not reply.answer or question.type in ("CNAME", "ANY"):
        return None
    last = reply.answer[-1]
    if last.type != "CNAME":
        return None
    target = dns.name.from_text(last.data[0])
    there = world.zone_of(target, question.type)
    if there is None:
        return None
    here = world.zone_of(dns.name.from_text(last.owner), question.type)
    has_ended = reply.authority and there == here
    return None if has_ended else last.data[0]
