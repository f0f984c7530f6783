"""The AWS CLI: the commands of the README, and a listing that can be a zone file."""

import json

import pytest
from changes import CHINA_CHANGES, batch, change
from conftest import check_nothing, check_scenario, scripts


@pytest.fixture
def aws(server):
    def run(*arguments):
        text = server.run(scripts() / "aws", "route53", *arguments, "--output", "json")
        return json.loads(text) if text else None

    return run


def test_scenario(server, aws, tmp_path):
    created = aws("create-hosted-zone", "--name", "example.com", "--caller-reference", "demo-1")
    zone = created["HostedZone"]["Id"]

    def apply(changes):
        path = tmp_path / "batch.json"
        path.write_text(json.dumps(batch(*changes)))
        answer = aws(
            "change-resource-record-sets",
            "--hosted-zone-id", zone,
            "--change-batch", f"file://{path}",
        )
        aws("wait", "resource-record-sets-changed", "--id", answer["ChangeInfo"]["Id"])

    apply(CHINA_CHANGES)
    check_scenario(server)

    listing = aws("list-resource-record-sets", "--hosted-zone-id", zone)
    entries = [(entry["Type"], entry.get("SetIdentifier")) for entry in listing["ResourceRecordSets"]]
    assert entries == [("NS", None), ("SOA", None), ("CNAME", "china"), ("CNAME", "default")]
    answer = aws(
        "test-dns-answer",
        "--hosted-zone-id", zone,
        "--record-name", "www.example.com",
        "--record-type", "CNAME",
        "--resolver-ip", "198.51.100.7",
    )
    assert answer["RecordData"] == ["abc.cloudfront.cn"]

    # What the CLI prints is a zone file.
    file = tmp_path / "example.com.json"
    file.write_text(json.dumps(listing))
    converted = server.run(server.program, "zone", "convert", file)
    assert "abc.cloudfront.cn" in converted

    apply(change("DELETE", entry["ResourceRecordSet"]) for entry in CHINA_CHANGES)
    aws("delete-hosted-zone", "--id", zone)
    check_nothing(server)
