"""How soon the server answers after it was started, and the memory it then holds.

    measure-start.py EXECUTABLE DATABASE

Starts the executable 20 times with the database and 20 times without, in turns, on a free port of
loopback with one worker; asks until there is an answer; ends it. scripts/bench runs this.
"""
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 20
PATIENCE = 30.0
ZONE = """zone: example.com
records:
  www: {CNAME: {geo: {CN: abc.cloudfront.cn, default: xyz.cloudfront.net}}}
"""
QUERY = bytes.fromhex("4d6500000001000000000000") + b"\3www\7example\3com\0\0\1\0\1"


def bound_port(process):
    """The port that the system chose, from the line that says where the server listens."""
    lines = []
    for line in process.stderr:
        lines.append(line.decode())
        if found := re.search(r"listening on 127\.0\.0\.1:(\d+)", lines[-1]):
            return int(found[1])
    sys.exit("the server does not listen: " + "".join(lines))


def first_answer(port, process):
    """Asks every millisecond until an answer comes."""
    deadline = time.monotonic() + PATIENCE
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.connect(("127.0.0.1", port))
        client.settimeout(0.001)
        while time.monotonic() < deadline and process.poll() is None:
            try:
                client.send(QUERY)
                if client.recv(512)[:2] == QUERY[:2]:
                    return time.monotonic()
            except TimeoutError:
                pass
    sys.exit("the server did not answer")


def anonymous_memory(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("RssAnon"))


def start(executable, directory, database):
    path = os.path.join(directory, "meridian.yaml")
    with open(path, "w", encoding="ascii") as configuration:
        configuration.write('listen: ["127.0.0.1:0"]\nworkers: 1\nzones: [zone.yaml]\n')
        if database:
            configuration.write(f"geo: {{database: {os.path.abspath(database)}}}\n")
    begun = time.monotonic()
    process = subprocess.Popen(
        [executable, "serve", "--config", path],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        answered = first_answer(bound_port(process), process)
        return (answered - begun) * 1000, anonymous_memory(process.pid) / 1024
    finally:
        process.terminate()
        process.communicate()


def main(executable, database):
    rows = {"with the database": database, "without": None}
    figures = {name: [] for name in rows}
    with tempfile.TemporaryDirectory() as directory:
        with open(os.path.join(directory, "zone.yaml"), "w", encoding="ascii") as zone:
            zone.write(ZONE)
        for _ in range(RUNS):
            for name, path in rows.items():
                figures[name].append(start(executable, directory, path))
    print(f"{'start to first answer':<24}{'least ms':>10}{'median ms':>11}{'RssAnon MiB':>13}")
    for name, runs in figures.items():
        times = [milliseconds for milliseconds, _ in runs]
        memory = max(mebibytes for _, mebibytes in runs)
        print(f"{name:<24}{min(times):>10.0f}{statistics.median(times):>11.0f}{memory:>13.1f}")


main(sys.argv[1], sys.argv[2])
