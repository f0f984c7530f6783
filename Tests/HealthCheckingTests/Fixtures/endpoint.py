"""Endpoints for probes, on ports that the system chooses: one JSON line says which. Ends when
standard input does.

What a server answers is told by the path of the request; see `Connection.answer`. A server that
"holds" says nothing more, and waits for the client to close the connection.
"""

import json
import os
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading


class Connection:
    """One request and what becomes of it."""

    def __init__(self, stream, server_name):
        self.stream = stream
        self.server_name = server_name

    def serve(self):
        head = b""
        while b"\r\n\r\n" not in head:
            received = self.stream.recv(4096)
            if not received:
                return
            head += received
        path = head.split(b" ", 2)[1].decode()
        words = path.lstrip("/").split("/")
        getattr(self, "answer_" + words[0])(head, *words[1:])

    def send(self, status, body=b"", length=None, headers=b""):
        length = len(body) if length is None else length
        self.stream.sendall(
            b"HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s" % (status, headers, length, body)
        )

    def hold(self):
        while self.stream.recv(4096):
            pass

    def answer_status(self, head, code, *reason):
        self.send(" ".join([code, *reason]).encode())

    def answer_redirect(self, head):
        self.send(b"302 Found", headers=b"Location: /status/500\r\n")

    def answer_echo(self, head, *rest):
        self.send(b"200 OK", b"server name: %s\r\n" % (self.server_name or "none").encode() + head)

    def answer_body(self, head, before, text, after="0"):
        """So many octets, the text, and so many more."""
        self.send(b"200 OK", b"." * int(before) + text.encode() + b"." * int(after))

    def answer_chunked(self, head, *texts):
        """Every text is a chunk of its own, and a segment of its own."""
        self.stream.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for text in (*texts, ""):
            self.stream.sendall(b"%x\r\n%s\r\n" % (len(text), text.encode()))

    def answer_failingbody(self, head, text):
        self.send(b"503 Service Unavailable", text.encode(), length=9999)
        self.hold()

    def answer_interim(self, head, code):
        """An informational response, and nothing else."""
        self.stream.sendall(b"HTTP/1.1 %s Wait\r\n\r\n" % code.encode())

    def answer_early(self, head):
        """An informational response before the real one."""
        self.stream.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
        self.send(b"204 No Content")

    def answer_holdstatus(self, head):
        self.stream.sendall(b"HTTP/1.1 2")
        self.hold()

    def answer_holdheaders(self, head):
        self.stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: te")
        self.hold()

    def answer_holdbody(self, head, text):
        self.send(b"200 OK", text.encode(), length=9999)
        self.hold()

    def answer_cut(self, head, text):
        self.send(b"200 OK", text.encode(), length=9999)

    def answer_close(self, head):
        pass

    def answer_reset(self, head):
        self.stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def answer_endless(self, head, text):
        self.send(b"200 OK", text.encode(), length=1 << 40)
        try:
            while True:
                self.stream.sendall(b"." * 65536)
        except OSError:
            pass

    def answer_endlessheaders(self, head):
        self.stream.sendall(b"HTTP/1.1 200 OK\r\n")
        try:
            while True:
                self.stream.sendall(b"X-Padding: " + b"." * 1000 + b"\r\n")
        except OSError:
            pass

    def answer_other(self, head):
        self.stream.sendall(b"SSH-2.0-OpenSSH_9.2p1\r\n")

    def answer_together(self, head, count):
        """Waits for so many requests of this kind, and then a little for one too many."""
        count = int(count)
        with Gathering.changed:
            Gathering.present += 1
            Gathering.come += 1
            Gathering.peak = max(Gathering.peak, Gathering.present)
            Gathering.changed.notify_all()
            Gathering.changed.wait_for(lambda: Gathering.come >= count)
            Gathering.changed.wait_for(lambda: Gathering.peak > count, timeout=0.3)
            Gathering.present -= 1
        self.send(b"200 OK")

    def answer_peak(self, head):
        with Gathering.changed:
            self.send(b"200 OK", b"peak: %d." % Gathering.peak)


class Gathering:
    """The requests for /together: how many are here, have ever come, were here at once."""

    changed = threading.Condition()
    present = 0
    come = 0
    peak = 0


def serve_connection(plain, context):
    try:
        with plain:
            stream = plain
            server_name = None
            if context:
                stream = context.wrap_socket(plain, server_side=True)
                server_name = getattr(stream, "wanted_name", None)
            with stream:
                Connection(stream, server_name).serve()
    except (OSError, ssl.SSLError):
        pass  # The client has gone, as it should when its time is up.


def listen(address, context=None):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.create_server((address, 0), family=family, backlog=128)

    def accept():
        while True:
            plain, _ = listener.accept()
            threading.Thread(target=serve_connection, args=(plain, context), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]


def tls_context(directory, needs_name):
    key, certificate = os.path.join(directory, "key"), os.path.join(directory, "certificate")
    if not os.path.exists(key):
        subprocess.run(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1"
            f" -subj /CN=somebody.else -keyout {key} -out {certificate}",
            shell=True, check=True, capture_output=True,
        )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def note_name(stream, name, _):
        stream.wanted_name = name
        if needs_name and name is None:
            return ssl.ALERT_DESCRIPTION_HANDSHAKE_FAILURE

    context.sni_callback = note_name
    return context


def refusing_port(held):
    """Bound, so that nobody else gets it, but nobody listens."""
    held.append(socket.socket())
    held[-1].bind(("127.0.0.1", 0))
    return held[-1].getsockname()[1]


def full_port(held):
    """Its queue of connections is full, so that the system leaves further ones unanswered."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    held.append(listener)
    for _ in range(4):
        client = socket.socket()
        client.setblocking(False)
        client.connect_ex(listener.getsockname())
        held.append(client)
    return listener.getsockname()[1]


def main():
    held = []
    with tempfile.TemporaryDirectory() as directory:
        ports = {
            "http": listen("127.0.0.1"),
            "https": listen("127.0.0.1", tls_context(directory, needs_name=False)),
            "httpsWithName": listen("127.0.0.1", tls_context(directory, needs_name=True)),
            "refusing": refusing_port(held),
            "full": full_port(held),
        }
    try:
        ports["httpIPv6"] = listen("::1")
    except OSError:
        pass  # A machine without IPv6.
    print(json.dumps(ports), flush=True)
    sys.stdin.read()


main()
