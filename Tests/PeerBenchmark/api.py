"""Changes through the Route 53 API, each on disk before it is answered, while DNS is asked."""
import os
import pathlib
import random
import selectors
import sys
import time

import generator
import queries
import tables
from tables import Table, fixed

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "StoreServing"))
import route53  # noqa: E402
import server as serving  # noqa: E402
import zone_workers  # noqa: E402

CLIENTS = 32
RECORDS, FEW_RECORDS = 10_000, 1_000
BATCH = 500
# Of DNS; that much is load, and leaves the machine something for the clients.
QUERY_RATE = 10_000
QUERIES = 4096
# So many of the changed record sets are looked at afterwards.
SAMPLE = 200
PROBE_SECONDS = 1.0
# What SQLite appends for a small transaction.
PROBE_OCTETS = 8192


def run(bench):
    records = []
    for number in range(bench.rounds):
        directory = bench.new_directory(f"api-{number}")
        before = synchronisations(directory)
        with serving.Server(bench.installation.meridian, directory) as server:
            server.await_ready()
            record = measure(bench, server)
        after = synchronisations(directory)
        records.append({"round": number + 1, "disk_before": before, **record, "disk_after": after})
    bench.write("api", records)
    return [table(records)]


def synchronisations(directory):
    """How often a second the disk can be waited for until it has a little more."""
    with open(directory / "probe", "wb", buffering=0) as file:
        begun, count = time.monotonic(), 0
        while time.monotonic() < begun + PROBE_SECONDS:
            file.write(bytes(PROBE_OCTETS))
            os.fdatasync(file.fileno())
            count += 1
        return count / (time.monotonic() - begun)


def host(number):
    return f"host{number}.{zone_workers.ZONE}"


def address(number, last):
    return f"10.{number >> 8}.{number & 255}.{last % 256}"


def measure(bench, server):
    count = FEW_RECORDS if bench.quick else RECORDS
    with route53.Connection(server.http) as connection:
        zone = fill(connection, count)
        load = generator.Load(
            bench.write_queries(f"api-{count}", lambda: steady_questions(count)),
            seconds=bench.seconds, rate=QUERY_RATE,
        )
        running = generator.Generator(
            bench.installation.tools, server.dns, load, set(bench.processors)
        )
        try:
            clients = Clients(server, zone, count)
            clients.run(bench.seconds)
            tally = running.finish()
        finally:
            running.stop()
        check(connection, server, clients)
    latencies = sorted(clients.latencies)
    phases = tally["phases"]
    return {
        "changes_per_second": len(latencies) / bench.seconds,
        "p50_ms": latencies[len(latencies) // 2] * 1000,
        "p99_ms": latencies[len(latencies) * 99 // 100] * 1000,
        "queries_per_second": sum(phase["replies"] for phase in phases) / bench.seconds,
        "query_p99_us": max(phase["p99_us"] for phase in phases),
        "lost": sum(generator.unmatched(phase) for phase in phases),
        "wrong": sum(generator.wrong(phase) for phase in phases),
    }


def fill(connection, count):
    zone = route53.create_hosted_zone(connection, zone_workers.ZONE, "benchmark")
    for start in range(0, count, BATCH):
        changes = [
            ("CREATE", route53.record_set(host(number), "A", address(number, 0)))
            for number in range(start, start + BATCH)
        ]
        answer = connection.ask(route53.change(zone, *changes))
    await_sync(connection, route53.change_id(answer))
    return zone


def await_sync(connection, change):
    while not route53.is_in_sync(connection, change):
        pass


def steady_questions(count):
    """Of what nobody changes: the odd ones."""
    for number in random.Random(1).choices(range(1, count, 2), k=QUERIES):
        yield queries.query(host(number)), 0, queries.address_rdata(address(number, 0))


class Clients:
    """So many connections, each with one request on its way, that change the even record sets."""

    def __init__(self, server, zone, count):
        self.server, self.zone, self.count = server, zone, count
        self.latencies = []
        # The last answered change of each record set, and the last request of each connection.
        self.values, self.under_way = {}, {}
        self.number, self.change = 0, None

    def run(self, seconds):
        connections = [route53.Connection(self.server.http) for _ in range(CLIENTS)]
        with selectors.DefaultSelector() as selector:
            for connection in connections:
                selector.register(connection.socket, selectors.EVENT_READ, connection)
                self.ask(connection)
            end = time.monotonic() + seconds
            while (now := time.monotonic()) < end:
                for key, _ in selector.select(end - now):
                    self.note(key.data)
                    self.ask(key.data)
            for connection in list(self.under_way):
                self.note(connection, counts=False)
                connection.socket.close()

    def ask(self, connection):
        self.number += 1
        # No two connections change the same at one time: each number comes round once in thousands.
        target = self.number * 2 % self.count
        change = ("UPSERT", route53.record_set(host(target), "A", address(target, self.number)))
        self.under_way[connection] = target, self.number, time.monotonic()
        connection.send(route53.change(self.zone, change))

    def note(self, connection, counts=True):
        target, number, begun = self.under_way.pop(connection)
        answer = connection.receive()
        if counts:
            self.latencies.append(time.monotonic() - begun)
        self.values[target] = number
        self.change = answer


def check(connection, server, clients):
    """What was answered last is served. Raises if anything else is."""
    await_sync(connection, route53.change_id(clients.change))
    targets = random.Random(2).sample(sorted(clients.values), min(SAMPLE, len(clients.values)))
    for target in targets:
        expected = ("NOERROR", address(target, clients.values[target]))
        if (found := server.ask(host(target), "A")) != expected:
            raise zone_workers.Wrong(f"DNS says {found} of {host(target)}, the API {expected}")


def table(records):
    result = Table(
        "Changes through the Route 53 API, while DNS is asked", "round", "changes/s", "p50 ms",
        "p99 ms", "DNS answers/s", "DNS p99 µs", "lost", "wrong", "disk's fdatasync/s before",
        "after",
        note=f"{CLIENTS} clients, each with one change of one record set on its way; every change is "
        "on disk before it is answered.",
    )
    for row in records:
        result.add(
            row["round"], fixed(row["changes_per_second"], 0), fixed(row["p50_ms"], 1),
            fixed(row["p99_ms"], 1), fixed(row["queries_per_second"], 0),
            fixed(row["query_p99_us"], 0), row["lost"], row["wrong"],
            fixed(row["disk_before"], 0), fixed(row["disk_after"], 0),
        )
    return result
