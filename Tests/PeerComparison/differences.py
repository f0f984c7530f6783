"""What differs between two replies, and which differences are legitimate, each with its reason."""
import dataclasses

import dns.name

import worlds
from replies import Reply

# Most links that Meridian follows.
MERIDIAN_LINKS = 16

# Normalisations: applied to both replies, in this order, before they are compared.
NORMALISATIONS = []
# Known differences: what is left of them is counted, not reported.
KNOWN = []


def normalisation(reason):
    def register(function):
        NORMALISATIONS.append((reason, function))
        return function
    return register


def known(reason):
    def register(function):
        KNOWN.append((reason, function))
        return function
    return register


@normalisation("The NS RRset of the zone beside an answer is optional (RFC 1034 §4.3.2)")
def authority_beside_answer(reply, question, world):
    apexes = {zone.apex.to_text().lower() for zone in world.zones}
    if not reply.answer:
        return reply
    kept = [r for r in reply.authority if r.type != "NS" or r.owner not in apexes]
    return dataclasses.replace(reply, authority=kept)


@normalisation("Additional data other than addresses are optional (RFC 9460 §4.1)")
def only_addresses(reply, question, world):
    kept = [rrset for rrset in reply.additional if rrset.type in ("A", "AAAA")]
    return dataclasses.replace(reply, additional=kept)


def normalised(reply, question, world):
    for _, function in NORMALISATIONS:
        reply = function(reply, question, world)
    return reply


def differing(ours: Reply, theirs: Reply):
    """Names of the fields that differ."""
    return [
        field.name for field in dataclasses.fields(Reply)
        if (
            additional_differs(ours, theirs) if field.name == "additional"
            else getattr(ours, field.name) != getattr(theirs, field.name)
        )
    ]


def additional_differs(ours, theirs):
    """Glue below the cut must be the same; of other addresses, which are optional
    (RFC 9471 §3), the content of those that both give."""
    if glue(ours) != glue(theirs):
        return True
    others = {(rrset.owner, rrset.type): rrset for rrset in theirs.additional}
    return any(rrset != others.get((rrset.owner, rrset.type), rrset) for rrset in ours.additional)


def glue(reply):
    servers = {
        server for rrset in reply.authority if rrset.type == "NS" for server in rrset.data
        if dns.name.from_text(server).is_subdomain(dns.name.from_text(rrset.owner))
    }
    return {rrset for rrset in reply.additional if rrset.owner in servers}


def known_reason(peer, ours, theirs, question, world):
    for reason, function in KNOWN:
        if function(peer, ours, theirs, question, world):
            return reason
    return None


@known("ANY: one RRset of the node, or a CNAME by itself, is answer enough (RFC 8482 §4.1)")
def part_of_any(peer, ours, theirs, question, world):
    if question.type != "ANY" or not ours.answer or ours.authoritative != theirs.authoritative:
        return False
    if ours.answer[0].type == "DNAME":
        return ours.rcode == "NOERROR" and ours.answer == theirs.answer[: len(ours.answer)]
    if peer == "nsd":  # NSD chooses one RRset as well.
        return [rrset.owner for rrset in ours.answer] == [rrset.owner for rrset in theirs.answer]
    return ours.rcode == theirs.rcode and all(rrset in theirs.answer for rrset in ours.answer)


@known("At most 16 links of a chain are followed: a bound is the server's choice")
def bound_of_chains(peer, ours, theirs, question, world):
    links = [rrset for rrset in ours.answer if rrset.type == "CNAME"]
    return (
        len(links) == MERIDIAN_LINKS
        and not ours.authority
        and (ours.rcode, ours.authoritative) == ("NOERROR", theirs.authoritative)
        and ours.answer == theirs.answer[: len(ours.answer)]
    )


@known("A loop is left where it closes, so that each RRset is given once (RFC 2181 §5)")
def repeated_links(peer, ours, theirs, question, world):
    once = [
        dataclasses.replace(rrset, data=tuple(sorted(set(rrset.data))))
        if rrset.type == "CNAME" else rrset
        for rrset in theirs.answer
    ]
    return not differing(ours, dataclasses.replace(theirs, answer=once))


@known("NSD has one tree of names: a name of one zone exists in the zones around it as well")
def shared_tree_of_names(peer, ours, theirs, question, world):
    if peer != "nsd":
        return False
    targets = [rrset.data[0] for rrset in ours.answer if rrset.type == "CNAME"]
    for name in map(dns.name.from_text, (question.name, *targets)):
        apex = world.zone_of(name, question.type)
        for zone in world.zones:
            for record in zone.records if zone.apex != apex else []:
                is_of_parent = len(zone.apex) < len(apex or ())
                if record.owner.is_subdomain(apex if is_of_parent else name):
                    return True
    return False


@known("NSD leaves glue out that does not fit, without TC; RFC 9471 §3.1 forbids it")
def glue_that_does_not_fit(peer, ours, theirs, question, world):
    return (
        peer == "nsd" and not question.edns
        and differing(ours, theirs) == ["additional"] and glue(theirs) < glue(ours)
    )


@known("Knot takes glue from a wildcard below the cut; delegation cancels it (RFC 1034 §4.3.3)")
def glue_from_wildcard(peer, ours, theirs, question, world):
    extra = {rrset.owner for rrset in glue(theirs) - glue(ours)}
    owners = {record.owner.to_text().lower() for zone in world.zones for record in zone.records}
    return (
        peer == "knot" and differing(ours, theirs) == ["additional"]
        and glue(ours) < glue(theirs) and not extra & owners
    )


@known("Knot goes on at a DNAME's target if the name gets too long; RFC 6672 §3.2 says YXDOMAIN")
def name_too_long(peer, ours, theirs, question, world):
    return (
        peer == "knot" and ours.rcode == "YXDOMAIN" and not ours.authority
        and ours.answer == theirs.answer[: len(ours.answer)]
    )


@known("Knot stays in the zone of a chain; a closer zone answers better (RFC 1034 §4.3.2, step 2)")
def chain_into_undelegated_zone(peer, ours, theirs, question, world):
    links = [rrset for rrset in ours.answer if rrset.type == "CNAME"]
    if peer != "knot" or not links or theirs.answer[: len(links)] != links:
        return False
    target = dns.name.from_text(links[-1].data[0])
    here = world.zone_of(dns.name.from_text(links[-1].owner), question.type)
    there = world.zone_of(target, question.type)
    return there not in (None, here) and any(
        record.owner.is_subdomain(there)
        for zone in world.zones if zone.apex == here
        for record in zone.records
    )
