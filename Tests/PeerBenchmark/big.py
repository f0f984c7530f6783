"""One zone of a million records: its start, and its reload while queries come in."""
import contextlib
import random
import time

import correctness
import generator
import processes
import queries
import servers
import tables
from tables import Table, fixed, mebibytes

APEX = "big.example"
RECORDS = 1_000_000
QUERIES = 16384
# One query in so many asks for what changes.
PROBES = 16
FORMER, LATTER = "192.0.2.1", "192.0.2.2"
STATE_QUESTION = queries.query(f"state.{APEX}")
# Far below saturation: what counts is whether answers stop, and the reload needs a processor too.
RATE = 2000
BEFORE, AFTER, LONGEST = 1.0, 1.0, 30.0


def run(bench):
    records_in_zone = RECORDS // 20 if bench.quick else RECORDS
    source = bench.work / "big.zone"
    source.write_text(zone_text(FORMER, records_in_zone))
    changed = zone_text(LATTER, records_in_zone)
    probes = bench.write_queries("big", lambda: load_lines(records_in_zone))
    content = servers.Content(bench.database, zones={APEX: source})
    records = []
    for number in range(bench.rounds):
        for kind in bench.servers:
            if not kind.has_zones:
                continue
            directory = bench.new_directory(f"big-{number}-{kind.name}")
            with kind(bench.installation, content, directory) as server:
                record = measure(bench, server, changed, probes)
            records.append({"round": number + 1, **record})
    bench.write("big", records)
    return [table(records, records_in_zone)]


def zone_text(state, count):
    head = f"""$TTL 3600
@ IN SOA ns1.{APEX}. hostmaster.{APEX}. {1 if state == FORMER else 2} 7200 1800 1209600 300
@ IN NS ns1.{APEX}.
ns1 IN A 192.0.2.53
state IN A {state}
"""
    return head + "".join(f"{host(i)} IN A {host_address(i)}\n" for i in range(count - 4))


def host(number):
    return f"h{number:07}"


def host_address(number):
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def load_lines(count):
    source = random.Random(1)
    for number in range(QUERIES):
        if number % PROBES == 0:
            yield STATE_QUESTION, 0, *map(queries.address_rdata, (FORMER, LATTER))
        else:
            chosen = source.randrange(count - 4)
            yield (
                queries.query(f"{host(chosen)}.{APEX}"), 0,
                queries.address_rdata(host_address(chosen)),
            )


def measure(bench, server, changed, probes):
    processes.await_quiet()
    begun = time.monotonic()
    server.start()
    answered = server.await_answer(STATE_QUESTION)
    time.sleep(1)
    start_cpu = processes.processor_time(server.process.pid).total / 1000
    correctness.check(server, bench.expectations)
    resident, start_peak = processes.memory(server.process.pid)
    before = processes.processor_time(server.process.pid)
    reload_ms, phase = reload_under_load(bench, server, changed, probes)
    reload_cpu = (processes.processor_time(server.process.pid) - before).total / 1000
    _, peak = processes.memory(server.process.pid)
    return {
        "server": server.name, "start_ms": (answered - begun) * 1000, "start_cpu_ms": start_cpu,
        "resident_kib": resident, "start_peak_kib": start_peak, "reload_ms": reload_ms,
        "reload_cpu_ms": reload_cpu, "peak_kib": peak,
        "gap_ms": phase["gap_ms"], "p99_us": phase["p99_us"], "lost": phase["lost"],
        "strays": phase["strays"], "wrong": generator.wrong(phase),
    }


def reload_under_load(bench, server, changed, probes):
    """Milliseconds until the new state is answered, and the tally of the time until then."""
    replacement = servers.Replacement(server.zone_file(APEX), changed.encode())
    load = generator.Load(probes, seconds=LONGEST, rate=RATE)
    running = generator.Generator(
        bench.installation.tools, server.port, load, {bench.generator_processor}
    )
    with contextlib.ExitStack() as stack:
        stack.callback(running.stop)
        time.sleep(BEFORE)
        running.next_phase()
        begun = time.monotonic()
        replacement.take_effect()
        server.reload(APEX)
        seen = server.await_answer(STATE_QUESTION, queries.address_rdata(LATTER))
        time.sleep(AFTER)
        running.next_phase()
        tally = running.finish_now()
    return (seen - begun) * 1000, tally["phases"][1]


def table(records, count):
    result = Table(
        f"One zone of {count:,} records (medians)", "server", "start s", "its CPU s", "MiB",
        "reload s", "its CPU s", "peak MiB", "longest gap ms", "p99 µs", "lost or wrong",
        note=f"The reload is under {RATE} queries a second; the peak is the highest since the "
        "start; the longest gap is the worst of the rounds.",
    )
    names = list(dict.fromkeys(record["server"] for record in records))
    for name in names:
        rows = [record for record in records if record["server"] == name]
        middle = tables.medians(rows, but=["server"])
        worst = sum(row["lost"] + row["strays"] + row["wrong"] for row in rows)
        result.add(
            name, fixed(middle["start_ms"] / 1000, 2), fixed(middle["start_cpu_ms"] / 1000, 2),
            mebibytes(middle["resident_kib"]), fixed(middle["reload_ms"] / 1000, 2),
            fixed(middle["reload_cpu_ms"] / 1000, 2), mebibytes(middle["peak_kib"]),
            fixed(max(row["gap_ms"] for row in rows), 1), fixed(middle["p99_us"], 0), worst,
        )
    return result
