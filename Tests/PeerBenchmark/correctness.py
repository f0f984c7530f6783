"""Whether a server answers right: who does not is not measured."""
import dataclasses
import ipaddress
import random

import dns.edns
import dns.flags
import dns.message
import dns.query
import dns.rcode
import dns.rdatatype
import maxminddb

import countries
import queries

REPLY_TIMEOUT = 3.0
BOUNDARIES = 12


class WrongAnswer(Exception):
    """A server answers other than the scenario says."""


@dataclasses.dataclass(frozen=True)
class Question:
    address: object
    length: int

    def __str__(self):
        return f"www.example.com from {self.address}/{self.length}"


def subnets(china, seed=1):
    """Well inside and outside China, and on both sides of where it begins and ends."""
    known = ["223.5.5.0", "240e::", "8.8.8.0", "2607:f8b0::", "203.0.113.0"]
    chosen = [ipaddress.ip_address(text) for text in known]
    source = random.Random(seed)
    for version, width in queries.SOURCE_LENGTHS.items():
        step = 1 << countries.BITS[version] - width
        ranges = china.ranges[version]
        for first, last in source.sample(ranges, min(BOUNDARIES, len(ranges))):
            for number in (first - step, first, last, last + 1):
                chosen.append(queries.address(version, number // step * step))
    return [
        *(Question(address, queries.SOURCE_LENGTHS[address.version]) for address in chosen),
        # Shorter than the network that its address, padded with zeros, is in.
        Question(ipaddress.ip_address("223.0.0.0"), 8),
    ]


class Expectations:
    """What must come back, for each kind of server."""

    def __init__(self, database, china, excess=0):
        """`excess` is added to every scope, for those who want to see a wrong scope refused."""
        self.china = china
        self.excess = excess
        self.reader = maxminddb.open_database(database)

    def target(self, server, question):
        is_chinese = server.is_geographic and question.address in self.china
        return queries.CHINA_TARGET if is_chinese else queries.DEFAULT_TARGET

    def scope(self, server, question):
        """Meridian and gdnsd tell the widest prefix with this answer: they merge the database by
        answer when they load it. Knot looks the address up for every query and tells the prefix
        found there, which is never wider; where the database has nothing, the answer is from
        Knot's zone and has the scope 0. NSD knows no client subnet and so tells none.
        """
        if not server.is_geographic:
            return None
        if server.name == "knot":
            record, length = self.reader.get_with_prefix_len(str(question.address))
            return (length if record else 0) + self.excess
        return self.china.widest_prefix(question.address) + self.excess


def check(server, expectations):
    """Asks everything, and says how much that is; raises WrongAnswer at the first wrong reply."""
    questions = subnets(expectations.china)
    for question in questions:
        reply = ask(server, "www.example.com", question)
        check_target(server, question, reply, expectations.target(server, question))
        check_scope(server, question, reply, expectations.scope(server, question))
    reply = ask(server, "ns1.example.com")
    if [str(rdata) for rrset in reply.answer for rdata in rrset] != ["192.0.2.53"]:
        raise WrongAnswer(f"{server.name}: ns1.example.com has the answer {reply.answer}")
    reply = ask(server, "nothing.example.com")
    if reply.rcode() != dns.rcode.NXDOMAIN:
        raise WrongAnswer(f"{server.name}: nothing.example.com has the RCODE {reply.rcode()}")
    return len(questions) + 2


def ask(server, name, question=None):
    message = dns.message.make_query(name, "A", flags=0)
    if question:
        option = dns.edns.ECSOption(str(question.address), question.length)
        message.use_edns(0, payload=queries.UDP_SIZE, options=[option])
    try:
        return dns.query.udp(message, "127.0.0.1", REPLY_TIMEOUT, server.port)
    except Exception as error:
        raise WrongAnswer(f"{server.name}: {question or name}: {error!r}") from error


def check_target(server, question, reply, target):
    wanted = f"www.example.com. 300 IN CNAME {target}."
    found = [line for rrset in reply.answer for line in rrset.to_text().splitlines()]
    is_good = reply.rcode() == dns.rcode.NOERROR and reply.flags & dns.flags.AA
    if not is_good or found != [wanted]:
        code = dns.rcode.to_text(reply.rcode())
        flags = dns.flags.to_text(reply.flags)
        raise WrongAnswer(
            f"{server.name}: {question}: expected '{wanted}', found {code} ({flags}) {found}"
        )


def check_scope(server, question, reply, scope):
    options = [option for option in reply.options if isinstance(option, dns.edns.ECSOption)]
    found = options[0].scopelen if options else None
    if found != scope:
        raise WrongAnswer(f"{server.name}: {question}: expected the scope {scope}, found {found}")
    asked = (str(question.address), question.length)
    if options and (options[0].address, options[0].srclen) != asked:
        raise WrongAnswer(f"{server.name}: {question}: echoed as {options[0].to_text()}")
