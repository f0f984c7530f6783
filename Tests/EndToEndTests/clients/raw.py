"""HTTP over bare sockets, for requests that no client would send."""

import re
import socket

from conftest import PATIENCE

NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/"


class Answer:
    def __init__(self, octets):
        head, _, self.body = octets.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        self.status = int(lines[0].split(" ")[1])
        fields = (line.partition(":") for line in lines[1:])
        self.fields = {name.lower(): value.strip() for name, _, value in fields}

    @property
    def code(self):
        """Of an error document."""
        found = re.search(rb"<Code>([^<]*)</Code>", self.body)
        return found and found.group(1).decode()

    @property
    def message(self):
        found = re.search(rb"<Message>([^<]*)</Message>", self.body)
        return found and found.group(1).decode()


def connect(server):
    host, port = server.url.removeprefix("http://").split(":")
    connection = socket.create_connection((host, int(port)), timeout=PATIENCE)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def receive(connection):
    """One answer; None if the server closes without any."""
    octets = b""
    while b"\r\n\r\n" not in octets:
        part = connection.recv(65536)
        if not part:
            return None
        octets += part
    length = int(Answer(octets).fields.get("content-length", 0))
    end = octets.index(b"\r\n\r\n") + 4 + length
    while len(octets) < end:
        part = connection.recv(65536)
        assert part, "the answer is broken off"
        octets += part
    return Answer(octets[:end])


def request(method, path, body=b"", **fields):
    """The octets of a request; a field that is None is left out."""
    usual = {"Host": "localhost", "Content-Length": str(len(body))}
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    lines = [f"{name}: {value}" for name, value in {**usual, **named}.items() if value is not None]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""]).encode() + body


def ask(server, *arguments, **fields):
    """Sends a request, and returns the answer."""
    with connect(server) as connection:
        connection.sendall(request(*arguments, **fields))
        return receive(connection)


def create_zone(inner="<Name>example.com</Name>", root="CreateHostedZoneRequest", head=""):
    body = f'{head}<{root} xmlns="{NAMESPACE}">{inner}<CallerReference>x</CallerReference></{root}>'
    return body.encode()
