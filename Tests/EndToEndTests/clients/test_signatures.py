"""Signature Version 4, made by botocore, whole and spoilt in every way."""

import datetime
import hashlib

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import pytest
from conftest import Server
from raw import Answer, connect, create_zone, receive, request

CONFIGURATION = """
zones: []
api:
  credentials:
    - {access_key_id: AKIAONE, secret_access_key: the first secret}
    - {access_key_id: AKIATWO, secret_access_key: the/second+secret}
"""
PATH = "/2013-04-01/hostedzone"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    file = tmp_path_factory.mktemp("signatures") / "meridian.yaml"
    file.write_text(CONFIGURATION)
    server = Server("--config", str(file))
    yield server
    server.stop()


def signed(server, method="GET", path=PATH, body=b"", key="AKIAONE", secret="the first secret",
           token=None, region="us-east-1", service="route53", **fields):
    """The fields of a signed request."""
    credentials = botocore.credentials.Credentials(key, secret, token)
    message = botocore.awsrequest.AWSRequest(method, server.url + path, headers=fields, data=body)
    botocore.auth.SigV4Auth(credentials, service, region).add_auth(message)
    return {**dict(message.headers), "Host": server.url.removeprefix("http://")}


def send(server, fields, method="GET", path=PATH, body=b""):
    with connect(server) as connection:
        connection.sendall(request(method, path, body, **fields))
        return receive(connection)


def verdict(answer: Answer):
    return answer.status, answer.code


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"key": "AKIATWO", "secret": "the/second+secret"},
        {"region": "cn-northwest-1"},
        {"region": "us-gov-west-1"},
        {"token": "a session"},
        {"X-Extra": "  a   b "},
        {"X-Amz-Content-SHA256": hashlib.sha256(b"").hexdigest()},
    ],
    ids=str,
)
def test_good_signatures(guarded, how):
    assert send(guarded, signed(guarded, **how)).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/2013-04-01/hostedzone?marker=Z1&maxitems=5",
        "/2013-04-01/hostedzonesbyname?dnsname=%5C052.example.com&maxitems=1",
        "/2013-04-01/hostedzonesbyname?maxitems=1&dnsname=a%20b.example",
        "/2013-04-01/hostedzone/%2Fhostedzone%2FZ0",
        "/2013-04-01/hostedzone/Z0/",
    ],
)
def test_paths_and_queries(guarded, path):
    answer = send(guarded, signed(guarded, path=path), path=path)
    assert answer.status != 403, answer.body


def test_bodies(guarded):
    body = create_zone()
    fields = signed(guarded, method="POST", body=body)
    assert send(guarded, fields, "POST", body=body).status == 201
    other = body.replace(b"example.com", b"example.org")
    assert verdict(send(guarded, fields, "POST", body=other)) == (403, "SignatureDoesNotMatch")


@pytest.mark.parametrize(
    "code, how",
    [
        ("InvalidClientTokenId", {"key": "AKIANOBODY"}),
        ("SignatureDoesNotMatch", {"secret": "another secret"}),
        ("SignatureDoesNotMatch", {"key": "AKIATWO"}),
        ("SignatureDoesNotMatch", {"region": "eu-west-1"}),
        ("SignatureDoesNotMatch", {"service": "s3"}),
        ("SignatureDoesNotMatch", {"X-Amz-Content-SHA256": hashlib.sha256(b"x").hexdigest()}),
    ],
    ids=str,
)
def test_bad_signatures(guarded, code, how):
    assert verdict(send(guarded, signed(guarded, **how))) == (403, code)


def spoil(name, old, new):
    def spoilt(fields):
        assert old in fields[name], fields
        return {**fields, name: fields[name].replace(old, new)}

    return spoilt


@pytest.mark.parametrize(
    "code, spoilt",
    [
        ("MissingAuthenticationToken", lambda fields: {**fields, "Authorization": None}),
        ("IncompleteSignature", lambda fields: {**fields, "X-Amz-Date": None}),
        ("IncompleteSignature", spoil("Authorization", "AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256")),
        ("IncompleteSignature", spoil("Authorization", "Signature=", "Sign=")),
        ("IncompleteSignature", spoil("Authorization", "aws4_request", "aws3_request")),
        ("SignatureDoesNotMatch", spoil("Authorization", "host;", "")),
        ("SignatureDoesNotMatch", spoil("Authorization", "Signature=", "Signature=0")),
        ("SignatureDoesNotMatch", lambda fields: {**fields, "X-Amz-Security-Token": "forged"}),
        ("SignatureDoesNotMatch", lambda fields: {**fields, "Host": "other.example"}),
    ],
)
def test_spoilt_signatures(guarded, code, spoilt):
    assert verdict(send(guarded, spoilt(signed(guarded)))) == (403, code)


@pytest.mark.parametrize(
    "shift, expected",
    [
        (-240, (200, None)),
        (240, (200, None)),
        (-400, (403, "RequestExpired")),
        (400, (403, "SignatureDoesNotMatch")),
    ],
)
def test_clocks(guarded, monkeypatch, shift, expected):
    time = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=shift)
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda: time)
    assert verdict(send(guarded, signed(guarded))) == expected


def test_own_api_too(guarded):
    assert send(guarded, {}, path="/v1/state").status == 403
    assert send(guarded, signed(guarded, path="/v1/state"), path="/v1/state").status == 200
    # A signed request of a page is as good as any other.
    fields = signed(guarded)
    assert send(guarded, {**fields, "Origin": "https://console.example"}).status == 200
