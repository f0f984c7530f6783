"""Meridian's own JSON: every operation that /openapi.json describes, against its description."""

import json

import jsonschema
import openapi_spec_validator
import pytest
from changes import CHINA_CHANGES, batch
from conftest import CHINA
from raw import ask


@pytest.fixture
def description(server):
    return json.loads(ask(server, "GET", "/openapi.json").body)


def arguments(zone_name):
    """How each operation is called for a success."""
    return {
        ("get", "/v1/explain"): (f"/v1/explain?name=www.{zone_name}&from=198.51.100.7", b""),
        ("get", "/v1/coverage"): (f"/v1/coverage?name=www.{zone_name}&type=CNAME", b""),
        ("get", "/v1/state"): ("/v1/state", b""),
        ("get", "/v1/queries"): ("/v1/queries?limit=5", b""),
        ("get", "/v1/health"): ("/v1/health", b""),
        ("put", "/v1/health/{check}"): ("/v1/health/%s", b'{"health": "unhealthy"}'),
        ("post", "/v1/reset"): ("/v1/reset", b""),
    }


def check(value, schema, description):
    """Against a schema that refers to the components of the description."""
    whole = {"components": description["components"], **schema}
    jsonschema.Draft202012Validator(whole).validate(value)


def test_description_is_valid(description):
    openapi_spec_validator.validate(description)
    assert description["openapi"].startswith("3.1")


def test_every_operation_answers_as_described(server, route53, zone, description):
    info = route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch(*CHINA_CHANGES))
    route53.get_waiter("resource_record_sets_changed").wait(Id=info["ChangeInfo"]["Id"])
    created = route53.create_health_check(
        CallerReference="check",
        HealthCheckConfig={"Type": "TCP", "IPAddress": "127.0.0.1", "Port": 1, "Disabled": True},
    )
    server.ask("www.example.com", subnet=CHINA)
    calls = arguments("example.com")
    described = [
        (method, path) for path, methods in description["paths"].items() for method in methods
    ]
    assert sorted(described) == sorted(calls)
    # The reset last: it leaves nothing to be asked about.
    for method, path in sorted(described, key=lambda call: call[1] == "/v1/reset"):
        operation = description["paths"][path][method]
        target, body = calls[method, path]
        target = target.replace("%s", created["HealthCheck"]["Id"])
        answer = ask(server, method.upper(), target, body)
        assert answer.status == 200, (target, answer.body)
        content = operation["responses"]["200"]["content"]["application/json"]
        check(json.loads(answer.body), content["schema"], description)
    server.expect(("REFUSED", []), "www.example.com")  # The reset has emptied the account.


def test_what_is_told(server, route53, zone):
    info = route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch(*CHINA_CHANGES))
    route53.get_waiter("resource_record_sets_changed").wait(Id=info["ChangeInfo"]["Id"])
    text = ask(server, "GET", "/v1/explain?name=www.example.com&from=198.51.100.7").body
    explanation = json.loads(text)
    assert explanation["location"]["word"] == "CN"
    assert explanation["answer"] == ["www.example.com. 60 IN CNAME abc.cloudfront.cn."]
    coverage = json.loads(ask(server, "GET", "/v1/coverage?name=www.example.com&type=CNAME").body)
    answers = {place["place"]: place["answers"][0]["records"] for place in coverage["places"]}
    assert answers["CN"] == ["www.example.com. 60 IN CNAME abc.cloudfront.cn."]
    assert answers["HK"] == ["www.example.com. 60 IN CNAME xyz.cloudfront.net."]
    server.ask("www.example.com", subnet=CHINA)
    queries = json.loads(ask(server, "GET", "/v1/queries").body)["queries"]
    assert queries[-1]["set_identifier"] == "china"
    state = json.loads(ask(server, "GET", "/v1/state").body)
    assert [entry["name"] for entry in state["zones"]] == ["example.com."]


@pytest.mark.parametrize(
    "method, path, body, status",
    [
        ("GET", "/v1/explain?name=www.example.com", b"", 400),
        ("GET", "/v1/explain?name=a..b&from=198.51.100.7", b"", 400),
        ("GET", "/v1/explain?name=www.example.com&from=nowhere", b"", 400),
        ("GET", "/v1/explain?name=www.example.com&from=192.0.2.1&type=NONE", b"", 400),
        ("GET", "/v1/coverage?type=A", b"", 400),
        ("GET", "/v1/queries?limit=x", b"", 400),
        ("PUT", "/v1/health/web", b"", 400),
        ("PUT", "/v1/health/web", b'{"health": "fine"}', 400),
        ("PUT", "/v1/health/nobody", b'{"health": "healthy"}', 404),
        ("DELETE", "/v1/state", b"", 405),
        ("GET", "/v1/nothing", b"", 404),
    ],
)
def test_mistakes(server, description, method, path, body, status):
    answer = ask(server, method, path, body)
    assert answer.status == status, answer.body
    problem = json.loads(answer.body)
    check(problem, {"$ref": "#/components/schemas/Problem"}, description)
    assert problem["error"]["message"]
