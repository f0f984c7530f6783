"""The servers under comparison, each in the foreground on a free port of loopback."""
import os
import pathlib
import socket
import subprocess
import time

import dns.flags
import dns.message
import dns.query

PATIENCE = 15.0
REPLY_TIMEOUT = 3.0


class Server:
    """A process that serves the zones of a world as long as the `with` block lasts."""

    name: str
    takes_data_below_dnames = False

    def __init__(self, executable, libraries, directory, world):
        self.executable = pathlib.Path(executable).resolve()
        self.directory = pathlib.Path(directory) / self.name
        self.directory.mkdir()
        self.environment = dict(os.environ)
        if libraries:
            self.environment["LD_LIBRARY_PATH"] = str(libraries)
        self.port = free_port()
        self.zones = {}
        for number, zone in enumerate(world.zones):
            if not self.takes_data_below_dnames:
                zone = zone.without_data_below(zone.dnames())
            path = self.directory / f"{number}.zone"
            path.write_text(zone.text())
            self.zones[zone.apex] = path
        self.configuration = self.directory / "configuration"
        self.configuration.write_text(self.configuration_text())

    def configuration_text(self):
        raise NotImplementedError

    def command(self):
        raise NotImplementedError

    def __enter__(self):
        self.log = (self.directory / "log").open("w")
        self.process = subprocess.Popen(
            [self.executable, *self.command()],
            stdout=self.log, stderr=self.log, env=self.environment,
        )
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.connect(("127.0.0.1", self.port))
        try:
            self.await_zones()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.socket.close()
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()

    def await_zones(self):
        deadline = time.monotonic() + PATIENCE
        for apex in self.zones:
            query = dns.message.make_query(apex, "SOA")
            while not self.serves(query):
                if self.process.poll() is not None or time.monotonic() > deadline:
                    log = (self.directory / "log").read_text()
                    raise RuntimeError(f"{self.name} does not serve {apex}:\n{log}")
                time.sleep(0.02)

    def serves(self, query):
        try:
            return bool(self.ask(query, timeout=0.2).flags & dns.flags.AA)
        except (TimeoutError, ConnectionRefusedError):
            return False

    def ask(self, query, timeout=REPLY_TIMEOUT):
        self.socket.settimeout(timeout)
        self.socket.send(query.to_wire())
        while True:
            wire = self.socket.recv(65535)
            if wire[:2] == query.id.to_bytes(2, "big"):
                return dns.message.from_wire(wire, one_rr_per_rrset=True)

    def ask_over_tcp(self, query):
        return dns.query.tcp(
            query, "127.0.0.1", REPLY_TIMEOUT, self.port, one_rr_per_rrset=True
        )


class Meridian(Server):
    name = "meridian"
    takes_data_below_dnames = True

    def configuration_text(self):
        zones = "".join(f'  - {{zone: "{z}", file: "{p.name}"}}\n' for z, p in self.zones.items())
        return f'listen: ["127.0.0.1:{self.port}"]\nworkers: 1\nzones:\n{zones}'

    def command(self):
        return ["serve", "--config", self.configuration]


class Knot(Server):
    name = "knot"

    def configuration_text(self):
        zones = "".join(f'  - domain: "{z}"\n    file: "{p}"\n' for z, p in self.zones.items())
        return f"""server:
    listen: 127.0.0.1@{self.port}
    rundir: "{self.directory}"
    udp-workers: 1
    tcp-workers: 1
    background-workers: 1
log:
  - target: stderr
    any: warning
database:
    storage: "{self.directory}"
template:
  - id: default
    semantic-checks: off
    journal-content: none
    zonefile-sync: -1
    zonefile-load: whole
zone:
{zones}"""

    def command(self):
        return ["--config", self.configuration]


class NSD(Server):
    name = "nsd"

    def configuration_text(self):
        zones = "".join(
            f'zone:\n    name: "{z}"\n    zonefile: "{p}"\n' for z, p in self.zones.items()
        )
        return f"""server:
    ip-address: 127.0.0.1@{self.port}
    username: ""
    zonesdir: "{self.directory}"
    database: ""
    pidfile: ""
    xfrdir: "{self.directory}"
    xfrdfile: ""
    zonelistfile: "{self.directory}/zone.list"
    server-count: 1
    refuse-any: no
    rrl-ratelimit: 0
remote-control:
    control-enable: no
{zones}"""

    def command(self):
        return ["-d", "-c", self.configuration]


def free_port():
    """A port that is free for both UDP and TCP."""
    while True:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams,
            socket.socket(socket.AF_INET, socket.SOCK_STREAM) as streams,
        ):
            datagrams.bind(("127.0.0.1", 0))
            try:
                streams.bind(datagrams.getsockname())
            except OSError:
                continue
            return datagrams.getsockname()[1]
