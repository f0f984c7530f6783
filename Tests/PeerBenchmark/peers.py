"""All servers under the same load, one worker each: the table of the data plane."""
import contextlib

import generator
import processes
import rounds
import tables
from tables import Table, fixed, mebibytes, ratio

KINDS = [rounds.PLAIN, rounds.GEO, rounds.PACED, rounds.TCP]


def run(bench):
    server_processors, processors = {bench.server_processor}, {bench.generator_processor}
    with contextlib.ExitStack() as stack:
        entrants = rounds.start_all(bench, stack, 1, server_processors, processors)
        kinds = [kind for kind in KINDS if bench.wants(kind.name)]
        records = rounds.measure(bench, "peers", entrants, kinds)
        result = [kind_table(kind, records) for kind in kinds]
        if bench.wants("dnsperf"):
            result.append(ask_dnsperf(bench, entrants))
    return result


def kind_table(kind, records):
    """Medians of the rounds; but the parts are of all rounds together, for ticks are coarse."""
    table = Table(
        kind.title, "server", "CPU µs/query", "user", "system", "Meridian's ratio", "queries/s",
        "p50 µs", "p99 µs", "MiB", "lost", "foreign CPU",
    )
    found = tables.by_server(record for record in records if record["kind"] == kind.name)
    middle = {name: tables.medians(rows, but=["server", "kind"]) for name, rows in found.items()}
    ours = middle.get("meridian", {}).get("cpu")
    for name, figures in middle.items():
        table.add(
            name, fixed(figures["cpu"], 2), fixed(mean(found[name], "user"), 2),
            fixed(mean(found[name], "system"), 2), ratio(ours, figures["cpu"]),
            fixed(figures["rate"], 0), fixed(figures["p50"], 0), fixed(figures["p99"], 0),
            mebibytes(figures["resident_kib"]), sum(row["lost"] for row in found[name]),
            f"{100 * figures['foreign']:.1f} %",
        )
    return table


def mean(rows, key):
    return sum(row[key] * row["replies"] for row in rows) / sum(row["replies"] for row in rows)


def ask_dnsperf(bench, entrants):
    """Another program's view of the same servers: one short run of each."""
    table = Table(
        "dnsperf, no client subnet", "server", "protocol", "CPU µs/query", "queries/s", "lost"
    )
    for kind in (rounds.PLAIN, rounds.TCP):
        for entrant in entrants:
            if not entrant.takes(kind):
                continue
            server = entrant.server
            before = processes.processor_time(server.process.pid)
            completed, seconds, lost = generator.dnsperf(
                bench.installation, server.port, bench.seconds, bench.question_file,
                kind.over_tcp, entrant.generator_processors,
            )
            spent = processes.processor_time(server.process.pid) - before
            protocol = "TCP" if kind.over_tcp else "UDP"
            cpu, rate = spent.total / completed, completed / seconds
            table.add(server.name, protocol, fixed(cpu, 2), fixed(rate, 0), lost)
    return table
