"""octoDNS with its Route 53 provider: plan, apply, an empty second plan."""

from conftest import CHINA, ELSEWHERE, check_scenario, scripts

CONFIG = """
providers:
  files: {class: octodns.provider.yaml.YamlProvider, directory: ./zones, enforce_order: false}
  route53: {class: octodns_route53.Route53Provider}
zones:
  example.com.: {sources: [files], targets: [route53]}
"""

# octoDNS makes a tree of this: geolocation aliases on failover aliases on weighted values. The
# status says that nobody needs to probe the values.
ZONE = """
www:
  type: CNAME
  ttl: 60
  value: xyz.cloudfront.net.
  dynamic:
    pools:
      china: {values: [{value: abc.cloudfront.cn., status: up}]}
      world: {values: [{value: xyz.cloudfront.net., status: up}]}
    rules:
      - {geos: [AS-CN], pool: china}
      - {pool: world}
mail:
  - {type: A, ttl: 300, values: [192.0.2.1, 192.0.2.2]}
  - {type: MX, ttl: 300, values: [{exchange: mx.example.net., preference: 10}]}
  - {type: TXT, ttl: 300, value: v=spf1 -all}
"*":
  type: AAAA
  value: 2001:db8::1
"""


def sync(server, directory, *arguments):
    """Makes a plan, or carries it out; what octoDNS says of it."""
    config = directory / "config.yaml"
    config.write_text(CONFIG)
    command = [scripts() / "octodns-sync", "--config-file", config, "--log-stream-stdout"]
    return server.run(*command, *arguments, directory=directory)


def test_sync(server, route53, tmp_path):
    zones = tmp_path / "zones"
    zones.mkdir()
    file = zones / "example.com.yaml"
    file.write_text(ZONE)

    plan = sync(server, tmp_path)
    assert "Create" in plan and "www.example.com." in plan
    assert route53.get_hosted_zone_count()["HostedZoneCount"] == 0, "a plan changes nothing"
    assert "total changes" in sync(server, tmp_path, "--doit")
    check_scenario(server)
    assert server.ask("mail.example.com", "A")[1] == ["192.0.2.1", "192.0.2.2"]
    assert server.ask("any.example.com", "AAAA")[1] == ["2001:db8::1"]
    assert "No changes were planned" in sync(server, tmp_path)

    file.write_text(ZONE.replace("AS-CN", "NA-US"))
    assert "Update" in sync(server, tmp_path, "--doit", "--force")
    server.expect(("NOERROR", ["abc.cloudfront.cn."]), "www.example.com", subnet=ELSEWHERE)
    assert server.ask("www.example.com", subnet=CHINA)[1] == ["xyz.cloudfront.net."]

    file.write_text("{}\n")
    assert "Delete" in sync(server, tmp_path, "--doit", "--force")
    server.expect(("NXDOMAIN", []), "www.example.com")
    [zone] = route53.list_hosted_zones()["HostedZones"]
    assert zone["ResourceRecordSetCount"] == 2
    route53.delete_hosted_zone(Id=zone["Id"])
    server.expect(("REFUSED", []), "example.com", "SOA")
