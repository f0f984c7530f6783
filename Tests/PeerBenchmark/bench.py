"""Measures Meridian and its peers. scripts/bench runs this.

    bench.py --meridian FILE --database FILE --directory DIRECTORY [--quick]
        [--rounds NUMBER] [--seconds NUMBER] [--servers NAME,NAME...]
        [--kinds NAME,NAME...] [--plant FAULT] PART...
"""
import argparse
import datetime
import importlib
import os
import pathlib
import platform
import shutil
import signal
import subprocess
import sys
import tempfile

import correctness
import countries
import generator
import queries
import servers
import tables

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
# Parts in which the server and the generator have a processor each.
PINNED = ["peers", "workers", "big", "city", "reload"]
PARTS = ["check", "peers", "workers", "start", "big", "zones", "city", "reload", "api"]
SERVERS = [kind.name for kind in servers.ALL]
KINDS = ["plain", "geo", "half", "tcp", "dnsperf"]
COUNTRY = "CN"
SEED = 7
# The faults that can be planted: expectations that do not hold, or a wrong zone for a server.
ANSWERS, SCOPES = "answers", "scopes"
FAULTS = [ANSWERS, SCOPES, *(kind.name for kind in servers.ALL if kind.has_zones)]


class Bench:
    """What all parts share: where things are, what is asked, and how long."""

    checkout = CHECKOUT
    country, seed = COUNTRY, SEED
    first_question = queries.query("www.example.com")

    def __init__(self, options):
        self.directory = pathlib.Path(options.directory).resolve()
        self.quick = options.quick
        self.rounds = options.rounds or (1 if options.quick else 3)
        self.seconds = options.seconds or (2.0 if options.quick else 8.0)
        self.servers = [kind for kind in servers.ALL if kind.name in options.servers]
        self.subnets = 4096 if options.quick else 65536
        self.kinds = options.kinds
        self.processors = sorted(os.sched_getaffinity(0))
        self.server_processor, self.generator_processor = self.processors[0], self.processors[-1]
        self.database = pathlib.Path(options.database).resolve()
        self.plant = options.plant
        self.location_lists = CHECKOUT / ".build/data/tor-geoipdb/usr/share/tor"
        self.results = self.directory / "results"
        self.results.mkdir(parents=True, exist_ok=True)
        self.work = self.fresh("work")
        tools = self.directory / "tools"
        build_tools(tools)
        self.installation = servers.Installation(
            meridian=pathlib.Path(options.meridian).resolve(),
            peers=CHECKOUT / ".build/peers",
            tools=tools,
        )
        self.china = countries.CountryRanges.read(self.database, COUNTRY, self.directory)
        self.expectations = correctness.Expectations(
            self.database, self.china, excess=1 if self.plant == SCOPES else 0
        )
        self.question_file = self.work / "question"
        self.question_file.write_text("www.example.com A\n")

    def wants(self, kind):
        return kind in self.kinds

    def fresh(self, name):
        path = self.directory / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path

    def new_directory(self, name):
        return pathlib.Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.work))

    def plant_in(self, server):
        if self.plant == server.name:
            server.replace_in_files(queries.DEFAULT_TARGET, "not-" + queries.DEFAULT_TARGET)

    def query_file(self, has_subnets, is_geographic):
        if not has_subnets:
            return self.write_queries("plain", queries.plain)
        subnets = queries.random_subnets(self.china, self.subnets, SEED)
        is_geographic ^= self.plant == ANSWERS
        name = "geographic" if is_geographic else "static"
        return self.write_queries(
            name, lambda: queries.with_subnets(subnets, self.china, is_geographic)
        )

    def write_queries(self, name, lines):
        path = self.work / f"{name}.queries"
        if not path.exists():
            queries.write(path, lines())
        return path

    def run_meridian(self, *arguments):
        subprocess.run([self.installation.meridian, *arguments], check=True, stdout=sys.stderr)

    def write(self, name, records):
        tables.write_tsv(self.results / f"{name}.tsv", records)


def build_tools(directory):
    """Compiles what is not there yet, or older than its sources."""
    here = pathlib.Path(__file__).parent
    directory.mkdir(exist_ok=True)
    for name, folder in {"loadgen": here.parent / "LoadGenerator", "echo": here}.items():
        program = directory / name
        newest = max(path.stat().st_mtime for path in folder.glob("*.[ch]"))
        if program.exists() and program.stat().st_mtime > newest:
            continue
        subprocess.run(
            ["clang", "-O2", "-Wall", "-Wextra", "-Werror", "-pthread", "-o", program,
             *sorted(folder.glob("*.c"))],
            check=True,
        )


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--directory", required=True)
    parser.add_argument("--meridian", required=True)
    parser.add_argument("--database", required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--servers", type=chosen_from(SERVERS), default=SERVERS)
    parser.add_argument("--kinds", type=chosen_from(KINDS), default=KINDS)
    parser.add_argument("--plant", choices=FAULTS)
    parser.add_argument("parts", nargs="+", choices=PARTS)
    options = parser.parse_args()
    if "half" in options.kinds and "geo" not in options.kinds:
        parser.error("'half' is half of what 'geo' finds, so that needs to be measured too")
    return options


def chosen_from(names):
    """A reader of words between commas, each of them one of these names."""
    def read(text):
        words = text.split(",")
        for word in words:
            if word not in names:
                raise argparse.ArgumentTypeError(f"'{word}' is none of {', '.join(names)}")
        return words
    return read


def take_precedence():
    """Over what else the machine does; the servers and the generator inherit it."""
    try:
        os.nice(-10)
    except PermissionError:
        print("Without the right to take precedence over other processes.")


def conditions():
    """Where and when, and of what."""
    commit = subprocess.run(
        ["git", "-C", CHECKOUT, "describe", "--always", "--dirty"],
        capture_output=True, text=True, check=False,
    ).stdout.strip()
    processor = next(
        line.partition(":")[2].strip() for line in open("/proc/cpuinfo", encoding="ascii")
        if line.startswith("model name")
    )
    today = datetime.datetime.now(datetime.timezone.utc).date()
    kernel = f"Linux {platform.release()}"
    return f"{today}, {processor}, {kernel}, Meridian at {commit or 'an unknown commit'}"


def main():
    # Ends the servers, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    options = arguments()
    take_precedence()
    bench = Bench(options)
    print(f"Measured {conditions()}.\n")
    try:
        for part in options.parts:
            if part in PINNED and len(bench.processors) < 2:
                print(tables.Skipped(part, "it needs two processors").markdown())
                continue
            for table in importlib.import_module(part).run(bench):
                print(table.markdown(), flush=True)
    except correctness.WrongAnswer as error:
        sys.exit(f"WRONG, so nothing is measured: {error}")
    except (servers.ServerFailed, generator.GeneratorFailed) as error:
        sys.exit(f"FAILED: {error}")
    finally:
        shutil.rmtree(bench.work, ignore_errors=True)


if __name__ == "__main__":
    main()
