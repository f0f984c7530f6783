"""Changes record sets through the Route 53 API, and asks DNS as soon as a change is said to be in sync.

change_in_sync.py HTTP_PORT DNS_PORT CLIENTS CHANGES

Makes the zone sync.example. Each client then changes a name of its own so many times: it sends the
change, asks GetChange until that says INSYNC, and asks DNS over UDP at once. Prints one line
`changed N stale N`, and a line for each answer that was not the one that was in sync.
"""

import http.client
import re
import socket
import struct
import sys
import threading

API = "/2013-04-01"
NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/"


def call(connection, method, path, body=None):
    connection.request(method, API + path, body)
    response = connection.getresponse()
    text = response.read().decode()
    if response.status not in (200, 201):
        raise SystemExit(f"{method} {path}: {response.status} {text}")
    return text


def element(text, name):
    return re.search(f"<{name}>([^<]*)</{name}>", text).group(1)


def upsert(name, address):
    return f"""<ChangeResourceRecordSetsRequest xmlns="{NAMESPACE}"><ChangeBatch><Changes><Change>
        <Action>UPSERT</Action><ResourceRecordSet><Name>{name}</Name><Type>A</Type><TTL>60</TTL>
        <ResourceRecords><ResourceRecord><Value>{address}</Value></ResourceRecord></ResourceRecords>
        </ResourceRecordSet></Change></Changes></ChangeBatch></ChangeResourceRecordSetsRequest>"""


def ask(client, name):
    labels = name.encode().split(b".")
    question = b"".join(bytes([len(label)]) + label for label in labels) + b"\0\0\1\0\1"
    client.send(struct.pack(">HHHHHH", 7, 0, 1, 0, 0, 0) + question)
    message = client.recv(4096)
    return socket.inet_ntoa(message[-4:]) if message[6:8] == b"\0\1" else f"rcode {message[3] & 15}"


def work(number, zone, http_port, dns_port, changes, stale):
    connection = http.client.HTTPConnection("127.0.0.1", http_port, timeout=60)
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    client.settimeout(60)
    client.connect(("127.0.0.1", dns_port))
    name = f"c{number}.sync.example"
    for count in range(changes):
        address = f"192.0.2.{count % 256}"
        change = element(call(connection, "POST", f"{zone}/rrset", upsert(name, address)), "Id")
        while element(call(connection, "GET", change), "Status") != "INSYNC":
            pass
        answer = ask(client, name)
        if answer != address:
            stale.append(f"{name}: {answer}, expected {address}")


def main(http_port, dns_port, clients, changes):
    connection = http.client.HTTPConnection("127.0.0.1", http_port, timeout=60)
    body = f"""<CreateHostedZoneRequest xmlns="{NAMESPACE}"><Name>sync.example</Name>
        <CallerReference>1</CallerReference></CreateHostedZoneRequest>"""
    zone = element(call(connection, "POST", "/hostedzone", body), "Id")
    stale, failed = [], []

    def run(number):
        try:
            work(number, zone, http_port, dns_port, changes, stale)
        except BaseException as error:
            failed.append(str(error))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise SystemExit("\n".join(failed))
    print(f"changed {clients * changes} stale {len(stale)}")
    print("\n".join(stale))


main(*map(int, sys.argv[1:]))
