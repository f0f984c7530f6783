"""Meridian under full load while a zone, and while the database, is read anew."""
import ipaddress
import shutil
import time

import generator
import processes
import queries
import servers
import tables
from tables import Table, fixed, ratio

QUERIES = 16384
# One query in so many asks for what changes.
PROBES = 32
STATE = "state.example.com"
FORMER, LATTER = bytes([192, 0, 2, 1]), bytes([192, 0, 2, 2])
# A network that nobody has (RFC 5737): nowhere at first, then in China.
MOVED = (ipaddress.ip_address("203.0.113.0"), 24)
# Seconds: of normal load before; of what counts as "the second of the reload"; of load after.
NORMAL, SECOND, AFTER = 4.0, 1.0, 1.0
LONGEST = 60.0


class ZoneChange:
    """A record of example.com, edited in the zone's file."""

    name = "a zone"
    question = queries.query(STATE)
    answers = FORMER, LATTER

    def __init__(self, bench):
        pass

    def prepare(self, server):
        path = server.zones / "example.com.yaml"
        text = path.read_text().replace("192.0.2.1}", "192.0.2.2}")
        return servers.Replacement(path, text.encode())


class DatabaseChange:
    """The same database, but for one network."""

    name = "the database"
    question = queries.query("www.example.com", subnet=MOVED)
    answers = tuple(map(queries.wire_name, (queries.DEFAULT_TARGET, queries.CHINA_TARGET)))

    def __init__(self, bench):
        moved = bench.work / "moved.csv"
        moved.write_text(f"{MOVED[0]}/{MOVED[1]},CN\n")
        self.changed = bench.work / "moved.mmdb"
        lists = [bench.location_lists / "geoip", bench.location_lists / "geoip6"]
        bench.run_meridian("geodb", "build", "--output", self.changed, *lists, moved)

    def prepare(self, server):
        return servers.Replacement(server.content.database, self.changed.read_bytes())


def run(bench):
    records = []
    for change in (ZoneChange(bench), DatabaseChange(bench)):
        load = bench.write_queries(change.name, lambda: load_lines(bench, change))
        for number in range(bench.rounds):
            for beside in ("the generator", "the worker"):
                record = measure(bench, change, load, beside, number)
                records.append({
                    "round": number + 1, "what": change.name, "beside": beside, **record,
                })
    bench.write("reload", records)
    return [table(records)]


def load_lines(bench, change):
    subnets = list(queries.random_subnets(bench.china, QUERIES, seed=3))
    for number, line in enumerate(queries.with_subnets(subnets, bench.china, True)):
        yield (change.question, 0, *change.answers) if number % PROBES == 0 else line


def measure(bench, change, load, beside, number):
    directory = bench.new_directory(f"reload-{change.name}-{beside}-{number}")
    database = directory / "country.mmdb"
    shutil.copyfile(bench.database, database)
    with servers.Meridian(bench.installation, servers.Content(database), directory) as server:
        add_state(server)
        start_pinned(bench, server, beside)
        running = generator.Generator(
            bench.installation.tools, server.port, generator.Load(load, seconds=LONGEST),
            {bench.generator_processor},
        )
        try:
            return reload_once(server, change, running)
        finally:
            running.stop()


def add_state(server):
    path = server.zones / "example.com.yaml"
    path.write_text(path.read_text() + "  state:\n    A: {ttl: 60, value: 192.0.2.1}\n")


def start_pinned(bench, server, beside):
    """The worker has its processor; the threads that reload share it, or the generator's."""
    others = bench.generator_processor if beside == "the generator" else bench.server_processor
    server.start({others})
    server.await_answer(queries.query(STATE))
    name = server.worker_threads
    workers = processes.pin_threads(server.process.pid, name, bench.server_processor)
    if workers != 1:
        raise servers.ServerFailed(f"{server.name} has {workers} threads named {name}")


def reload_once(server, change, running):
    replacement = change.prepare(server)
    time.sleep(1)
    running.next_phase()
    time.sleep(NORMAL)
    running.next_phase()
    begun = time.monotonic()
    replacement.take_effect()
    server.reload("example.com")
    time.sleep(SECOND)
    running.next_phase()
    server.await_answer(change.question, change.answers[1])
    time.sleep(AFTER)
    tally = running.finish_now()
    _, normal, reloading, *after = tally["phases"]
    phases = tally["phases"]
    return {
        "new_after_ms": (tally["first_new"] - begun) * 1000,
        "queries": sum(phase["sent"] for phase in phases),
        "unmatched": sum(generator.unmatched(phase) for phase in phases),
        "wrong": sum(generator.wrong(phase) for phase in phases),
        "normal_p99_us": normal["p99_us"], "reload_p99_us": reloading["p99_us"],
        "normal_gap_ms": normal["gap_ms"],
        "reload_gap_ms": max(phase["gap_ms"] for phase in (reloading, *after)),
    }


def table(records):
    result = Table(
        "Meridian's reload under full load", "what", "reload threads beside", "new after ms",
        "p99 µs, normal", "p99 µs, in that second", "ratio", "longest gap ms, normal", "then",
        "queries", "not answered exactly once", "by neither state",
        note="Every query is one of a closed loop at saturation; medians, the worst gap, and sums.",
    )
    for what, beside in dict.fromkeys((row["what"], row["beside"]) for row in records):
        rows = [row for row in records if (row["what"], row["beside"]) == (what, beside)]
        middle = tables.medians(rows, but=["what", "beside"])
        result.add(
            what, beside, fixed(middle["new_after_ms"], 0), fixed(middle["normal_p99_us"], 0),
            fixed(middle["reload_p99_us"], 0),
            ratio(middle["reload_p99_us"], middle["normal_p99_us"]),
            fixed(middle["normal_gap_ms"], 1), fixed(max(row["reload_gap_ms"] for row in rows), 1),
            sum(row["queries"] for row in rows), sum(row["unmatched"] for row in rows),
            sum(row["wrong"] for row in rows),
        )
    return result
