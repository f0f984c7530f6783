#!/usr/bin/env python3
"""Compares what Meridian made of the tor-geoipdb text with the text itself.

    compare_with_text.py GEOIP GEOIP6 RANGES MMDB

RANGES is Meridian's own reading of the database, a line per range: `4` or `6`, the first address
as a number, the location as a word. MMDB is the database that Meridian wrote. The text is read
here by code that shares nothing with Meridian. Every range of the one must be a range of the other;
and maxminddb must find in MMDB what the text says, at both ends of every range of the text.
"""

import ipaddress
import sys

import maxminddb

# ISO 3166-1, as tzdata's iso3166.tab lists it, and XK.
ASSIGNED = set(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
    EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM
    HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
    LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
    NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK
    """.split()
)
SPECIAL = {
    "EU": "continent-EU",
    "AP": "continent-AS",
    "AN": "continent-NA",
    "CS": "continent-EU",
    "UK": "GB",
}
# Where IPv4 hides in IPv6: no location of its own.
HIDDEN = [
    ipaddress.ip_network(text)
    for text in ("::/96", "::ffff:0:0/96", "64:ff9b::/96", "2001::/32", "2002::/16")
]
LAST = {4: 2**32 - 1, 6: 2**128 - 1}


def word(code):
    return SPECIAL.get(code, code if code in ASSIGNED else "none")


def entries(path, version):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            low, high, code = line.split(",")
            if version == 4:
                yield int(low), int(high), word(code)
            else:
                yield int(ipaddress.ip_address(low)), int(ipaddress.ip_address(high)), word(code)


def without_hidden(low, high, location):
    """The parts of a range outside the hidden networks."""
    parts = [(low, high)]
    for network in HIDDEN:
        first, last = int(network[0]), int(network[-1])
        cut = []
        for start, end in parts:
            if end < first or start > last:
                cut.append((start, end))
                continue
            if start < first:
                cut.append((start, first - 1))
            if end > last:
                cut.append((last + 1, end))
        parts = cut
    return [(start, end, location) for start, end in sorted(parts)]


def partition(ranges, version):
    """Ranges over the whole family: gaps are `none`, equal neighbours merged."""
    merged = []

    def add(start, location):
        if not merged or merged[-1][1] != location:
            merged.append((start, location))

    expected = 0
    for low, high, location in ranges:
        if low > expected:
            add(expected, "none")
        add(low, location)
        expected = high + 1
    if expected <= LAST[version]:
        add(expected, "none")
    return merged


def read_dump(path):
    dump = {4: [], 6: []}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            version, start, location = line.split()
            dump[int(version)].append((int(start), location))
    return dump


def word_of_record(record):
    if record is None:
        return "none"
    if "country" in record:
        return record["country"]["iso_code"]
    return "continent-" + record["continent"]["code"]


def compare_ranges(version, expected, found):
    if expected == found:
        print(f"IPv{version}: {len(found)} ranges, all equal")
        return 0
    for position, (one, other) in enumerate(zip(expected, found)):
        if one != other:
            print(f"IPv{version}: range {position}: text {one}, Meridian {other}")
            break
    print(f"IPv{version}: text {len(expected)} ranges, Meridian {len(found)}")
    return 1


def compare_lookups(version, ranges, reader):
    family = ipaddress.IPv4Address if version == 4 else ipaddress.IPv6Address
    asked = wrong = 0
    for low, high, location in ranges:
        for address in {low, high}:
            asked += 1
            found = word_of_record(reader.get(family(address)))
            if found != location:
                wrong += 1
                if wrong <= 5:
                    print(f"{family(address)}: text {location}, maxminddb {found}")
    print(f"IPv{version}: {asked} addresses asked of maxminddb, {wrong} wrong")
    return wrong


def main():
    geoip, geoip6, ranges, mmdb = sys.argv[1:]
    ipv4 = list(entries(geoip, 4))
    ipv6 = [part for entry in entries(geoip6, 6) for part in without_hidden(*entry)]
    dump = read_dump(ranges)
    faults = 0
    with maxminddb.open_database(mmdb) as reader:
        for version, entries_of_family in ((4, ipv4), (6, ipv6)):
            faults += compare_ranges(version, partition(entries_of_family, version), dump[version])
            faults += compare_lookups(version, entries_of_family, reader)
    sys.exit(1 if faults else 0)


main()
