"""Measures what a server spends on a load, and how disturbed the machine was meanwhile."""
import resource
import time

import generator
import processes
from correctness import WrongAnswer

TRIES = 3
# The share of all processors that others may take before a measurement is repeated.
QUIET = 0.05


class Disturbance:
    """How much processor time went to neither the server nor the generator."""

    def __init__(self, server):
        self.server = server
        self.begun = time.monotonic()
        self.before = self.others()

    def others(self):
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        own = resource.getrusage(resource.RUSAGE_SELF)
        generators = children.ru_utime + children.ru_stime + own.ru_utime + own.ru_stime
        server = processes.processor_time(self.server.process.pid).total
        return processes.busy_time() - generators * 1e6 - server

    def share(self):
        elapsed = (time.monotonic() - self.begun) * 1e6 * processes.COUNT
        return max(0.0, (self.others() - self.before) / elapsed)


def measure(server, load, tools, processors):
    """The quietest of some tries, as a dictionary; raises WrongAnswer at a wrong reply."""
    best = None
    for _ in range(TRIES):
        processes.await_quiet()
        found = attempt(server, load, tools, processors)
        if best is None or found["foreign"] < best["foreign"]:
            best = found
        if best["foreign"] <= QUIET:
            break
    return best


def attempt(server, load, tools, processors):
    disturbance = Disturbance(server)
    before, begun = processes.processor_time(server.process.pid), time.monotonic()
    tally = generator.Generator(tools, server.port, load, processors).finish()
    spent = processes.processor_time(server.process.pid) - before
    elapsed = time.monotonic() - begun
    phase = tally["phases"][0]
    refuse_wrong(server, phase)
    return {
        "replies": phase["replies"],
        "rate": phase["replies"] / phase["seconds"],
        **times(spent, phase["replies"]),
        "server_share": spent.total / 1e6 / elapsed,
        "p50": phase["p50_us"],
        "p99": phase["p99_us"],
        "p999": phase["p999_us"],
        "lost": phase["lost"],
        "foreign": disturbance.share(),
    }


def refuse_wrong(server, phase):
    if wrong := generator.wrong(phase):
        raise WrongAnswer(f"{server.name}: {wrong} of {phase['replies']} replies under load")


def times(spent, replies):
    """Microseconds for a reply."""
    user, system = spent.split()
    return {"cpu": spent.total / replies, "user": user / replies, "system": system / replies}
