"""boto3: the scenario with its waiter and paginators, and every area of the API."""

import json
import urllib.request

import botocore.exceptions
import pytest
from changes import CHINA_CHANGES, batch, change, located, simple
from conftest import CHINA, ELSEWHERE, check_nothing, check_scenario


def refused(call, **arguments):
    """The code and the message of the error that a call ends in."""
    with pytest.raises(botocore.exceptions.ClientError) as error:
        call(**arguments)
    return error.value.response["Error"]["Code"], error.value.response["Error"]["Message"]


def apply(route53, zone, *changes):
    answer = route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch(*changes))
    return answer["ChangeInfo"]


def listed(route53, zone):
    pages = route53.get_paginator("list_resource_record_sets").paginate(HostedZoneId=zone)
    return [record_set for page in pages for record_set in page["ResourceRecordSets"]]


def test_scenario(server, route53):
    created = route53.create_hosted_zone(Name="example.com", CallerReference="one")
    zone = created["HostedZone"]["Id"]
    assert zone.startswith("/hostedzone/Z")
    assert created["HostedZone"]["Name"] == "example.com."
    assert created["HostedZone"]["ResourceRecordSetCount"] == 2
    assert created["Location"] == f"{server.url}/2013-04-01{zone}"
    assert created["DelegationSet"]["NameServers"]

    info = apply(route53, zone, *CHINA_CHANGES)
    assert info["Status"] == "PENDING"
    route53.get_waiter("resource_record_sets_changed").wait(Id=info["Id"])
    check_scenario(server)

    names = [(entry["Name"], entry["Type"], entry.get("SetIdentifier")) for entry in listed(route53, zone)]
    assert names == [
        ("example.com.", "NS", None),
        ("example.com.", "SOA", None),
        ("www.example.com.", "CNAME", "china"),
        ("www.example.com.", "CNAME", "default"),
    ]
    assert refused(route53.delete_hosted_zone, Id=zone)[0] == "HostedZoneNotEmpty"

    undo = [change("DELETE", entry["ResourceRecordSet"]) for entry in CHINA_CHANGES]
    route53.get_waiter("resource_record_sets_changed").wait(Id=apply(route53, zone, *undo)["Id"])
    assert server.ask("www.example.com") == ("NXDOMAIN", [])
    deleted = route53.delete_hosted_zone(Id=zone)
    route53.get_waiter("resource_record_sets_changed").wait(Id=deleted["ChangeInfo"]["Id"])
    check_nothing(server)
    assert refused(route53.get_hosted_zone, Id=zone)[0] == "NoSuchHostedZone"
    again = refused(route53.create_hosted_zone, Name="example.com", CallerReference="one")
    assert again[0] == "HostedZoneAlreadyExists"


def test_default_deleted(server, route53, zone):
    apply(route53, zone, *CHINA_CHANGES)
    info = apply(route53, zone, change("DELETE", CHINA_CHANGES[1]["ResourceRecordSet"]))
    route53.get_waiter("resource_record_sets_changed").wait(Id=info["Id"])
    assert server.ask("www.example.com", subnet=ELSEWHERE) == ("NOERROR", [])
    assert server.ask("www.example.com", subnet=CHINA) == ("NOERROR", ["abc.cloudfront.cn."])


def test_refused_batches(server, route53, zone):
    apply(route53, zone, *CHINA_CHANGES)
    call = route53.change_resource_record_sets
    third = located("other", {"CountryCode": "CN"}, "other.example.net")
    simple_one = simple("www.example.com", "CNAME", "other.example.net")
    address = simple("www.example.com", "A", "192.0.2.1")
    for record_set in [third, simple_one, address]:
        # The good change of the batch is refused with the bad one.
        good = change("CREATE", simple("good.example.com", "A", "192.0.2.1"))
        code, message = refused(
            call, HostedZoneId=zone, ChangeBatch=batch(good, change("CREATE", record_set))
        )
        assert code == "InvalidChangeBatch"
        assert message.startswith("[RRSet") and message.endswith("]"), message
        assert server.ask("good.example.com", "A") == ("NXDOMAIN", [])
    unknown = refused(call, HostedZoneId="Z999", ChangeBatch=batch(change("CREATE", address)))
    assert unknown == ("NoSuchHostedZone", "No hosted zone found with ID: Z999")
    check_scenario(server)


def test_pages(route53, zone):
    """More record sets than a page holds, with a page's end within the alternatives of a name."""
    countries = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE".split()
    expected = [("example.com.", "NS", None), ("example.com.", "SOA", None)]
    for number in range(33):
        name = f"n{number:02}.example.com"
        record_sets = [
            located(code, {"CountryCode": code}, f"{code}.example.net", name=name)
            for code in countries
        ]
        apply(route53, zone, *(change("CREATE", record_set) for record_set in record_sets))
        expected += [(f"{name}.", "CNAME", code) for code in countries]
    found = [(entry["Name"], entry["Type"], entry.get("SetIdentifier")) for entry in listed(route53, zone)]
    assert found == expected
    first = route53.list_resource_record_sets(HostedZoneId=zone)
    assert len(first["ResourceRecordSets"]) == 300 and first["IsTruncated"]
    assert (first["NextRecordName"], first["NextRecordIdentifier"]) == ("n14.example.com.", "BD")
    one = route53.list_resource_record_sets(
        HostedZoneId=zone, StartRecordName="n07.example.com", StartRecordType="CNAME", MaxItems="1"
    )
    assert one["ResourceRecordSets"][0]["Name"] == "n07.example.com."


def test_values_come_back_as_sent(route53, zone):
    sent = [
        simple("text.example.com", "TXT", '"a \\"quoted\\" <&> \\303\\251 text" "second"'),
        simple("mail.example.com", "MX", "10 Mail.Example.NET"),
        simple("*.example.com", "A", "192.0.2.1", "192.0.2.2"),
    ]
    apply(route53, zone, *(change("CREATE", record_set) for record_set in sent))
    found = {entry["Name"]: entry for entry in listed(route53, zone)}
    for record_set, name in zip(sent, ["text.example.com.", "mail.example.com.", "\\052.example.com."]):
        assert found[name]["ResourceRecords"] == record_set["ResourceRecords"]
    # What was read can be deleted with.
    apply(route53, zone, change("DELETE", found["\\052.example.com."]))


def test_zones(route53):
    references = {}
    for name in ["b.example", "a.example", "a-b.example", "example", "sub.a.example"]:
        created = route53.create_hosted_zone(
            Name=name, CallerReference=name, HostedZoneConfig={"Comment": f"zone {name}"}
        )
        references[created["HostedZone"]["Name"]] = created["HostedZone"]["Id"]
    assert route53.get_hosted_zone_count()["HostedZoneCount"] == 5
    pages = route53.get_paginator("list_hosted_zones").paginate(PaginationConfig={"PageSize": 2})
    assert {zone["Name"]: zone["Id"] for page in pages for zone in page["HostedZones"]} == references

    names, arguments = [], {}
    while True:
        page = route53.list_hosted_zones_by_name(MaxItems="2", **arguments)
        names += [zone["Name"] for zone in page["HostedZones"]]
        if not page["IsTruncated"]:
            break
        arguments = {"DNSName": page["NextDNSName"], "HostedZoneId": page["NextHostedZoneId"]}
    assert names == ["example.", "a-b.example.", "a.example.", "sub.a.example.", "b.example."]
    # A place to start from, not a filter.
    start = route53.list_hosted_zones_by_name(DNSName="a.example", MaxItems="1")
    assert start["HostedZones"][0]["Name"] == "a.example."

    zone = references["a.example."]
    assert route53.get_hosted_zone(Id=zone)["HostedZone"]["Config"]["Comment"] == "zone a.example"
    route53.update_hosted_zone_comment(Id=zone, Comment="other")
    assert route53.get_hosted_zone(Id=zone)["HostedZone"]["Config"]["Comment"] == "other"
    limit = route53.get_hosted_zone_limit(HostedZoneId=zone, Type="MAX_RRSETS_BY_ZONE")
    assert limit["Count"] == 2
    assert route53.get_account_limit(Type="MAX_HOSTED_ZONES_BY_OWNER")["Count"] == 5
    assert route53.get_dnssec(HostedZoneId=zone)["Status"]["ServeSignature"] == "NOT_SIGNING"
    refusal = refused(route53.enable_hosted_zone_dnssec, HostedZoneId=zone)
    assert refusal == ("InvalidArgument", "DNSSEC signing is not available in this release")


def test_private_zones(server, route53):
    network = {"VPCRegion": "eu-west-1", "VPCId": "vpc-0123456789abcdef0"}
    created = route53.create_hosted_zone(
        Name="inside.example",
        CallerReference="inside",
        VPC=network,
        HostedZoneConfig={"PrivateZone": True},
    )
    zone = created["HostedZone"]["Id"]
    assert created["VPC"] == network and "DelegationSet" not in created
    other = {"VPCRegion": "us-east-1", "VPCId": "vpc-0fedcba9876543210"}
    route53.associate_vpc_with_hosted_zone(HostedZoneId=zone, VPC=other)
    assert len(route53.get_hosted_zone(Id=zone)["VPCs"]) == 2
    summaries = route53.list_hosted_zones_by_vpc(VPCId=other["VPCId"], VPCRegion="us-east-1")
    assert [entry["Name"] for entry in summaries["HostedZoneSummaries"]] == ["inside.example."]
    route53.disassociate_vpc_from_hosted_zone(HostedZoneId=zone, VPC=network)
    last = refused(route53.disassociate_vpc_from_hosted_zone, HostedZoneId=zone, VPC=other)
    assert last[0] == "LastVPCAssociation"
    assert server.ask("inside.example", "SOA") == ("REFUSED", [])


def test_tags(route53, zone):
    bare = zone.removeprefix("/hostedzone/")
    about = {"ResourceType": "hostedzone", "ResourceId": bare}
    route53.change_tags_for_resource(
        **about, AddTags=[{"Key": "team", "Value": "dns"}, {"Key": "env", "Value": "test"}]
    )
    route53.change_tags_for_resource(
        **about, AddTags=[{"Key": "env", "Value": "live"}], RemoveTagKeys=["team"]
    )
    tags = route53.list_tags_for_resource(**about)["ResourceTagSet"]
    assert tags["Tags"] == [{"Key": "env", "Value": "live"}]
    sets = route53.list_tags_for_resources(ResourceType="hostedzone", ResourceIds=[bare])
    assert sets["ResourceTagSets"] == [tags]
    unknown = refused(
        route53.list_tags_for_resource, ResourceType="hostedzone", ResourceId="Z999"
    )
    assert unknown[0] == "NoSuchHostedZone"


def test_health_checks(server, route53, zone):
    """A check that nothing listens for: its record set is left out, and comes back when forced."""
    config = {"IPAddress": "127.0.0.1", "Port": 1, "Type": "TCP", "RequestInterval": 10, "FailureThreshold": 1}
    created = route53.create_health_check(CallerReference="check", HealthCheckConfig=config)
    check = created["HealthCheck"]
    assert created["Location"].endswith(f"/2013-04-01/healthcheck/{check['Id']}")
    assert check["HealthCheckVersion"] == 1
    again = route53.create_health_check(CallerReference="check", HealthCheckConfig=config)
    assert again["HealthCheck"]["Id"] == check["Id"]
    updated = route53.update_health_check(
        HealthCheckId=check["Id"], HealthCheckVersion=1, FailureThreshold=2, Inverted=True
    )
    assert updated["HealthCheck"]["HealthCheckVersion"] == 2
    stale = refused(
        route53.update_health_check, HealthCheckId=check["Id"], HealthCheckVersion=1, Port=2
    )
    assert stale[0] == "HealthCheckVersionMismatch"
    assert route53.get_health_check_count()["HealthCheckCount"] == 1
    pages = route53.get_paginator("list_health_checks").paginate()
    assert [entry["Id"] for page in pages for entry in page["HealthChecks"]] == [check["Id"]]
    assert route53.get_checker_ip_ranges()["CheckerIpRanges"] == [], "the checker is the server"
    route53.get_health_check_status(HealthCheckId=check["Id"])
    route53.get_health_check_last_failure_reason(HealthCheckId=check["Id"])

    def part(role, value, **more):
        return {
            **simple("fail.example.com", "A", value),
            "SetIdentifier": role,
            "Failover": role.upper(),
            **more,
        }

    unknown = part("primary", "192.0.2.1", HealthCheckId="00000000-0000-4000-8000-000000000000")
    refusal = refused(
        route53.change_resource_record_sets,
        HostedZoneId=zone,
        ChangeBatch=batch(change("CREATE", unknown)),
    )
    assert refusal[0] == "NoSuchHealthCheck"
    info = apply(
        route53,
        zone,
        change("CREATE", part("primary", "192.0.2.1", HealthCheckId=check["Id"])),
        change("CREATE", part("secondary", "192.0.2.2")),
    )
    route53.get_waiter("resource_record_sets_changed").wait(Id=info["Id"])
    force(server, check["Id"], "unhealthy")
    server.expect(("NOERROR", ["192.0.2.2"]), "fail.example.com", "A")
    force(server, check["Id"], "healthy")
    server.expect(("NOERROR", ["192.0.2.1"]), "fail.example.com", "A")
    route53.delete_health_check(HealthCheckId=check["Id"])
    assert refused(route53.get_health_check, HealthCheckId=check["Id"])[0] == "NoSuchHealthCheck"


def force(server, check, health):
    """Meridian's own: sets the health of a check."""

    request = urllib.request.Request(
        f"{server.url}/v1/health/{check}",
        data=json.dumps({"health": health}).encode(),
        headers={"Content-Type": "application/json"},
        method="PUT",
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200


def test_cidr_collections(server, route53, zone):
    collection = route53.create_cidr_collection(Name="offices", CallerReference="one")["Collection"]
    changed = route53.change_cidr_collection(
        Id=collection["Id"],
        CollectionVersion=1,
        Changes=[{"LocationName": "berlin", "Action": "PUT", "CidrList": [CHINA]}],
    )
    route53.get_waiter("resource_record_sets_changed").wait(Id=changed["Id"])

    def part(location, value):
        return {
            **simple("office.example.com", "A", value),
            "SetIdentifier": location,
            "CidrRoutingConfig": {"CollectionId": collection["Id"], "LocationName": location},
        }

    info = apply(
        route53,
        zone,
        change("CREATE", part("berlin", "192.0.2.1")),
        change("CREATE", part("*", "192.0.2.2")),
    )
    route53.get_waiter("resource_record_sets_changed").wait(Id=info["Id"])
    assert server.ask("office.example.com", "A", CHINA) == ("NOERROR", ["192.0.2.1"])
    assert server.ask("office.example.com", "A", ELSEWHERE) == ("NOERROR", ["192.0.2.2"])
    moved = route53.change_cidr_collection(
        Id=collection["Id"],
        Changes=[{"LocationName": "berlin", "Action": "PUT", "CidrList": [ELSEWHERE]}],
    )
    route53.get_waiter("resource_record_sets_changed").wait(Id=moved["Id"])
    assert server.ask("office.example.com", "A", ELSEWHERE) == ("NOERROR", ["192.0.2.1"])
    pages = route53.get_paginator("list_cidr_blocks").paginate(CollectionId=collection["Id"])
    blocks = [block["CidrBlock"] for page in pages for block in page["CidrBlocks"]]
    assert sorted(blocks) == sorted([CHINA, ELSEWHERE])
    assert route53.list_cidr_collections()["CidrCollections"][0]["Version"] == 3
    used = refused(route53.delete_cidr_collection, Id=collection["Id"])
    assert used[0] == "CidrCollectionInUseException"


def test_delegation_sets(server, route53):
    created = route53.create_reusable_delegation_set(CallerReference="set")["DelegationSet"]
    assert created["Id"].startswith("/delegationset/N")
    zone = route53.create_hosted_zone(
        Name="white.example", CallerReference="white", DelegationSetId=created["Id"]
    )
    assert zone["DelegationSet"]["NameServers"] == created["NameServers"]
    servers = sorted(f"{name}." for name in created["NameServers"])
    route53.get_waiter("resource_record_sets_changed").wait(Id=zone["ChangeInfo"]["Id"])
    assert sorted(server.ask("white.example", "NS")[1]) == servers
    used = refused(route53.delete_reusable_delegation_set, Id=created["Id"])
    assert used[0] == "DelegationSetInUse"
    route53.delete_hosted_zone(Id=zone["HostedZone"]["Id"])
    route53.delete_reusable_delegation_set(Id=created["Id"])
    assert route53.list_reusable_delegation_sets()["DelegationSets"] == []


def test_locations(route53):
    locations, arguments = [], {}
    while True:
        page = route53.list_geo_locations(MaxItems="100", **arguments)
        locations += page["GeoLocationDetailsList"]
        if not page["IsTruncated"]:
            break
        following = {
            "StartContinentCode": page.get("NextContinentCode"),
            "StartCountryCode": page.get("NextCountryCode"),
            "StartSubdivisionCode": page.get("NextSubdivisionCode"),
        }
        arguments = {key: value for key, value in following.items() if value}
    assert len(locations) == 332
    assert locations[0] == {"CountryCode": "*", "CountryName": "Default"}
    assert locations[-1]["ContinentCode"] == "SA"
    details = route53.get_geo_location(CountryCode="US", SubdivisionCode="CA")
    assert details["GeoLocationDetails"]["SubdivisionName"] == "California"
    unknown = refused(route53.get_geo_location, CountryCode="ZZ")
    assert unknown[0] == "NoSuchGeoLocation"


def test_dns_answers(route53, zone):
    info = apply(route53, zone, *CHINA_CHANGES)
    route53.get_waiter("resource_record_sets_changed").wait(Id=info["Id"])
    question = {"HostedZoneId": zone, "RecordName": "www.example.com", "RecordType": "CNAME"}
    china = route53.test_dns_answer(**question, ResolverIP="198.51.100.53")
    assert china["RecordData"] == ["abc.cloudfront.cn"]
    assert (china["ResponseCode"], china["Protocol"]) == ("NOERROR", "UDP")
    both = route53.test_dns_answer(
        **question, ResolverIP="198.51.100.53", EDNS0ClientSubnetIP="203.0.113.7"
    )
    assert both["RecordData"] == ["xyz.cloudfront.net"]
    assert route53.test_dns_answer(**question)["RecordData"] == ["xyz.cloudfront.net"]
    none = route53.test_dns_answer(**{**question, "RecordName": "nope.example.com"})
    assert (none["ResponseCode"], none["RecordData"]) == ("NXDOMAIN", [])


def test_query_logging(route53, zone):
    group = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/example.com"
    bare = zone.removeprefix("/hostedzone/")
    arguments = {"HostedZoneId": bare, "CloudWatchLogsLogGroupArn": group}
    config = route53.create_query_logging_config(**arguments)["QueryLoggingConfig"]
    assert refused(route53.create_query_logging_config, **arguments)[0] == "QueryLoggingConfigAlreadyExists"
    pages = route53.get_paginator("list_query_logging_configs").paginate(HostedZoneId=bare)
    assert [entry for page in pages for entry in page["QueryLoggingConfigs"]] == [config]
    route53.delete_query_logging_config(Id=config["Id"])
    assert refused(route53.get_query_logging_config, Id=config["Id"])[0] == "NoSuchQueryLoggingConfig"


DOCUMENT = """{
    "AWSPolicyFormatVersion": "2015-10-01", "RecordType": "CNAME", "StartRule": "where",
    "Endpoints": {
        "china": {"Type": "value", "Value": "abc.cloudfront.cn"},
        "world": {"Type": "value", "Value": "xyz.cloudfront.net"}
    },
    "Rules": {"where": {"RuleType": "geo", "Locations": [
        {"EndpointReference": "china", "Country": "CN"},
        {"EndpointReference": "world", "IsDefault": true}
    ]}}
}"""


def test_traffic_policies(server, route53, zone):
    policy = route53.create_traffic_policy(Name="china", Document=DOCUMENT)["TrafficPolicy"]
    assert (policy["Version"], policy["Type"]) == (1, "CNAME")
    bare = zone.removeprefix("/hostedzone/")
    instance = route53.create_traffic_policy_instance(
        HostedZoneId=bare,
        Name="www.example.com",
        TTL=60,
        TrafficPolicyId=policy["Id"],
        TrafficPolicyVersion=1,
    )["TrafficPolicyInstance"]
    found = route53.get_traffic_policy_instance(Id=instance["Id"])["TrafficPolicyInstance"]
    assert found["State"] == "Applied"
    check_scenario(server)
    swapped = DOCUMENT.replace('"Country": "CN"', '"Country": "US"')
    second = route53.create_traffic_policy_version(Id=policy["Id"], Document=swapped)["TrafficPolicy"]
    route53.update_traffic_policy_instance(
        Id=instance["Id"], TTL=60, TrafficPolicyId=policy["Id"], TrafficPolicyVersion=second["Version"]
    )
    server.expect(("NOERROR", ["abc.cloudfront.cn."]), "www.example.com", subnet=ELSEWHERE)
    used = refused(route53.delete_traffic_policy, Id=policy["Id"], Version=2)
    assert used[0] == "TrafficPolicyInUse"
    assert route53.get_traffic_policy_instance_count()["TrafficPolicyInstanceCount"] == 1
    route53.delete_traffic_policy_instance(Id=instance["Id"])
    server.expect(("NXDOMAIN", []), "www.example.com")
    bad = refused(route53.create_traffic_policy, Name="bad", Document="{")
    assert bad[0] == "InvalidTrafficPolicyDocument"
