"""Clients that change a zone, and what must be there afterwards.

The change NUMBER of a worker is one batch: it writes the number into BATCH record sets, makes one that
bears the number in its name, and removes the oldest of TRAIL such. All of it or none of it is there.
"""

import threading

import route53

ZONE = "example.com."
COUNT = 4
BATCH = 3
TRAIL = 5
# Every so many changes a worker looks whether DNS answers with what GetChange says is in sync.
SYNC_CHECKS = 7


class Wrong(Exception):
    """The server does not have what it must have."""


class Worker:
    """One client, and how far it has come."""

    def __init__(self, number):
        self.number = number
        # The last change that it has asked for, and the last that was answered.
        self.asked = self.done = 0
        # Refusals since then.
        self.refusals = 0
        # Its name, to ask about it with GetChange.
        self.change = None

    def name(self, label):
        return f"{label}.worker{self.number}.{ZONE}"

    def request(self, zone, number):
        def record_set(label, value):
            return route53.record_set(self.name(label), "TXT", f'"{value}"')

        changes = [("UPSERT", record_set(f"batch{index}", number)) for index in range(BATCH)]
        changes.append(("CREATE", record_set(f"trail{number}", number)))
        if number > TRAIL:
            old = number - TRAIL
            changes.append(("DELETE", record_set(f"trail{old}", old)))
        return route53.change(zone, *changes)

    def records(self, number):
        """What must be there after a change, by name."""
        found = {f"batch{index}": number for index in range(BATCH if number else 0)}
        found |= {f"trail{n}": n for n in range(max(1, number - TRAIL + 1), number + 1)}
        return {self.name(label): str(value) for label, value in found.items()}

    def make_changes(self, server, zone, watch):
        """Makes changes until the server goes away, or `watch` says that it is enough."""
        try:
            with route53.Connection(server.http) as connection:
                while watch.goes_on(self):
                    self.make_change(connection, server, zone, watch)
        except route53.Closed:
            return

    def make_change(self, connection, server, zone, watch):
        number = self.done + 1
        self.asked = number
        connection.send(self.request(zone, number))
        watch.has_asked(self)
        try:
            answer = connection.receive()
        except route53.Refused as refusal:
            watch.was_refused(self, refusal)
            self.refusals += 1
            return
        self.done, self.refusals, self.change = number, 0, route53.change_id(answer)
        watch.was_done(self)
        if number % SYNC_CHECKS == 0:
            self.check_sync(connection, server)

    def await_sync(self, connection):
        """Waits until DNS answers with all that was answered here. What was answered can be asked
        about, also after a restart."""
        while self.change and not route53.is_in_sync(connection, self.change):
            pass

    def check_sync(self, connection, server):
        self.await_sync(connection)
        try:
            found = server.ask(self.name("batch0"))
        except ConnectionRefusedError as error:
            raise route53.Closed from error
        if found != ("NOERROR", str(self.done)):
            raise Wrong(f"INSYNC, but DNS says {found} instead of {self.done}")

    def compare(self, found):
        """Raises unless all that was answered is there, whole, and nothing else. Goes on from there."""
        mine = {name: value for name, value in found.items() if f".worker{self.number}." in name}
        number = int(mine.get(self.name("batch0"), 0))
        if number < self.done:
            raise Wrong(f"worker {self.number}: change {self.done} was answered, {number} is there")
        if number > self.asked:
            raise Wrong(f"worker {self.number}: change {number} is there, {self.asked} was asked")
        if mine != self.records(number):
            raise Wrong(f"worker {self.number}: change {number} is not there as a whole: {mine}")
        self.asked = self.done = number

    def compare_dns(self, server):
        """Raises unless DNS says the same."""
        expected = {name: ("NOERROR", value) for name, value in self.records(self.done).items()}
        if self.done >= TRAIL:
            expected[self.name(f"trail{self.done - TRAIL}")] = ("NXDOMAIN", None)
        for name, answer in expected.items():
            if (found := server.ask(name)) != answer:
                raise Wrong(f"DNS says {found} of {name}, the API {answer}")


class Watch:
    """Is told what workers do."""

    def goes_on(self, _worker):
        return True

    def has_asked(self, _worker):
        pass

    def was_done(self, _worker):
        pass

    def was_refused(self, _worker, refusal):
        raise refusal


def run(workers, server, zone, watch):
    """Lets the workers make changes; the first that goes wrong is raised."""
    failures = []

    def work(worker):
        try:
            worker.make_changes(server, zone, watch)
        except BaseException as failure:
            failures.append(failure)
            server.kill()

    threads = [threading.Thread(target=work, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def compare(workers, server, zone):
    """Raises unless API and DNS have what the workers were told."""
    with route53.Connection(server.http) as connection:
        found = route53.text_records(connection, zone)
        for worker in workers:
            worker.compare(found)
            worker.await_sync(connection)
            worker.compare_dns(server)
