"""The servers that are measured, all with the same content, each in the foreground on loopback."""
import dataclasses
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import time

import processes

PATIENCE = 120.0
# Ports below those that the system chooses from (ip_local_port_range).
UNASSIGNED = 10_000, 32_000
APEX_RECORDS = """$TTL 3600
@ IN SOA ns1.example.com. hostmaster.example.com. 1 7200 1800 1209600 300
@ IN NS ns1.example.com.
ns1 IN A 192.0.2.53
"""
STATIC_ALIAS = "www 300 IN CNAME xyz.cloudfront.net.\n"


@dataclasses.dataclass(frozen=True)
class Installation:
    """Where the programs are."""

    meridian: pathlib.Path
    peers: pathlib.Path
    tools: pathlib.Path

    def find(self, name):
        for directory in ("usr/sbin", "usr/bin"):
            if (path := self.peers / directory / name).exists():
                return path
        raise FileNotFoundError(f"there is no {name} in {self.peers}")

    @property
    def libraries(self):
        return next(self.peers.glob("usr/lib/*-linux-gnu*"))

    def environment(self):
        return {**os.environ, "LD_LIBRARY_PATH": str(self.libraries)}


@dataclasses.dataclass(frozen=True)
class Content:
    """What a server serves beside example.com: master files by apex, and with how many workers."""

    database: pathlib.Path
    zones: dict = dataclasses.field(default_factory=dict)
    workers: int = 1


class ServerFailed(Exception):
    """A server that does not start, or does not answer."""


class Server:
    """One server with its directory, from `start` to `stop`."""

    name: str
    # Whether it knows where clients are, and whether it serves zones at all.
    is_geographic = True
    has_zones = True
    zone_suffix = ""
    # Whether it takes up changed files by itself.
    watches_files = False

    def __init__(self, installation, content, directory):
        self.installation, self.content = installation, content
        self.directory = pathlib.Path(directory) / self.name
        self.zones = self.directory / "zones"
        self.zones.mkdir(parents=True)
        self.port = free_port()
        self.process = None
        if self.has_zones:
            for apex, master_file in content.zones.items():
                shutil.copyfile(master_file, self.zone_file(apex))
        self.write_configuration()

    def zone_file(self, apex):
        return self.zones / f"{apex}{self.zone_suffix}"

    def write_configuration(self):
        raise NotImplementedError

    def replace_in_files(self, former, latter):
        """Changes what was written, for those who want to see a wrong server refused."""
        for path in self.directory.rglob("*"):
            if path.is_file():
                path.write_text(path.read_text().replace(former, latter))

    def command(self):
        raise NotImplementedError

    def reload(self, apex):
        """Makes it take up the zone's changed file."""
        raise NotImplementedError

    def start(self, processors=None):
        """Starts it, bound to these processors; does not wait for answers."""
        def prepare():
            if processors:
                os.sched_setaffinity(0, processors)

        with open(self.directory / "log", "wb") as log:
            self.process = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=self.installation.environment(), preexec_fn=prepare,
            )

    def await_answer(self, question, rdata=b"", patience=PATIENCE):
        """Asks every millisecond until a reply has an answer, with this RDATA; when that was."""
        deadline = time.monotonic() + patience
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.connect(("127.0.0.1", self.port))
            client.settimeout(0.001)
            while time.monotonic() < deadline:
                if self.process.poll() is not None:
                    break
                try:
                    client.send(question)
                    reply = client.recv(4096)
                    has_answer = reply[3] & 15 == 0 and reply[6:8] != b"\0\0"
                    if has_answer and rdata in reply[12:]:
                        return time.monotonic()
                    time.sleep(0.001)
                except ConnectionRefusedError:
                    time.sleep(0.001)
                except TimeoutError:
                    pass
        raise ServerFailed(f"{self.name} does not answer:\n{self.log()}")

    def stop(self):
        if self.process is None:
            return
        descendants = processes.family(self.process.pid)[1:]
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        # Helpers of a parent that was killed.
        for pid in descendants:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process = None

    def log(self):
        return (self.directory / "log").read_text(errors="replace")

    def control(self, *command):
        subprocess.run(
            command, check=True, timeout=PATIENCE, env=self.installation.environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Meridian(Server):
    name = "meridian"
    zone_suffix = ".zone"
    # The name of the threads that answer UDP.
    worker_threads = "dns-udp"
    watches_files = True

    def write_configuration(self):
        (self.zones / "example.com.yaml").write_text("""zone: example.com
records:
  "@":
    SOA: {ttl: 3600, value: ns1.example.com. hostmaster.example.com. 1 7200 1800 1209600 300}
    NS: {ttl: 3600, value: ns1.example.com}
  ns1:
    A: {ttl: 3600, value: 192.0.2.53}
  www:
    CNAME:
      ttl: 300
      geo: {CN: abc.cloudfront.cn, default: xyz.cloudfront.net}
""")
        database = self.content.database
        geography = f"geo: {{database: {database}}}\n" if database else ""
        (self.directory / "meridian.yaml").write_text(f"""listen: ["127.0.0.1:{self.port}"]
workers: {self.content.workers}
zones: [zones/]
{geography}""")

    def command(self):
        return [self.installation.meridian, "serve", "--config", self.directory / "meridian.yaml"]

    def reload(self, apex):
        self.process.send_signal(signal.SIGHUP)


class Gdnsd(Server):
    name = "gdnsd"

    def write_configuration(self):
        for name in ("run", "state"):
            (self.directory / name).mkdir()
        self.zone_file("example.com").write_text(APEX_RECORDS + "www 300 DYNC geoip!www\n")
        (self.directory / "config").write_text(f"""options => {{
  listen => 127.0.0.1
  dns_port => {self.port}
  udp_threads => {self.content.workers}
  tcp_threads => {self.content.workers}
  run_dir => {self.directory}/run
  state_dir => {self.directory}/state
}}
plugins => {{ geoip => {{
  maps => {{ countries => {{
    geoip2_db => {self.content.database}
    datacenters => [ world, china ]
    map => {{ default => [ world ], AS => {{ default => [ world ], CN => [ china ] }} }}
  }} }}
  resources => {{ www => {{
    map => countries
    service_types => up
    dcmap => {{ world => xyz.cloudfront.net., china => abc.cloudfront.cn. }}
  }} }}
}} }}
""")

    def command(self):
        return [self.installation.find("gdnsd"), "-c", self.directory, "start"]

    def reload(self, apex):
        self.control(self.installation.find("gdnsdctl"), "-c", self.directory, "reload-zones")


class Knot(Server):
    name = "knot"

    def write_configuration(self):
        (self.directory / "database").mkdir()
        # Its geography has no answer where the database has nothing; then the zone's counts.
        self.zone_file("example.com").write_text(APEX_RECORDS + STATIC_ALIAS)
        (self.directory / "geo.conf").write_text("""www.example.com:
  - geo: "CN"
    CNAME: abc.cloudfront.cn.
  - geo: "*"
    CNAME: xyz.cloudfront.net.
""")
        others = "".join(f"  - domain: {apex}\n    file: {apex}\n" for apex in self.content.zones)
        module = self.installation.libraries / "knot/modules-3.2/geoip.so"
        (self.directory / "knot.conf").write_text(f"""module:
  - id: mod-geoip
    file: {module}
server:
  rundir: {self.directory}
  listen: 127.0.0.1@{self.port}
  edns-client-subnet: on
  udp-workers: {self.content.workers}
  tcp-workers: {self.content.workers}
  background-workers: 1
  tcp-max-clients: 200
database:
  storage: {self.directory}/database
control:
  listen: {self.directory}/knot.sock
log:
  - target: stderr
    any: warning
mod-geoip:
  - id: countries
    config-file: {self.directory}/geo.conf
    ttl: 300
    mode: geodb
    geodb-file: {self.content.database}
    geodb-key: country/iso_code
template:
  - id: default
    storage: {self.zones}
    zonefile-sync: -1
    zonefile-load: whole
    journal-content: none
zone:
  - domain: example.com
    file: example.com
    module: mod-geoip/countries
{others}""")

    def command(self):
        return [self.installation.find("knotd"), "-c", self.directory / "knot.conf"]

    def reload(self, apex):
        control = self.directory / "knot.sock"
        self.control(self.installation.find("knotc"), "-s", control, "zone-reload", apex)


class NSD(Server):
    """Has no geography; the anchor for raw speed. Debian builds it without recvmmsg."""

    name = "nsd"
    is_geographic = False

    def write_configuration(self):
        self.zone_file("example.com").write_text(APEX_RECORDS + STATIC_ALIAS)
        zones = "".join(
            f"zone:\n  name: {apex}\n  zonefile: {apex}\n"
            for apex in ("example.com", *self.content.zones)
        )
        (self.directory / "nsd.conf").write_text(f"""server:
  server-count: {self.content.workers}
  ip-address: 127.0.0.1
  port: {self.port}
  reuseport: yes
  username: ""
  zonesdir: "{self.zones}"
  pidfile: ""
  xfrdir: "{self.directory}"
  xfrdfile: "{self.directory}/xfrd.state"
  zonelistfile: "{self.directory}/zone.list"
  database: ""
  verbosity: 0
  tcp-count: 200
  rrl-ratelimit: 0
  rrl-whitelist-ratelimit: 0
remote-control:
  control-enable: yes
  control-interface: {self.directory}/control.sock
{zones}""")

    def command(self):
        return [self.installation.find("nsd"), "-d", "-c", self.directory / "nsd.conf"]

    def reload(self, apex):
        configuration = self.directory / "nsd.conf"
        self.control(self.installation.find("nsd-control"), "-c", configuration, "reload", apex)


class Echo(Server):
    """No name server, but what any of them pays for receiving and sending."""

    name = "echo"
    is_geographic = False
    has_zones = False

    def write_configuration(self):
        pass

    def command(self):
        return [self.installation.tools / "echo", str(self.port), str(self.content.workers)]


ALL = [Echo, NSD, Knot, Gdnsd, Meridian]


class Replacement:
    """New octets for a file, which it gets in one step, as from an editor or a package manager."""

    def __init__(self, path, octets):
        self.path = path
        self.new = path.with_name(f".{path.name}.new")
        self.new.write_bytes(octets)

    def take_effect(self):
        os.replace(self.new, self.path)


def free_port():
    """A port that is free for UDP and TCP, and that the system gives to nobody by itself."""
    while True:
        port = random.randrange(*UNASSIGNED)
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams,
            socket.socket(socket.AF_INET, socket.SOCK_STREAM) as streams,
        ):
            try:
                datagrams.bind(("127.0.0.1", port))
                streams.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
