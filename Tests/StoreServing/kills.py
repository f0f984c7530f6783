"""Kills `meridian serve` again and again while clients change zones, and compares what they were told
with what API and DNS say after the next start.

    kills.py PROGRAM DIRECTORY KILLS

Prints `killed N between-request-and-answer N while-starting N changes N`; ends with 1 at the first
change that was answered and is gone, half there, or not served.
"""

import collections
import concurrent.futures
import pathlib
import random
import subprocess
import sys
import threading

import route53
import server
import zone_workers

# Servers at the same time, each with a store of its own.
LANES = 2


class Killer(zone_workers.Watch):
    """Kills the server when the workers have asked, or been answered, so often."""

    def __init__(self, target, asked=None, done=None):
        self.target, self.left = target, collections.Counter(asked=asked or 0, done=done or 0)
        self.lock = threading.Lock()

    def count(self, event):
        with self.lock:
            self.left[event] -= 1
            if self.left[event] == 0:
                self.target.kill()

    def has_asked(self, _worker):
        self.count("asked")

    def was_done(self, _worker):
        self.count("done")


def lane(program, directory, kills, seed):
    """The counts of one server that is killed so often."""
    chance = random.Random(seed)
    team = [zone_workers.Worker(number) for number in range(zone_workers.COUNT)]
    counts, zone = collections.Counter(), None
    for number in range(kills + 1):
        with server.Server(program, directory) as running:
            if number % 10 == 9:
                running.await_word()
                running.kill()
                running.await_end()
                counts.update(["killed", "while-starting"])
                continue
            running.await_ready()
            if zone is None:
                with route53.Connection(running.http) as connection:
                    zone = route53.create_hosted_zone(connection, zone_workers.ZONE, "kills")
            zone_workers.compare(team, running, zone)
            if number == kills:
                break
            before = sum(worker.done for worker in team)
            moment = chance.randint(1, 40)
            event = {"asked": moment} if number % 2 else {"done": moment}
            zone_workers.run(team, running, zone, Killer(running, **event))
            running.await_end()
            counts["killed"] += 1
            counts["between-request-and-answer"] += any(one.asked > one.done for one in team)
            counts["changes"] += sum(worker.done for worker in team) - before
    check = [program, "store", "check", "--store", f"{directory}/meridian.db"]
    subprocess.run(check, check=True, stdout=subprocess.DEVNULL)
    return counts


def main(program, directory, kills):
    with concurrent.futures.ProcessPoolExecutor(LANES) as pool:
        lanes = []
        for number in range(LANES):
            place = pathlib.Path(directory) / f"lane{number}"
            place.mkdir()
            lanes.append(pool.submit(lane, program, place, int(kills) // LANES, number))
        counts = sum((future.result() for future in lanes), collections.Counter())
    names = ["killed", "between-request-and-answer", "while-starting", "changes"]
    print(*(f"{name} {counts[name]}" for name in names))


if __name__ == "__main__":
    main(*sys.argv[1:])
