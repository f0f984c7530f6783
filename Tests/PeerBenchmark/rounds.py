"""Several servers under the same loads, in turns: rounds A B C A B C, so that what happens to the
machine meanwhile happens to all of them."""
import dataclasses
import statistics

import correctness
import generator
import measuring
import processes
import servers

WARM_UP = 0.7


@dataclasses.dataclass(frozen=True)
class Kind:
    """A kind of load; `is_paced` is at half of what the fastest peer can do."""

    name: str
    title: str
    has_subnets: bool = False
    over_tcp: bool = False
    is_paced: bool = False


PLAIN = Kind("plain", "UDP, no client subnet")
GEO = Kind("geo", "UDP, geolocation, a random client subnet in every query", has_subnets=True)
PACED = Kind("half", "The same, paced at half of saturation", has_subnets=True, is_paced=True)
TCP = Kind("tcp", "TCP, 8 connections with many queries under way", over_tcp=True)


@dataclasses.dataclass(frozen=True)
class Entrant:
    """A server that runs and answers right, and where its generator runs."""

    server: servers.Server
    generator_processors: set

    def takes(self, kind):
        return self.server.has_zones or not kind.over_tcp


def start_all(bench, stack, workers, server_processors, generator_processors):
    """All servers, which `stack` will stop; they sleep while it is not their turn."""
    content = servers.Content(bench.database, workers=workers)
    directory = bench.new_directory(f"{workers}-workers")
    entrants = []
    for kind in bench.servers:
        server = stack.enter_context(kind(bench.installation, content, directory))
        server.start(server_processors)
        server.await_answer(bench.first_question)
        if server.has_zones:
            correctness.check(server, bench.expectations)
        entrants.append(Entrant(server, generator_processors))
    return entrants


def measure(bench, name, entrants, kinds):
    """The figures of every round, server and kind; kept under this name as they come."""
    records = []
    for number in range(bench.rounds):
        for kind in kinds:
            for entrant in entrants:
                if entrant.takes(kind):
                    load = load_for(bench, kind, entrant.server, records)
                    records.append(measure_one(bench, number, kind, entrant, load))
                    bench.write(name, records)
    return records


def load_for(bench, kind, server, records):
    return generator.Load(
        queries=bench.query_file(kind.has_subnets, server.is_geographic),
        seconds=bench.seconds,
        over_tcp=kind.over_tcp,
        rate=half_of_saturation(records) if kind.is_paced else 0,
    )


def half_of_saturation(records):
    """Of the fastest, the bare echo apart, so that all are asked alike."""
    rates = {}
    for row in records:
        if row["kind"] == GEO.name:
            rates.setdefault(row["server"], []).append(row["rate"])
    medians = {name: statistics.median(found) for name, found in rates.items()}
    limit = medians.pop(servers.Echo.name, None)
    return max(medians.values(), default=limit) / 2


def measure_one(bench, number, kind, entrant, load):
    server, processors = entrant.server, entrant.generator_processors
    tools = bench.installation.tools
    short = dataclasses.replace(load, seconds=min(WARM_UP, load.seconds))
    generator.Generator(tools, server.port, short, processors).finish()
    figures = measuring.measure(server, load, tools, processors)
    resident, peak = processes.memory(server.process.pid)
    return {
        "workers": server.content.workers, "kind": kind.name, "server": server.name,
        "round": number + 1, "asked_rate": load.rate, **figures,
        "resident_kib": resident, "peak_kib": peak,
    }
