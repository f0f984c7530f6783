"""A small client of the Route 53 API: raw sockets and one buffer a request, so that much can be asked,
and so that a request can be sent without waiting for its answer."""

import socket
from xml.etree import ElementTree

NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/"
ROOT = "/2013-04-01"
# Seconds.
PATIENCE = 60


class Closed(Exception):
    """The server has gone away."""


class Refused(Exception):
    """An error document."""

    def __init__(self, status, body):
        super().__init__(f"{status}: {body.decode(errors='replace')}")
        self.status = status


class Connection:
    """A connection that is kept open."""

    def __init__(self, port):
        self.buffer = b""
        try:
            self.socket = socket.create_connection(("127.0.0.1", port))
        except OSError as error:
            raise Closed from error
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.settimeout(PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, request):
        try:
            self.socket.sendall(request)
        except OSError as error:
            raise Closed from error

    def receive(self):
        """The body of the next answer. Raises Refused if it is not one of success."""
        end = self.fill_until(lambda: self.buffer.find(b"\r\n\r\n"))
        status, length = read_head(self.buffer[:end])
        self.fill_until(lambda: len(self.buffer) - end - 4 - length)
        body = self.buffer[end + 4 : end + 4 + length]
        self.buffer = self.buffer[end + 4 + length :]
        if status not in (200, 201):
            raise Refused(status, body)
        return body

    def fill_until(self, place):
        """Reads until `place` is not negative any more, and returns it."""
        while (found := place()) < 0:
            try:
                piece = self.socket.recv(65536)
            except ConnectionError as error:
                raise Closed from error
            if not piece:
                raise Closed
            self.buffer += piece
        return found

    def ask(self, request):
        self.send(request)
        return self.receive()


def read_head(head):
    """Status and content length of an answer."""
    lines = head.decode("ascii").split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:])
    return int(lines[0].split(" ")[1]), int(fields["content-length"])


def get(path):
    return f"GET {ROOT}{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode("ascii")


def post(path, document):
    body = f'<?xml version="1.0" encoding="UTF-8"?>{document}'.encode()
    head = (
        f"POST {ROOT}{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("ascii") + body


def create_hosted_zone(connection, name, reference):
    """Makes a zone; its ID."""
    document = (
        f'<CreateHostedZoneRequest xmlns="{NAMESPACE}"><Name>{name}</Name>'
        f"<CallerReference>{reference}</CallerReference></CreateHostedZoneRequest>"
    )
    answer = ElementTree.fromstring(connection.ask(post("/hostedzone", document)))
    return text(answer, "HostedZone", "Id").removeprefix("/hostedzone/")


def record_set(name, kind, value, ttl=60):
    return (
        f"<ResourceRecordSet><Name>{name}</Name><Type>{kind}</Type><TTL>{ttl}</TTL>"
        f"<ResourceRecords><ResourceRecord><Value>{value}</Value></ResourceRecord>"
        "</ResourceRecords></ResourceRecordSet>"
    )


def change(zone, *changes):
    """A request for changes, each (action, record set)."""
    elements = "".join(
        f"<Change><Action>{action}</Action>{element}</Change>" for action, element in changes
    )
    return post(
        f"/hostedzone/{zone}/rrset/",
        f'<ChangeResourceRecordSetsRequest xmlns="{NAMESPACE}"><ChangeBatch>'
        f"<Changes>{elements}</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>",
    )


def change_id(answer):
    found = text(ElementTree.fromstring(answer), "ChangeInfo", "Id")
    return found.removeprefix("/change/")


def is_in_sync(connection, change):
    answer = ElementTree.fromstring(connection.ask(get(f"/change/{change}")))
    return text(answer, "ChangeInfo", "Status") == "INSYNC"


def text_records(connection, zone):
    """The first value of every TXT record set of a zone, by name."""
    answer = ElementTree.fromstring(connection.ask(get(f"/hostedzone/{zone}/rrset?maxitems=300")))
    if text(answer, "IsTruncated") == "true":
        raise ValueError("the zone has more record sets than fit into one answer")
    return {
        text(element, "Name"): text(element, "ResourceRecords", "ResourceRecord", "Value").strip('"')
        for element in answer.iter(f"{{{NAMESPACE}}}ResourceRecordSet")
        if text(element, "Type") == "TXT"
    }


def text(element, *path):
    found = element.find("/".join(f"{{{NAMESPACE}}}{name}" for name in path))
    if found is None:
        raise ValueError(f"no {'/'.join(path)} in {ElementTree.tostring(element)}")
    return found.text
