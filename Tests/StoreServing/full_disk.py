"""Changes zones until the server's disk is full, and again when it has room, while DNS is asked.

    full_disk.py PROGRAM DIRECTORY [PREFIX...]

The store is in DIRECTORY/disk, where PREFIX puts a small disk. Prints `full PID` when every change is
refused, waits for a line on standard input, and ends with 0 if all is well after it.
"""

import pathlib
import sys
import threading

import route53
import server
import zone_workers

# So many refusals one after the other: the smallest change does not fit either.
REFUSALS = 20
# So many changes that work again.
CHANGES = 3


class UntilFull(zone_workers.Watch):
    def goes_on(self, worker):
        return worker.refusals < REFUSALS

    def was_refused(self, _worker, refusal):
        if refusal.status != 503 or "<Code>ServiceUnavailable</Code>" not in str(refusal):
            raise refusal


class UntilChanged(zone_workers.Watch):
    def __init__(self, team):
        self.goals = {worker: worker.done + CHANGES for worker in team}

    def goes_on(self, worker):
        return worker.done < self.goals[worker]


class Asking:
    """Asks DNS without a pause for a name that nobody changes."""

    def __init__(self, running, name, value):
        self.running, self.expected = running, ("NOERROR", value)
        self.name, self.count, self.wrong, self.is_over = name, 0, [], False
        self.thread = threading.Thread(target=self.ask)
        self.thread.start()

    def ask(self):
        while not self.is_over and not self.wrong:
            try:
                found = self.running.ask(self.name)
            except Exception as failure:
                found = failure
            self.count += 1
            if found != self.expected:
                self.wrong.append(found)

    def end(self):
        self.is_over = True
        self.thread.join()
        if self.wrong or self.count == 0:
            raise zone_workers.Wrong(f"DNS says {self.wrong} in {self.count} answers")


def main(program, directory, *prefix):
    place = pathlib.Path(directory)
    (place / "disk").mkdir()
    team = [zone_workers.Worker(number) for number in range(zone_workers.COUNT)]
    name = f"steady.{zone_workers.ZONE}"
    with server.Server(program, place, "disk/meridian.db", prefix) as running:
        running.await_ready()
        with route53.Connection(running.http) as connection:
            zone = route53.create_hosted_zone(connection, zone_workers.ZONE, "full")
            steady = ("CREATE", route53.record_set(name, "TXT", '"steady"'))
            change = route53.change_id(connection.ask(route53.change(zone, steady)))
            while not route53.is_in_sync(connection, change):
                pass
        asking = Asking(running, name, "steady")
        try:
            zone_workers.run(team, running, zone, UntilFull())
            # Whatever was refused is not there: neither in the API nor in DNS.
            for worker in team:
                worker.asked = worker.done
            zone_workers.compare(team, running, zone)
            print("full", running.process.pid, flush=True)
            sys.stdin.readline()
            zone_workers.run(team, running, zone, UntilChanged(team))
            zone_workers.compare(team, running, zone)
        finally:
            asking.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
