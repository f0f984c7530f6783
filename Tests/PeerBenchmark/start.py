"""How soon each server answers after it was started with the full database, and its memory then."""
import subprocess
import time

import processes
import queries
import servers
import tables
from tables import Table, fixed, mebibytes


def run(bench):
    starts = 3 if bench.quick else 20
    with_database = servers.Content(bench.database)
    kinds = [(kind.name, kind, with_database) for kind in bench.servers if kind.has_zones]
    kinds.append(("meridian, no database", servers.Meridian, servers.Content(None)))
    in_test_mode = "meridian --test, to its ready line"
    records = []
    for number in range(starts):
        for name, kind, content in kinds:
            directory = bench.new_directory(f"start-{number}-{name}")
            with kind(bench.installation, content, directory) as server:
                records.append(record(name, number, *start(server)))
        if servers.Meridian in bench.servers:
            records.append(record(in_test_mode, number, *start_in_test_mode(bench.installation)))
    bench.write("start", records)
    names = dict.fromkeys(row["server"] for row in records)
    return [table(records, list(names))]


def record(name, number, milliseconds, resident):
    return {
        "server": name, "round": number + 1, "start_ms": milliseconds, "resident_kib": resident,
    }


def start(server):
    begun = time.monotonic()
    server.start()
    answered = server.await_answer(queries.query("www.example.com"))
    resident, _ = processes.memory(server.process.pid)
    return (answered - begun) * 1000, resident


def start_in_test_mode(installation):
    """Without a database, and with a zone of one record."""
    command = [installation.meridian, "serve", "--test", "--record", "www.example.com A 192.0.2.1"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    begun = time.monotonic()
    with subprocess.Popen(command, **pipes) as process:  # Leaving closes its input, and so ends it.
        process.stdout.readline()
        ready = time.monotonic()
        resident, _ = processes.memory(process.pid)
    return (ready - begun) * 1000, resident


def table(records, names):
    result = Table("Start to first answer", "server", "least ms", "median ms", "MiB")
    for name in names:
        rows = [row for row in records if row["server"] == name]
        times = [row["start_ms"] for row in rows]
        middle = tables.medians(rows, but=["server"])
        result.add(
            name, fixed(min(times), 0), fixed(middle["start_ms"], 0),
            mebibytes(middle["resident_kib"]),
        )
    return result
