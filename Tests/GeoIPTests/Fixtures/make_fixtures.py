#!/usr/bin/env python3
"""Writes the small .mmdb files beside this script: shapes and record sizes that Meridian's own
writer does not write, made by code that shares nothing with it. Run it again after a change; the
output depends on nothing but this file.

The format: https://maxmind.github.io/MaxMind-DB/
"""

import ipaddress
import pathlib
import struct

HERE = pathlib.Path(__file__).parent
EPOCH = 1750000000  # 2025-06-15


class U16(int):
    pass


class U64(int):
    pass


class U128(int):
    pass


class I32(int):
    pass


class F32(float):
    pass


def control(kind, size):
    assert size < 29
    return bytes([kind << 5 | size]) if kind < 8 else bytes([size, kind - 7])


def number(kind, value):
    octets = value.to_bytes(16, "big").lstrip(b"\0")
    return control(kind, len(octets)) + octets


def encode(value):
    if isinstance(value, bool):
        return control(14, int(value))
    if isinstance(value, str):
        text = value.encode()
        return control(2, len(text)) + text
    if isinstance(value, bytes):
        return control(4, len(value)) + value
    if isinstance(value, U16):
        return number(5, value)
    if isinstance(value, U64):
        return number(9, value)
    if isinstance(value, U128):
        return number(10, value)
    if isinstance(value, I32):
        return control(8, 4) + struct.pack(">i", value)
    if isinstance(value, F32):
        return control(15, 4) + struct.pack(">f", value)
    if isinstance(value, int):
        return number(6, value)
    if isinstance(value, float):
        return control(3, 8) + struct.pack(">d", value)
    if isinstance(value, list):
        return control(11, len(value)) + b"".join(map(encode, value))
    pairs = (encode(key) + encode(item) for key, item in value.items())
    return control(7, len(value)) + b"".join(pairs)


def database(kind, networks, ip_version, record_size, aliases=()):
    """networks: {"192.0.2.0/24": record}; aliases: networks that repeat ::/96."""
    root = [None, None]

    def insert(network, leaf):
        bits = format(int(network.network_address), f"0{network.max_prefixlen}b")
        bits = bits[: network.prefixlen]
        if network.version == 4 and ip_version == 6:
            bits = "0" * 96 + bits
        node = root
        for bit in bits[:-1]:
            if node[int(bit)] is None:
                node[int(bit)] = [None, None]
            node = node[int(bit)]
        node[int(bits[-1])] = leaf

    data, offsets = b"", {}
    for text, record in networks.items():
        encoded = encode(record)
        if encoded not in offsets:
            offsets[encoded] = len(data)
            data += encoded
        insert(ipaddress.ip_network(text), offsets[encoded])
    if aliases:
        ipv4 = root
        for _ in range(96):
            ipv4 = ipv4[0]
        for text in aliases:
            insert(ipaddress.ip_network(text), ipv4)

    nodes, numbers = [], {}

    def collect(node):
        if id(node) in numbers:
            return
        numbers[id(node)] = len(nodes)
        nodes.append(node)
        for child in node:
            if isinstance(child, list):
                collect(child)

    collect(root)

    def record(child):
        if child is None:
            return len(nodes)
        return numbers[id(child)] if isinstance(child, list) else len(nodes) + 16 + child

    tree = b""
    for node in nodes:
        left, right = map(record, node)
        if record_size == 28:
            tree += (left & 0xFFFFFF).to_bytes(3, "big")
            tree += bytes([(left >> 24) << 4 | right >> 24])
            tree += (right & 0xFFFFFF).to_bytes(3, "big")
        else:
            tree += left.to_bytes(record_size // 8, "big") + right.to_bytes(record_size // 8, "big")
    metadata = {
        "binary_format_major_version": U16(2),
        "binary_format_minor_version": U16(0),
        "build_epoch": U64(EPOCH),
        "database_type": kind,
        "description": {"de": "Testdaten", "en": "test data"},
        "ip_version": U16(ip_version),
        "languages": ["en", "de"],
        "node_count": len(nodes),
        "record_size": U16(record_size),
    }
    return tree + bytes(16) + data + b"\xab\xcd\xefMaxMind.com" + encode(metadata)


def city(country, continent, subdivision=None):
    record = {
        "city": {"names": {"en": "A town"}},
        "continent": {"code": continent, "geoname_id": 6255147},
        "country": {"iso_code": country, "names": {"en": "A country"}},
        "location": {"latitude": 1.5, "longitude": -2.25, "accuracy_radius": U16(20)},
        "registered_country": {"iso_code": "US"},
    }
    if subdivision:
        record["subdivisions"] = [{"iso_code": subdivision}, {"iso_code": "999"}]
    return record


CITIES = {
    "192.0.2.0/25": city("US", "NA", "CA"),
    "192.0.2.128/26": city("UA", "EU", "43"),
    "192.0.2.192/26": city("UA", "EU", "11"),
    "198.51.100.0/24": city("CA", "NA", "ON"),
    "203.0.113.0/25": {"registered_country": {"iso_code": "US"}},
    "203.0.113.128/25": {"continent": {"code": "AS"}},
    "2001:db8::/33": city("TR", "AS", "34"),
    "2001:db8:8000::/33": city("CX", "OC"),
}
ALIASES = ("::ffff:0:0/96", "2002::/16", "2001::/32")
FILES = {
    "city-24.mmdb": database("GeoLite2-City", CITIES, 6, 24, ALIASES),
    "city-28.mmdb": database("GeoLite2-City", CITIES, 6, 28, ALIASES),
    "city-32.mmdb": database("GeoLite2-City", CITIES, 6, 32, ALIASES),
    "ipv4-only.mmdb": database(
        "GeoLite2-Country",
        {"192.0.2.0/24": city("CN", "AS"), "198.51.100.0/24": city("DE", "EU")},
        4,
        24,
    ),
    "ipinfo-country.mmdb": database(
        "ipinfo country.mmdb",
        {
            "192.0.2.0/24": {"country": "CN", "country_name": "China", "continent": "AS"},
            "2001:db8::/32": {"country": "", "country_name": "", "continent": "EU"},
        },
        6,
        32,
    ),
    "ipinfo-lite.mmdb": database(
        "ipinfo lite.mmdb",
        {
            "192.0.2.0/24": {
                "asn": "AS64496",
                "continent": "Asia",
                "continent_code": "AS",
                "country": "China",
                "country_code": "CN",
            },
            "2001:db8::/32": {"continent": "Europe", "continent_code": "EU"},
        },
        6,
        32,
    ),
    "asn.mmdb": database(
        "GeoLite2-ASN", {"192.0.2.0/24": {"autonomous_system_number": 64496}}, 6, 24
    ),
    "above-ipv4.mmdb": database(
        "GeoLite2-Country", {"::/8": city("CN", "AS"), "2000::/3": city("DE", "EU")}, 6, 24
    ),
    "every-type.mmdb": database(
        "every type",
        {
            "192.0.2.0/24": {
                "array": [U16(1), "two", [3.5]],
                "boolean": True,
                "bytes": b"\x00\xff",
                "country_code": "CN",
                "double": -2.25,
                "float": F32(1.5),
                "int32": I32(-70000),
                "string": 'a "quoted"\nline',
                "uint16": U16(65535),
                "uint32": 4294967295,
                "uint64": U64(2**64 - 1),
                "uint128": U128(2**128 - 1),
            }
        },
        6,
        24,
    ),
}

for name, content in FILES.items():
    (HERE / name).write_bytes(content)
