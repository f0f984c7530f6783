"""A DNS server for the length of a test session, and a way to ask it."""
import json
import os
import pathlib
import subprocess

import dns.edns
import dns.message
import dns.query
import pytest

ZONE = pathlib.Path(__file__).parent.parent / "example.com.yaml"


class Server:
    def __init__(self, *arguments):
        command = [os.environ.get("MERIDIAN", "meridian"), "serve", "--test", *map(str, arguments)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        ready = json.loads(self.process.stdout.readline() or "{}")
        assert ready.get("event") == "ready", "the server does not start: standard error says why"
        self.address, self.port = ready["dns"][0]["address"], ready["dns"][0]["port"]

    def ask(self, name, kind="A", subnet=None):
        options = [dns.edns.ECSOption.from_text(subnet)] if subnet else []
        query = dns.message.make_query(name, kind, use_edns=0, options=options)
        return dns.query.udp(query, self.address, port=self.port, timeout=5)

    def command(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()  # It ends with its standard input: also when this program is killed.
        assert self.process.wait(timeout=10) == 0


@pytest.fixture(scope="session")
def server():
    server = Server(ZONE, "--network", "198.51.100.0/24=CN", "--network", "2001:db8::/32=CN")
    yield server
    server.stop()
