"""Clients in China get CloudFront China, everyone else gets CloudFront Global."""
import pytest


@pytest.mark.parametrize(
    "subnet, target",
    [
        ("198.51.100.0/24", "abc.cloudfront.cn."),
        ("2001:db8:7::/48", "abc.cloudfront.cn."),
        ("203.0.113.0/24", "xyz.cloudfront.net."),
        (None, "xyz.cloudfront.net."),
    ],
)
def test_target(server, subnet, target):
    reply = server.ask("www.example.com", subnet=subnet)
    assert [str(record.target) for record in reply.answer[0]] == [target]


def test_reason(server):
    server.ask("www.example.com", "AAAA", subnet="198.51.100.7/32")
    query = server.command("queries")["queries"][-1]
    assert query["type"] == "AAAA"
    assert (query["location"], query["set_identifier"]) == ("CN", "CN")
    assert query["scope"] == 24, "all of the network gets the same"
