"""Worlds: zones that one server holds together, and what to ask about them."""
import dataclasses
import pathlib
import random

import dns.name
import dns.rdatatype
import dns.zone

TYPES = ["A", "AAAA", "MX", "TXT", "CNAME", "NS", "SOA", "DS", "DNAME", "SRV", "ANY", "TYPE65280"]
QUERIES_PER_NAME = 4
PREFIXES = [["q"], ["q", "r"], ["*"], ["a"]]
# With the target of a DNAME these may be longer than a name can be.
LONG_PREFIXES = [["y" * 63] * labels for labels in (1, 2, 3)]


@dataclasses.dataclass(frozen=True)
class Record:
    owner: dns.name.Name
    ttl: int
    type: str
    data: str

    def line(self):
        return f"{self.owner} {self.ttl} IN {self.type} {self.data}"


@dataclasses.dataclass
class Zone:
    apex: dns.name.Name
    records: list[Record]

    def text(self):
        return "".join(record.line() + "\n" for record in self.records)

    def dnames(self):
        return {record.owner for record in self.records if record.type == "DNAME"}

    def without_data_below(self, owners):
        """What a server gets that refuses data below a DNAME (RFC 6672 §2.4), in this zone or,
        like NSD, in the one above."""
        kept = [record for record in self.records if not has_ancestor(record.owner, owners)]
        return Zone(self.apex, kept)


@dataclasses.dataclass
class World:
    title: str
    zones: list[Zone]

    def zone_of(self, name, rrtype):
        """The closest zone around the name; for DS the parent's (RFC 4035 §3.1.4.1)."""
        around = [zone.apex for zone in self.zones if name.is_subdomain(zone.apex)]
        around.sort(key=len)
        if rrtype == "DS" and len(around) > 1 and around[-1] == name:
            around.pop()
        return around[-1] if around else None

    def queries(self, seed):
        """Name, type and whether with EDNS: for names that exist, empty non-terminals, names below
        both, wildcards and targets some types each."""
        chance = random.Random(f"queries {self.title} {seed}")
        names = {zone.apex.parent() for zone in self.zones if zone.apex != dns.name.root}
        for zone in self.zones:
            for record in zone.records:
                for name in (record.owner, *targets(record)):
                    names.update(ancestors(name, zone.apex))
                    for prefix in PREFIXES + (LONG_PREFIXES if record.type == "DNAME" else []):
                        try:
                            names.add(dns.name.Name([*prefix, *name.labels]))
                        except dns.name.NameTooLong:
                            pass
        for name in sorted(names):
            for rrtype in sorted(chance.sample(TYPES, QUERIES_PER_NAME)):
                spelling = name.to_text()
                if chance.random() < 0.2:
                    spelling = spelling.upper()
                yield spelling, rrtype, chance.random() < 0.5


def has_ancestor(name, owners):
    return any(name != owner and name.is_subdomain(owner) for owner in owners)


def ancestors(name, apex):
    """The name itself, and what lies between it and the apex."""
    yield name
    while name.is_subdomain(apex) and name != apex:
        name = name.parent()
        yield name


def targets(record):
    if record.type in ("CNAME", "DNAME", "NS"):
        yield dns.name.from_text(record.data)


def scenario_worlds(directory):
    """The zones of the lookup scenarios: each by itself, and parent and child together."""
    zones = {path.stem: read(path) for path in sorted(pathlib.Path(directory).glob("*.zone"))}
    for name, zone in zones.items():
        yield World(f"scenario {name}", [zone])
    together = [zones["example.com"], zones["child.example.com"]]
    yield World("scenario example.com with child", together)


def read(path):
    apex = dns.name.root if path.stem == "root" else dns.name.from_text(path.stem)
    zone = dns.zone.from_file(str(path), origin=apex, relativize=False)
    records = []
    for owner, node in zone.items():
        for rdataset in node:
            rrtype = dns.rdatatype.to_text(rdataset.rdtype)
            records += [Record(owner, rdataset.ttl, rrtype, rdata.to_text()) for rdata in rdataset]
    records.sort(key=lambda record: record.type != "SOA")
    return Zone(apex, records)
