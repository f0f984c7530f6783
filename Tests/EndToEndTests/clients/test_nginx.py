"""TLS by nginx, with the snippet of the examples, and signatures checked behind it."""

import os
import pathlib
import re
import socket
import subprocess
import time

import boto3
import botocore.exceptions
import pytest
from changes import CHINA_CHANGES, batch
from conftest import CHINA, ELSEWHERE, PATIENCE, Server, check_response, check_scenario

CONFIGURATION = """
zones: []
api:
  hosts: [dns-api.example.net]
  credentials:
    - {access_key_id: AKIAMERIDIAN, secret_access_key: not-to-be-guessed}
"""

# What nginx wants besides the snippet, all of it below the test's directory.
SURROUNDINGS = """
daemon off;
worker_processes 1;
pid nginx.pid;
error_log stderr;
events {}
http {
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    %s
}
"""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until_it_listens(process, port):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, "nginx ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise TimeoutError("nginx does not listen")


def replaced(text, old, new):
    assert text.count(old) == 1, f"{old!r} is not in the snippet once"
    return text.replace(old, new)


@pytest.fixture
def proxied(tmp_path):
    """Meridian behind nginx: the server, the URL and the certificate."""
    configuration = tmp_path / "meridian.yaml"
    configuration.write_text(CONFIGURATION)
    networks = ["--network", f"{CHINA}=CN", "--network", f"{ELSEWHERE}=US"]
    server = Server("--config", str(configuration), *networks)
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        + ["-nodes", "-days", "2", "-subj", "/CN=dns-api.example.net"]
        + ["-addext", "subjectAltName=DNS:dns-api.example.net,DNS:localhost"]
        + ["-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    port = free_port()
    text = (pathlib.Path(os.environ["EXAMPLES"]) / "nginx" / "meridian.conf").read_text()
    text = replaced(text, "listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    text = replaced(text, "http://127.0.0.1:8053", server.url)
    text = replaced(text, "/etc/ssl/certs/dns-api.example.net.pem", str(certificate))
    text = replaced(text, "/etc/ssl/private/dns-api.example.net.key", str(key))
    (tmp_path / "nginx.conf").write_text(SURROUNDINGS % text)
    nginx = subprocess.Popen([os.environ["NGINX"], "-p", str(tmp_path), "-c", "nginx.conf", "-e", "stderr"])
    try:
        wait_until_it_listens(nginx, port)
        yield server, f"https://localhost:{port}", str(certificate)
    finally:
        nginx.terminate()
        nginx.wait(timeout=PATIENCE)
        server.stop()


def client_of(url, certificate, key="AKIAMERIDIAN", secret="not-to-be-guessed", region="us-east-1"):
    client = boto3.client(
        "route53",
        endpoint_url=url,
        region_name=region,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        verify=certificate,
        config=botocore.config.Config(retries={"max_attempts": 0}),
    )
    client.meta.events.register("after-call.route53", check_response)
    return client


def test_signed_requests_pass(proxied):
    server, url, certificate = proxied
    route53 = client_of(url, certificate)
    created = route53.create_hosted_zone(Name="example.com", CallerReference="one")
    zone = created["HostedZone"]["Id"]
    assert re.fullmatch(r"https://localhost:\d+/2013-04-01/hostedzone/Z\w+", created["Location"])
    info = route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch(*CHINA_CHANGES))
    route53.get_waiter("resource_record_sets_changed").wait(Id=info["ChangeInfo"]["Id"])
    check_scenario(server)
    # A name with an escape, which stands in the query of the URL.
    page = route53.list_resource_record_sets(
        HostedZoneId=zone, StartRecordName="\\052.example.com", StartRecordType="A"
    )
    assert page["ResourceRecordSets"][0]["Name"] == "www.example.com."
    assert client_of(url, certificate, region="cn-northwest-1").get_hosted_zone_count()["HostedZoneCount"] == 1


@pytest.mark.parametrize(
    "code, wrong",
    [
        ("InvalidClientTokenId", {"key": "AKIANOBODY"}),
        ("SignatureDoesNotMatch", {"secret": "guessed"}),
        ("SignatureDoesNotMatch", {"region": "eu-central-1"}),
    ],
)
def test_wrong_signatures_do_not(proxied, code, wrong):
    _, url, certificate = proxied
    with pytest.raises(botocore.exceptions.ClientError) as error:
        client_of(url, certificate, **wrong).create_hosted_zone(Name="example.com", CallerReference="one")
    assert error.value.response["Error"]["Code"] == code
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    assert client_of(url, certificate).get_hosted_zone_count()["HostedZoneCount"] == 0


def test_unsigned_requests_do_not(proxied):
    server, _, _ = proxied
    unsigned = boto3.client(
        "route53",
        endpoint_url=server.url,
        region_name="us-east-1",
        config=botocore.config.Config(signature_version=botocore.UNSIGNED),
    )
    with pytest.raises(botocore.exceptions.ClientError) as error:
        unsigned.list_hosted_zones()
    assert error.value.response["Error"]["Code"] == "MissingAuthenticationToken"
