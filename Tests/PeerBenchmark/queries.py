"""What is asked, and what must come back: the load generator's files of queries."""
import ipaddress
import random
import struct

A, CNAME, SOA = 1, 5, 6
CHINA_TARGET, DEFAULT_TARGET = "abc.cloudfront.cn", "xyz.cloudfront.net"
OPT, CLIENT_SUBNET, UDP_SIZE = 41, 8, 1232
FAMILIES = {4: 1, 6: 2}
# Resolvers send what RFC 7871 §11.1 recommends.
SOURCE_LENGTHS = {4: 24, 6: 56}


def wire_name(name):
    labels = [label.encode("ascii") for label in name.split(".") if label]
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"


def address_rdata(text):
    return ipaddress.ip_address(text).packed


def subnet_option(address, length):
    octets = address.packed[: (length + 7) // 8]
    data = struct.pack(">HBB", FAMILIES[address.version], length, 0) + octets
    option = struct.pack(">HH", CLIENT_SUBNET, len(data)) + data
    return b"\0" + struct.pack(">HHIH", OPT, UDP_SIZE, 0, len(option)) + option


def query(name, rrtype=A, subnet=None):
    """A query in wire form, with ID 0; `subnet` is an address and a prefix length."""
    header = struct.pack(">HHHHHH", 0, 0, 1, 0, 0, 1 if subnet else 0)
    question = wire_name(name) + struct.pack(">HH", rrtype, 1)
    return header + question + (subnet_option(*subnet) if subnet else b"")


def write(path, lines):
    """Each line: a query, the RCODE due, and the RDATA due: one or, while a state changes, two."""
    with open(path, "w", encoding="ascii") as file:
        for wire, rcode, *answers in lines:
            print(wire.hex(), rcode, *(answer.hex() for answer in answers), file=file)


def plain():
    """The simplest query there is, from a resolver that sends no client subnet."""
    return [(query("www.example.com"), 0, wire_name(DEFAULT_TARGET))]


def with_subnets(subnets, china, is_geographic):
    """The same name for clients everywhere; a server without geography has one answer for all."""
    for address, length in subnets:
        is_chinese = is_geographic and address in china
        target = CHINA_TARGET if is_chinese else DEFAULT_TARGET
        yield query("www.example.com", subnet=(address, length)), 0, wire_name(target)


def random_subnets(china, count, seed):
    """Client subnets: mostly of IPv4, spread over the public space, one in four of the Chinese."""
    source = random.Random(seed)
    for _ in range(count):
        version = 4 if source.random() < 0.7 else 6
        bits, length = (32, 24) if version == 4 else (128, 56)
        if source.random() < 0.25:
            first, last = source.choice(china.ranges[version])
            number = source.randint(first, last)
        elif version == 4:
            number = source.choice(PUBLIC_IPV4) << 24 | source.getrandbits(24)
        else:
            number = source.choice(ALLOCATED_IPV6) << 112 | source.getrandbits(112)
        yield address(version, number >> (bits - length) << (bits - length)), length


def address(version, number):
    return ipaddress.IPv4Address(number) if version == 4 else ipaddress.IPv6Address(number)


PUBLIC_IPV4 = [octet for octet in range(1, 224) if octet not in (10, 127)]
# What the regional registries have to give; within 2000::/3, outside 6to4 and Teredo.
ALLOCATED_IPV6 = [*range(0x2400, 0x2410), *range(0x2600, 0x2610), *range(0x2800, 0x2810),
                  *range(0x2A00, 0x2A10), *range(0x2C00, 0x2C10)]
