"""A database as large as GeoLite2-City: to load it, to hold it, and what a query costs with it."""
import subprocess
import time

import correctness
import countries
import generator
import measuring
import processes
import queries
import servers
import tables
from tables import Skipped, Table, fixed, mebibytes

# Networks of IPv4 and of IPv6, and cities, for a short look.
SMALL = ["60000", "20000", "2000"]


def run(bench):
    program = bench.checkout / ".build/release/CityDatabase"
    if not program.exists():
        return [Skipped("a database of the size of GeoLite2-City", f"there is no {program}")]
    city = bench.directory / ("small-city.mmdb" if bench.quick else "city.mmdb")
    if not city.exists():
        subprocess.run([program, city, *(SMALL if bench.quick else [])], check=True)
    databases = {"country": bench.database, "city": city}
    records = [
        {"round": number + 1, **record}
        for number in range(bench.rounds)
        for record in one_round(bench, databases, number)
    ]
    bench.write("city", records)
    return [table(records, city)]


def one_round(bench, databases, number):
    for kind in bench.servers:
        if not kind.is_geographic:
            continue
        for name, database in databases.items():
            china = countries.CountryRanges.read(database, bench.country, bench.directory)
            directory = bench.new_directory(f"city-{number}-{kind.name}-{name}")
            with kind(bench.installation, servers.Content(database), directory) as server:
                yield {"database": name, "server": kind.name, **measure(bench, server, name, china)}


def measure(bench, server, name, china):
    processes.await_quiet()
    begun = time.monotonic()
    server.start({bench.server_processor})
    answered = server.await_answer(queries.query("www.example.com"))
    correctness.check(server, correctness.Expectations(server.content.database, china))
    time.sleep(1)
    resident, peak = processes.memory(server.process.pid)
    subnets = queries.random_subnets(china, bench.subnets, bench.seed)
    load = bench.write_queries(f"city-{name}", lambda: queries.with_subnets(subnets, china, True))
    figures = measuring.measure(
        server, generator.Load(load, bench.seconds), bench.installation.tools,
        {bench.generator_processor},
    )
    return {
        "start_ms": (answered - begun) * 1000, "resident_kib": resident, "peak_kib": peak,
        **figures,
    }


def table(records, city):
    size = city.stat().st_size / 2**20
    result = Table(
        f"A database of the size of GeoLite2-City ({size:.0f} MiB)", "server", "database",
        "start s", "MiB", "peak MiB", "CPU µs/query", "user",
    )
    for server, database in dict.fromkeys((row["server"], row["database"]) for row in records):
        rows = [row for row in records if (row["server"], row["database"]) == (server, database)]
        middle = tables.medians(rows, but=["server", "database"])
        result.add(
            server, database, fixed(middle["start_ms"] / 1000, 2),
            mebibytes(middle["resident_kib"]), mebibytes(middle["peak_kib"]),
            fixed(middle["cpu"], 2), fixed(middle["user"], 2),
        )
    return result
