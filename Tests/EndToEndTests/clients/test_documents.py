"""Route 53's documents as they stand on the wire, and how the API finds its operations."""

import botocore.session
import pytest
from raw import ask, create_zone

BASE = "/2013-04-01"

# Operations that Amazon has added since: refused as any other that is not there.
NEWER = {
    "CreateResourceRecordSetProtections",
    "DeleteResourceRecordSetProtections",
    "ListResourceRecordSetProtections",
}


def test_shape_of_an_answer(server):
    answer = ask(server, "POST", f"{BASE}/hostedzone", create_zone())
    assert answer.status == 201
    assert answer.fields["content-type"] in ("text/xml", "application/xml")
    assert answer.fields["location"].startswith(f"http://localhost{BASE}/hostedzone/Z")
    text = answer.body.decode()
    assert text.startswith("<?xml"), text
    assert '<CreateHostedZoneResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">' in text
    order = ["<HostedZone>", "<Id>", "<Name>", "<CallerReference>", "<Config>", "<ChangeInfo>", "<DelegationSet>"]
    places = [text.index(element) for element in order]
    assert places == sorted(places), text
    assert "<Comment" not in text, "what there is not is left out, not empty"


def test_shape_of_an_error(server):
    answer = ask(server, "GET", f"{BASE}/hostedzone/Z999")
    assert answer.status == 404
    assert (answer.code, answer.message) == ("NoSuchHostedZone", "No hosted zone found with ID: Z999")
    text = answer.body.decode()
    assert "<Type>Sender</Type>" in text
    assert f"<RequestId>{answer.fields['x-amzn-requestid']}</RequestId>" in text


@pytest.mark.parametrize(
    "form", ["{id}", "{id}/", "/hostedzone/{id}", "%2Fhostedzone%2F{id}", "hostedzone%2F{id}"]
)
def test_forms_of_an_id(server, route53, zone, form):
    bare = zone.removeprefix("/hostedzone/")
    answer = ask(server, "GET", f"{BASE}/hostedzone/{form.format(id=bare)}")
    assert answer.status == 200, answer.body
    assert f"<Id>{zone}</Id>".encode() in answer.body


def test_every_operation_of_the_model_is_there(server):
    """With made-up parameters each answers as itself: never that there is no such operation."""
    model = botocore.session.get_session().get_service_model("route53")
    names = set(model.operation_names) - NEWER
    assert len(names) == 71
    for name in sorted(names):
        http = model.operation_model(name).http
        path = http["requestUri"].split("?")[0].removeprefix(BASE)
        for parameter in ["{Id}", "{HostedZoneId}", "{HealthCheckId}", "{CidrCollectionId}"]:
            path = path.replace(parameter, "Z0")
        for parameter, value in {
            "{ResourceType}": "hostedzone", "{ResourceId}": "Z0", "{Name}": "key", "{Type}": "MAX",
            "{Version}": "1",
        }.items():
            path = path.replace(parameter, value)
        assert "{" not in path, path
        answer = ask(server, http["method"], BASE + path)
        assert answer.code != "InvalidAction", f"{name}: {http['method']} {path}"
        assert answer.status in (200, 201, 400, 404), f"{name}: {answer.status} {answer.body}"


@pytest.mark.parametrize(
    "method, path, status",
    [
        ("GET", f"{BASE}/nothing", 404),
        ("GET", f"{BASE}", 404),
        ("GET", f"{BASE}/hostedzone/Z0/nothing/more", 404),
        ("DELETE", f"{BASE}/hostedzonecount", 405),
        ("PATCH", f"{BASE}/hostedzone", 405),
    ],
)
def test_unknown_operations(server, method, path, status):
    answer = ask(server, method, path)
    assert (answer.status, answer.code) == (status, "InvalidAction")
    assert path.removeprefix(BASE) in answer.message


def test_elsewhere(server):
    answer = ask(server, "GET", "/")
    assert answer.status == 404
    assert b"/openapi.json" in answer.body


@pytest.mark.parametrize(
    "body, complaint",
    [
        (b"", "Name"),
        (create_zone(inner=""), "Name"),
        (create_zone(root="CreateHostedZone"), "CreateHostedZoneRequest"),
        (create_zone().replace(b"2013-04-01/", b"2012-02-29/"), "namespace"),
        (b"<CreateHostedZoneRequest>", "well-formed"),
        (b"not XML", "Premature end"),
        (b"{}", "Premature end"),
        (b"<CreateHostedZoneRequest>\xff\xfe</CreateHostedZoneRequest>", "UTF-8"),
    ],
)
def test_bad_documents(server, body, complaint):
    answer = ask(server, "POST", f"{BASE}/hostedzone", body)
    assert (answer.status, answer.code) == (400, "InvalidInput")
    assert answer.message.startswith("Invalid XML ; ")
    assert complaint in answer.message


@pytest.mark.parametrize("body", [create_zone(), create_zone(head='<?xml version="1.0"?>\n'),
                                  create_zone().replace(b" xmlns=", b" x="),
                                  create_zone(inner="<Name>\n  example.com\n</Name><!-- note -->"),
                                  create_zone(inner="<Name><![CDATA[example.com]]></Name>")])
def test_good_documents(server, body):
    answer = ask(server, "POST", f"{BASE}/hostedzone", body)
    assert answer.status == 201, answer.body
    assert b"<Name>example.com.</Name>" in answer.body


def test_only_this_machine(server):
    """Without credentials no browser gets in that a page elsewhere has sent."""
    for fields in [{"Origin": "https://evil.example"}, {"Host": "evil.example"}, {"Host": ""}]:
        answer = ask(server, "POST", f"{BASE}/hostedzone", create_zone(), **fields)
        assert (answer.status, answer.code) == (403, "AccessDenied"), fields
        assert ask(server, "GET", "/v1/state", **fields).status == 403
    for host in ["127.0.0.1", "127.1.2.3:80", "[::1]:8053", "LOCALHOST:1"]:
        assert ask(server, "GET", f"{BASE}/hostedzonecount", Host=host).status == 200
