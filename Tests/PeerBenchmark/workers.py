"""Two workers beside one: whether a query costs more because another is answered meanwhile."""
import contextlib

import rounds
import tables
from tables import Table, fixed, ratio

KINDS = [rounds.PLAIN, rounds.GEO]


def run(bench):
    """One worker has a processor to itself; two are not bound, as there may be none to spare."""
    everywhere = set(bench.processors)
    server_processors, processors = {bench.server_processor}, {bench.generator_processor}
    with contextlib.ExitStack() as stack:
        single = rounds.start_all(bench, stack, 1, server_processors, processors)
        double = rounds.start_all(bench, stack, 2, everywhere, everywhere)
        in_turns = [entrant for pair in zip(single, double) for entrant in pair]
        kinds = [kind for kind in KINDS if bench.wants(kind.name)]
        records = rounds.measure(bench, "workers", in_turns, kinds)
    return [table(kinds, records)]


def table(kinds, records):
    result = Table(
        "Two workers: CPU µs/query", "server", "load", "one worker", "two workers", "ratio"
    )
    for kind in kinds:
        found = tables.by_server(record for record in records if record["kind"] == kind.name)
        for name, rows in found.items():
            one, two = (
                tables.medians([row for row in rows if row["workers"] == workers],
                               but=["server", "kind"])["cpu"]
                for workers in (1, 2)
            )
            result.add(name, kind.title, fixed(one, 2), fixed(two, 2), ratio(two, one))
    return result
