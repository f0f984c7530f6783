"""How soon each server answers after it was started with the full database, and its memory then."""
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
    records = []
    for number in range(starts):
        for name, kind, content in kinds:
            directory = bench.new_directory(f"start-{number}-{name}")
            with kind(bench.installation, content, directory) as server:
                milliseconds, resident = start(server)
            records.append({
                "server": name, "round": number + 1, "start_ms": milliseconds,
                "resident_kib": resident,
            })
    bench.write("start", records)
    return [table(records, [name for name, _, _ in kinds])]


def start(server):
    begun = time.monotonic()
    server.start()
    answered = server.await_answer(queries.query("www.example.com"))
    resident, _ = processes.memory(server.process.pid)
    return (answered - begun) * 1000, resident


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
