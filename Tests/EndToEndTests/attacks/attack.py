"""Attacks a server while well-behaved clients ask it, in network namespaces of their own.

attack.py MERIDIAN CONFIG ATTACK [no-syncookies]

To be run as root in a network namespace that nobody else uses (`unshare --net`): it gets the
server, at 192.0.2.1; a second one, joined to it by a pair of virtual interfaces, gets all clients.
No packet can leave the two. ATTACK is one of random_names, forged_sources, slow_tcp, half_open.

Prints one JSON object: what became of the queries of the well-behaved clients, what the attack sent
and got, how much memory the server had before and at most.
"""

import json
import subprocess
import sys
import threading
import time

import clients
import floods

SERVER = "192.0.2.1"
PATIENCE = 30  # seconds

ATTACKS = {
    "random_names": floods.random_names,
    "forged_sources": floods.forged_sources,
    "slow_tcp": floods.slow_tcp,
    "half_open": floods.half_open,
}


def ip(*words):
    subprocess.run(["ip", *words], check=True)


def write(path, value):
    with open(path, "w") as file:
        file.write(value)


def resident_octets(pid):
    """Of memory that is not a file's."""
    with open(f"/proc/{pid}/status") as status:
        line = next(line for line in status if line.startswith("RssAnon:"))
    return int(line.split()[1]) << 10


def set_up_clients():
    """The namespace of the clients: this very program, started anew in it."""
    child = subprocess.Popen(
        ["unshare", "--net", sys.executable, "-B", __file__, "clients", sys.argv[3]],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    expect(child, "started")
    ip("link", "set", "lo", "up")
    ip("link", "add", "server", "type", "veth", "peer", "name", "clients")
    ip("link", "set", "clients", "netns", str(child.pid))
    ip("address", "add", f"{SERVER}/24", "dev", "server")
    ip("link", "set", "server", "up")
    # Replies to forged addresses go where the attack came from, and are lost there.
    ip("route", "add", "default", "via", "192.0.2.254")
    for interface in ("all", "default", "server"):
        write(f"/proc/sys/net/ipv4/conf/{interface}/rp_filter", "0")
    tell(child, "linked")
    expect(child, "ready")
    return child


def expect(child, word):
    line = child.stdout.readline().strip()
    assert line == word, f"{line!r}, expected {word!r}"


def tell(child, word):
    child.stdin.write(word + "\n")
    child.stdin.flush()


def start_server(meridian, config):
    server = subprocess.Popen(
        [meridian, "serve", "--config", config],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    lines = []
    for line in server.stderr:
        lines.append(line)
        if "ready" in line:
            threading.Thread(target=server.stderr.read, daemon=True).start()
            return server
    raise AssertionError("the server did not start: " + "".join(lines))


def main(meridian, config, attack, *options):
    if "no-syncookies" in options:
        write("/proc/sys/net/ipv4/tcp_syncookies", "0")
    child = set_up_clients()
    server = start_server(meridian, config)
    try:
        tell(child, "warm up")
        expect(child, "warm")
        before = most = resident_octets(server.pid)
        result = []
        reader = threading.Thread(target=lambda: result.append(child.stdout.readline()))
        tell(child, "attack")
        reader.start()
        deadline = time.monotonic() + PATIENCE
        while reader.is_alive() and time.monotonic() < deadline:
            most = max(most, resident_octets(server.pid))
            reader.join(0.02)
        figures = json.loads(result[0])
        figures["memory_before"], figures["memory_most"] = before, most
        print(json.dumps(figures))
    finally:
        server.terminate()
        server.wait(PATIENCE)
        child.kill()
        child.wait()


def run_clients(attack):
    print("started", flush=True)
    assert sys.stdin.readline() == "linked\n"
    ip("link", "set", "lo", "up")
    ip("link", "set", "clients", "up")
    ip("address", "add", "192.0.2.254/24", "dev", "clients")
    for address in clients.ADDRESSES + floods.ADDRESSES:
        ip("address", "add", f"{address}/32", "dev", "clients")
    print("ready", flush=True)
    assert sys.stdin.readline() == "warm up\n"
    clients.warm_up(SERVER)
    print("warm", flush=True)
    assert sys.stdin.readline() == "attack\n"
    counts = clients.ask_during(SERVER, attack, ATTACKS[attack])
    print(json.dumps(counts), flush=True)
    time.sleep(PATIENCE)  # Until this is killed: connections may stay open as long.


if __name__ == "__main__":
    if sys.argv[1] == "clients":
        run_clients(sys.argv[2])
    else:
        main(*sys.argv[1:])
