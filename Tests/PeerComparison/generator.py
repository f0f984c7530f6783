"""Worlds from a seed: crowded with what makes lookups hard, of few labels so that names meet."""
import random

import dns.name

from worlds import Record, World, Zone, has_ancestor

OUTSIDE = "elsewhere.invalid."
LABELS = ["a", "b", "c", "d", "*"]
APEX_NS_TTL = 300
OWNERS = 30
OWNERS_OF_CHILD = 12


def generated_world(seed):
    return Generator(seed).world()


def is_wildcard(name):
    return name.labels[0] == b"*"


class Generator:
    def __init__(self, seed):
        self.seed = seed
        self.chance = random.Random(f"world {seed}")
        self.apex = dns.name.from_text("w.test.")
        self.addresses = 0

    def world(self):
        zones = [self.zone(self.apex, OWNERS)]
        for _ in range(self.chance.choice([0, 1, 2, 2])):
            parent = self.chance.choice(zones)
            apexes = {record.owner for record in parent.records if record.type == "NS"}
            if self.chance.random() < 0.2:
                apexes = {self.name(parent.apex)}
            dnames = {owner for zone in zones for owner in zone.dnames()}
            apexes = {a for a in apexes if not has_ancestor(a, dnames) and not is_wildcard(a)}
            apexes -= {zone.apex for zone in zones}
            if not apexes:
                continue
            child = self.zone(self.chance.choice(sorted(apexes)), OWNERS_OF_CHILD)
            child = child.without_data_below(dnames)
            if not any(has_ancestor(zone.apex, child.dnames()) for zone in zones):
                zones = [zone.without_data_below(child.dnames()) for zone in zones] + [child]
        return World(f"generated {self.seed}", zones)

    def zone(self, apex, owners):
        self.names = sorted({self.name(apex) for _ in range(owners)} - {apex})
        self.records = [
            Record(apex, self.ttl(), "SOA", self.rdata("SOA", apex)),
            Record(apex, APEX_NS_TTL, "NS", "ns.outside.test."),
        ]
        self.several(apex, ["NS", "TXT", "MX"], apex)
        if self.chance.random() < 0.1:
            self.add(apex, "DNAME", str(self.target(apex)))
        cuts, dnames = set(), {record.owner for record in self.records if record.type == "DNAME"}
        for owner in self.names:  # Ancestors stand before descendants.
            if has_ancestor(owner, cuts):
                self.occluded(owner, apex)
                continue
            kind = self.kind(owner)
            if kind == "cut" and not has_ancestor(owner, dnames):
                cuts.add(owner)
            if kind == "dname":
                dnames.add(owner)
            if kind != "cut" or owner in cuts:
                getattr(self, kind)(owner, apex)
        return Zone(apex, self.records)

    def kind(self, owner):
        kinds = {"data": 6, "cname": 5, "dname": 2, "cut": 3, "address": 3}
        kind = self.chance.choices(list(kinds), list(kinds.values()))[0]
        # What a wildcard's NS or DNAME mean is left open (RFC 4592 §4.2, §4.4).
        return "cname" if is_wildcard(owner) and kind in ("dname", "cut") else kind

    def data(self, owner, apex):
        self.several(owner, ["A", "AAAA", "TXT", "MX", "SRV", "TYPE65280"], apex)

    def occluded(self, owner, apex):
        types = ["A", "AAAA", "TXT"] + ([] if is_wildcard(owner) else ["NS"])
        self.several(owner, types, apex)

    def address(self, owner, apex):
        self.several(owner, ["A", "AAAA"], apex)

    def cname(self, owner, apex):
        self.add(owner, "CNAME", str(self.target(apex)))

    def dname(self, owner, apex):
        self.add(owner, "DNAME", str(self.target(apex)))
        self.several(owner, ["A", "TXT"], apex)

    def cut(self, owner, apex):
        servers = [self.target(apex)]
        if self.chance.random() < 0.7:
            below = dns.name.Name([self.chance.choice([b"ns", b"a"]), *owner.labels])
            servers.append(below)
            if self.chance.random() < 0.8 and below not in self.names:
                self.several(below, ["A", "AAAA"], apex)
        if self.chance.random() < 0.1:
            servers.append(owner)
            self.several(owner, ["A"], apex)
        ttl = self.ttl()
        self.records += [Record(owner, ttl, "NS", str(server)) for server in sorted(set(servers))]
        if self.chance.random() < 0.4:
            self.add(owner, "DS", "1 13 2 " + "00" * 32)

    def several(self, owner, types, apex):
        """One to all of the types, with one to three records each."""
        for rrtype in sorted(self.chance.sample(types, self.chance.randint(1, len(types)))):
            ttl = APEX_NS_TTL if (owner, rrtype) == (apex, "NS") else self.ttl()
            data = {self.rdata(rrtype, apex) for _ in range(self.chance.choice([1, 1, 2, 3]))}
            known = {(r.owner, r.type) for r in self.records}
            if (owner, rrtype) not in known or rrtype == "NS":
                self.records += [Record(owner, ttl, rrtype, d) for d in sorted(data)]

    def add(self, owner, rrtype, data):
        self.records.append(Record(owner, self.ttl(), rrtype, data))

    def rdata(self, rrtype, apex):
        self.addresses += 1
        match rrtype:
            case "A":
                return f"192.0.2.{self.addresses % 250}"
            case "AAAA":
                return f"2001:db8::{self.addresses:x}"
            case "TXT":
                return f'"text {self.addresses}"'
            case "MX":
                return f"{self.addresses} {self.target(apex)}"
            case "SRV":
                return f"1 {self.addresses} 443 {self.target(apex)}"
            case "SOA":
                return f"{self.target(apex)} host.{apex} 1 2 3 4 {self.ttl()}"
            case "NS":
                return str(self.target(apex))
            case "TYPE65280":
                return f"\\# 2 {self.addresses:04x}"

    def target(self, apex):
        """A name of the zone, one below, one that may not be there, or a foreign one."""
        match self.chance.randrange(10):
            case 0:
                return dns.name.from_text(OUTSIDE)
            case 1 | 2:
                return self.name(apex)
            case 3 | 4:
                return self.name(self.apex)
            case 5:
                return dns.name.Name([b"q", *self.chance.choice(self.names).labels])
            case _:
                return self.chance.choice(self.names)

    def name(self, apex):
        depth = self.chance.choice([1, 1, 2, 2, 3, 4])
        labels = [self.chance.choice(LABELS).encode() for _ in range(depth)]
        return dns.name.Name([*labels, *apex.labels])

    def ttl(self):
        return self.chance.choice([0, 60, 300, 3600])
