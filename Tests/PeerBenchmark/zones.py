"""A hundred thousand small zones: to load them, and to reload one of them."""
import statistics
import time

import correctness
import processes
import queries
import servers
from tables import Table, fixed, mebibytes

ZONES = 100_000
FORMER, LATTER = "192.0.2.1", "192.0.2.2"
# Until what a reload leaves to be done afterwards is done, too.
SETTLED = 2.0


def run(bench):
    count = ZONES // 50 if bench.quick else ZONES
    apexes = [f"zone{number:06}.example" for number in range(count)]
    source = bench.work / "small.zone"
    source.write_text(zone_text(FORMER, serial=1))
    content = servers.Content(bench.database, zones=dict.fromkeys(apexes, source))
    records = []
    for kind in bench.servers:
        if not kind.has_zones:
            continue
        directory = bench.new_directory(f"zones-{kind.name}")
        with kind(bench.installation, content, directory) as server:
            records.append({"server": kind.name, **measure(bench, server, apexes)})
    bench.write("zones", records)
    return [table(records, count)]


def zone_text(state, serial):
    """All names are relative, so that all zones can have the same text."""
    return f"""$TTL 3600
@ IN SOA ns1 hostmaster {serial} 7200 1800 1209600 300
@ IN NS ns1
@ IN MX 10 mail
ns1 IN A 192.0.2.53
mail IN A 192.0.2.25
state IN A {state}
"""


def measure(bench, server, apexes):
    processes.await_quiet()
    begun = time.monotonic()
    server.start()
    answered = max(
        server.await_answer(queries.query(f"state.{apex}")) for apex in (apexes[0], apexes[-1])
    )
    correctness.check(server, bench.expectations)
    time.sleep(SETTLED)
    start_cpu = processes.processor_time(server.process.pid).total / 1000
    resident, peak = processes.memory(server.process.pid)
    reloads = [
        reload_one(server, apex, serial=2 + number)
        for number, apex in enumerate(apexes[:: max(1, len(apexes) // bench.rounds)])
    ]
    return {
        "start_ms": (answered - begun) * 1000, "start_cpu_ms": start_cpu,
        "resident_kib": resident, "peak_kib": peak,
        "reload_ms": statistics.median(wall for wall, _ in reloads),
        "reload_cpu_ms": statistics.median(cpu for _, cpu in reloads),
    }


def reload_one(server, apex, serial):
    """Milliseconds from the changed file to the new answer, and of the server's processor time.

    What the server spends on nothing in as long a time is taken off.
    """
    idle = spent_during(server, lambda: time.sleep(SETTLED))
    text = zone_text(LATTER, serial).encode()
    replacement = servers.Replacement(server.zone_file(apex), text)
    took = 0.0

    def change():
        nonlocal took
        begun = time.monotonic()
        replacement.take_effect()
        # Who watches its files would look at all of them if told, and that is not one zone's cost.
        if not server.watches_files:
            server.reload(apex)
        question = queries.query(f"state.{apex}")
        seen = server.await_answer(question, queries.address_rdata(LATTER))
        took = (seen - begun) * 1000
        time.sleep(SETTLED)

    spent = spent_during(server, change)
    return took, max(0.0, spent - idle)


def spent_during(server, action):
    before = processes.processor_time(server.process.pid)
    action()
    return (processes.processor_time(server.process.pid) - before).total / 1000


def table(records, count):
    result = Table(
        f"{count:,} zones of 6 records", "server", "start s", "its CPU s", "MiB",
        "one zone's reload ms", "its CPU ms",
        note="The reload: from the changed file to the new answer, asked every millisecond.",
    )
    for row in records:
        result.add(
            row["server"], fixed(row["start_ms"] / 1000, 2),
            fixed(row["start_cpu_ms"] / 1000, 2), mebibytes(row["resident_kib"]),
            fixed(row["reload_ms"], 1), fixed(row["reload_cpu_ms"], 1),
        )
    return result
