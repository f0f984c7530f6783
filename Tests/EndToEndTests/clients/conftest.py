"""A server with the Route 53 API for each test, and what tests of clients share."""

import json
import os
import pathlib
import subprocess
import sys
import time

import boto3
import botocore.config
import botocore.validate
import dns.edns
import dns.message
import dns.query
import dns.rcode
import pytest

CHINA = "198.51.100.0/24"
ELSEWHERE = "203.0.113.0/24"
PATIENCE = 30  # seconds

# What the clients need to find the server, and nobody else.
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "anything",
    "AWS_SECRET_ACCESS_KEY": "goes",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
}


class Server:
    """`meridian serve`, until `stop`."""

    def __init__(self, *arguments):
        self.program = os.environ["MERIDIAN"]
        command = [self.program, "serve", "--test", *arguments]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        ready = json.loads(self.process.stdout.readline() or "{}")
        assert ready.get("event") == "ready", "the server does not start: standard error says why"
        self.address, self.port = ready["dns"][0]["address"], ready["dns"][0]["port"]
        self.url = ready["http"]
        self.environment = {**os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL_ROUTE_53": self.url}

    def ask(self, name, kind="CNAME", subnet=None):
        """The rcode, and the records of the answer as text."""
        options = [dns.edns.ECSOption.from_text(subnet)] if subnet else []
        query = dns.message.make_query(name, kind, use_edns=0, options=options)
        reply = dns.query.udp(query, self.address, port=self.port, timeout=PATIENCE)
        records = [record.to_text() for rrset in reply.answer for record in rrset]
        return dns.rcode.to_text(reply.rcode()), records

    def expect(self, answer, *question, **options):
        """Asks until this is the answer: DNS follows a change at once, but it need not be there when
        the change is acknowledged; that GetChange says."""
        deadline = time.monotonic() + PATIENCE
        while self.ask(*question, **options) != answer:
            assert time.monotonic() < deadline, (self.ask(*question, **options), answer)
            time.sleep(0.005)

    def run(self, *command, directory=None, **environment):
        """Runs a client's program to its end; what it prints."""
        done = subprocess.run(
            [str(word) for word in command],
            env={**self.environment, **environment},
            cwd=directory,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=10 * PATIENCE,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def client(self, **credentials):
        """boto3's client, which refuses responses that lack what Route 53's model requires."""
        keys = {"aws_access_key_id": "anything", "aws_secret_access_key": "goes", **credentials}
        client = boto3.client(
            "route53",
            endpoint_url=self.url,
            region_name="us-east-1",
            config=botocore.config.Config(retries={"max_attempts": 0}, read_timeout=PATIENCE),
            **keys,
        )
        client.meta.events.register("after-call.route53", check_response)
        return client

    def stop(self):
        self.process.stdin.close()  # It ends with its standard input.
        assert self.process.wait(timeout=PATIENCE) == 0


# Members that the model requires and Route 53 leaves out all the same: a marker that was not sent,
# the name servers of a private zone.
OMITTED = {
    "ListHostedZones": {"Marker": ""},
    "ListHealthChecks": {"Marker": ""},
    "ListReusableDelegationSets": {"Marker": ""},
    "CreateHostedZone": {"DelegationSet": {"NameServers": [""]}},
}


def check_response(http_response, parsed, model, **_):
    """Every member that the model requires is there, and every value is of its shape."""
    if http_response.status_code >= 300 or model.output_shape is None:
        return
    members = {key: value for key, value in parsed.items() if key != "ResponseMetadata"}
    members = {**OMITTED.get(model.name, {}), **members}
    report = botocore.validate.ParamValidator().validate(members, model.output_shape)
    assert not report.has_errors(), f"{model.name}: {report.generate_report()}"
    assert http_response.headers.get("x-amzn-RequestId"), f"{model.name} without a request ID"


@pytest.fixture
def server():
    server = Server("--network", f"{CHINA}=CN", "--network", f"{ELSEWHERE}=US")
    yield server
    server.stop()


@pytest.fixture
def route53(server):
    return server.client()


@pytest.fixture
def zone(route53):
    """The ID of the zone example.com."""
    return route53.create_hosted_zone(Name="example.com", CallerReference="one")["HostedZone"]["Id"]


def scripts():
    """Where the programs lie that came with this Python."""
    return pathlib.Path(sys.executable).parent


def check_scenario(server):
    """China gets CloudFront China, everybody else CloudFront Global."""
    china, world = ["abc.cloudfront.cn."], ["xyz.cloudfront.net."]
    server.expect(("NOERROR", china), "www.example.com", subnet=CHINA)
    assert server.ask("www.example.com", "AAAA", subnet=CHINA) == ("NOERROR", china)
    assert server.ask("www.example.com", subnet=ELSEWHERE) == ("NOERROR", world)
    assert server.ask("www.example.com") == ("NOERROR", world)


def check_nothing(server):
    """The zone is gone."""
    server.expect(("REFUSED", []), "www.example.com")
