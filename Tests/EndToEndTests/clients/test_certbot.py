"""certbot's Route 53 plugin: what it does to prove that a name is its owner's (RFC 8555 §8.4)."""

import acme.challenges
import acme.messages
import certbot.achallenges
import certbot_dns_route53._internal.dns_route53
import josepy
from cryptography.hazmat.primitives.asymmetric import rsa


def challenge(name, token, key):
    body = acme.messages.ChallengeBody(
        chall=acme.challenges.DNS01(token=token * acme.challenges.DNS01.TOKEN_SIZE),
        uri="https://ca.example/challenge",
        status=acme.messages.STATUS_PENDING,
    )
    identifier = acme.messages.Identifier(typ=acme.messages.IDENTIFIER_FQDN, value=name)
    return certbot.achallenges.KeyAuthorizationAnnotatedChallenge(
        challb=body, identifier=identifier, account_key=key
    )


def test_challenges(server, route53, zone, monkeypatch):
    # Of the zones that hold the name it has to choose the closest, and no private one.
    inner = route53.create_hosted_zone(Name="sub.example.com", CallerReference="two")
    route53.create_hosted_zone(
        Name="www.sub.example.com",
        CallerReference="three",
        VPC={"VPCRegion": "us-east-1", "VPCId": "vpc-0123456789abcdef0"},
    )
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    plugin = certbot_dns_route53._internal.dns_route53.Authenticator(None, "dns-route53")
    key = josepy.JWKRSA(key=rsa.generate_private_key(public_exponent=65537, key_size=2048))
    # A name and a wildcard of it are proved with two values at one name.
    challenges = [challenge("www.sub.example.com", token, key) for token in [b"1", b"2"]]
    plugin.perform(challenges)
    expected = sorted(f'"{one.validation(key)}"' for one in challenges)
    rcode, values = server.ask("_acme-challenge.www.sub.example.com", "TXT")
    assert (rcode, sorted(values)) == ("NOERROR", expected)
    listing = route53.list_resource_record_sets(HostedZoneId=inner["HostedZone"]["Id"])
    assert len(listing["ResourceRecordSets"]) == 3

    plugin.cleanup(challenges)
    server.expect(("NXDOMAIN", []), "_acme-challenge.www.sub.example.com", "TXT")
