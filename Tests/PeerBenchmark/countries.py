"""Which addresses a country has: the same database, read by another program than any server."""
import bisect
import json
import pathlib

import maxminddb

BITS = {4: 32, 6: 128}


class CountryRanges:
    """The addresses of one country as sorted ranges without gaps between two of them."""

    def __init__(self, ranges):
        self.ranges = {version: [tuple(pair) for pair in ranges[str(version)]] for version in BITS}
        self.firsts = {version: [first for first, _ in self.ranges[version]] for version in BITS}

    @classmethod
    def read(cls, database, country, cache):
        """Walking a million networks takes seconds, so the ranges are kept in `cache`."""
        stat = database.stat()
        kept = pathlib.Path(cache) / f"{country}-{stat.st_size}-{stat.st_mtime_ns}.json"
        if not kept.exists():
            kept.write_text(json.dumps(walk(database, country)))
        return cls(json.loads(kept.read_text()))

    def around(self, address):
        """Whether the address is the country's, and the range around it for which that holds."""
        version, number = address.version, int(address)
        ranges = self.ranges[version]
        place = bisect.bisect_right(self.firsts[version], number) - 1
        if place >= 0 and number <= ranges[place][1]:
            return True, ranges[place]
        before = ranges[place][1] + 1 if place >= 0 else 0
        is_last = place + 1 == len(ranges)
        after = 2 ** BITS[version] - 1 if is_last else ranges[place + 1][0] - 1
        return False, (before, after)

    def __contains__(self, address):
        return self.around(address)[0]

    def widest_prefix(self, address):
        """The length of the widest prefix around the address with one and the same answer."""
        _, (first, last) = self.around(address)
        bits = BITS[address.version]
        for length in range(bits + 1):
            start = int(address) >> (bits - length) << (bits - length)
            if first <= start and start + (1 << (bits - length)) - 1 <= last:
                return length
        raise AssertionError("the address itself is in the range")


def walk(database, country):
    """The country's networks, merged. An IPv4 network stands in the tree's ::/96, or by itself."""
    networks = {version: [] for version in BITS}
    with maxminddb.open_database(database) as reader:
        for network, record in reader:
            if record.get("country", {}).get("iso_code") != country:
                continue
            first, last = int(network.network_address), int(network.broadcast_address)
            is_ipv4 = network.version == 4 or last < 2**32
            networks[4 if is_ipv4 else 6].append((first, last))
    return {version: merged(sorted(found)) for version, found in networks.items()}


def merged(ranges):
    result = []
    for first, last in ranges:
        if result and result[-1][1] + 1 == first:
            result[-1][1] = last
        else:
            result.append([first, last])
    return result
