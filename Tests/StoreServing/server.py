"""The real `meridian serve` with a store, on free ports of loopback."""

import pathlib
import re
import socket
import subprocess
import threading

import dns.message
import dns.rcode

# Seconds.
PATIENCE, RETRY = 60, 0.5


class Server:
    """A server that was started, and is ready. Killed at the latest when the scope is left."""

    def __init__(self, program, directory, store="meridian.db", prefix=(), workers=1):
        configuration = pathlib.Path(directory) / "meridian.yaml"
        configuration.write_text(
            f'listen: ["127.0.0.1:0"]\nworkers: {workers}\nhttp: {{listen: "127.0.0.1:0"}}\n'
            f'api: {{store: "sqlite:{store}"}}\n',
            encoding="ascii",
        )
        self.process = subprocess.Popen(
            [*prefix, program, "serve", "--config", str(configuration)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        self.log, self.dns, self.http = [], None, None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    def await_word(self):
        """Waits until it has said anything."""
        self.log.append(self.process.stderr.readline())

    def await_ready(self):
        """Waits until it can be asked over DNS and HTTP."""
        while self.dns is None or self.http is None:
            line = self.process.stderr.readline()
            if not line:
                raise RuntimeError("the server does not start:\n" + "".join(self.log))
            self.log.append(line)
            if match := re.search(r"listening on 127\.0\.0\.1:(\d+)", line):
                self.dns = int(match[1])
            if match := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                self.http = int(match[1])
        # Nobody looks at what it logs from now on, and a full pipe would stop it.
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()

    def await_end(self):
        self.process.wait(PATIENCE)

    def ask(self, name, kind="TXT"):
        """What DNS says of records of a name: the code, and the first of them. Raises
        ConnectionRefusedError if the server is not there any more."""
        question = dns.message.make_query(name, kind)
        # Connected: only then the kernel says that nobody listens.
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.connect(("127.0.0.1", self.dns))
            client.settimeout(RETRY)
            for _ in range(round(PATIENCE / RETRY)):
                client.send(question.to_wire())
                try:
                    reply = dns.message.from_wire(client.recv(65535))
                    break
                except TimeoutError:
                    # It was killed with the question in its hands; or else it has another chance.
                    continue
            else:
                raise TimeoutError(f"no answer of {name}")
        if reply.id != question.id:
            raise ValueError(f"a reply to another question: {reply}")
        values = [record.to_text().strip('"') for answer in reply.answer for record in answer]
        return dns.rcode.to_text(reply.rcode()), values[0] if values else None
