"""The questions that a reviewer asks by hand, after RFC 8906 §8: with dig, and with kdig where it
can ask the same. `Z` of the list is example.com, `geo.Z` is geo.geo.example."""

import os
import re
import subprocess

from exchange import Skipped, address, transcript

DIG, KDIG = "/usr/bin/dig", "/usr/bin/kdig"
SOA = r"example\.com\.\s+3600\s+IN\s+SOA\s"
AUTHORITY = r"AUTHORITY SECTION:\nexample\.com\.\s+300\s+IN\s+SOA\s"


def _run(program, *arguments):
    if not os.access(program, os.X_OK):
        raise Skipped(f"{program} is not there")
    host, port = address()
    command = [program, f"@{host}", "-p", str(port), "+retry=0", *arguments]
    transcript.append(" ".join(command))
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    output = ended.stdout + ended.stderr
    transcript.append(output)
    assert ended.returncode == 0, f"exit status {ended.returncode}"
    return output


def _expect(output, *patterns, status="NOERROR", flags=None, absent=()):
    assert re.search(rf"status: {status}\b", output), f"status is not {status}"
    if flags is not None:
        found = re.search(r"[Ff]lags: ([a-z ]*);", output).group(1).split()
        assert sorted(found) == sorted(flags.split()), f"flags {found}, expected {flags}"
    for pattern in patterns:
        assert re.search(pattern, output), f"no match for {pattern}"
    for pattern in absent:
        assert not re.search(pattern, output), f"a match for {pattern}"


def dig_soa():
    _expect(_run(DIG, "example.com", "SOA", "+norec", "+noad"), SOA, flags="qr aa")


def dig_unknown_type():
    output = _run(DIG, "example.com", "TYPE1000", "+norec")
    _expect(output, AUTHORITY, "ANSWER: 0", flags="qr aa")


def dig_flags_are_ignored():
    output = _run(DIG, "example.com", "SOA", "+cd", "+ad", "+zflag")
    _expect(output, SOA, flags="qr aa rd", absent=["MBZ"])


def dig_header_only():
    output = _run(DIG, "example.com", "+opcode=15", "+header-only")
    _expect(output, "opcode: RESERVED15", "QUERY: 0, ANSWER: 0", status="NOTIMP")


def dig_tcp():
    _expect(_run(DIG, "example.com", "SOA", "+tcp"), SOA, r"\(TCP\)", flags="qr aa rd")


def dig_edns_version():
    output = _run(DIG, "example.com", "SOA", "+edns=1", "+noednsneg")
    _expect(output, "EDNS: version: 0,", "ANSWER: 0", status="BADVERS")


def dig_edns_option():
    output = _run(DIG, "example.com", "SOA", "+ednsopt=100")
    _expect(output, SOA, "EDNS: version: 0", absent=["OPT=100"])


def dig_edns_flags():
    output = _run(DIG, "example.com", "SOA", "+ednsflags=0x40")
    _expect(output, SOA, r"EDNS: version: 0, flags:; udp: 1232", absent=["MBZ"])


def dig_dnskey():
    output = _run(DIG, "example.com", "DNSKEY", "+dnssec", "+bufsize=512", "+ignore")
    _expect(output, AUTHORITY, "flags: do; udp: 1232")


def dig_letter_case():
    output = _run(DIG, "wWw.example.com", "A")
    _expect(output, r";wWw\.example\.com\.\s+IN\s+A\n", r"wWw\.example\.com\.\s+3600\s+IN\s+A\s")


def dig_client_subnet():
    output = _run(DIG, "geo.geo.example", "A", "+subnet=198.51.100.0/24")
    _expect(output, r"CLIENT-SUBNET: 198\.51\.100\.0/24/25\n", r"\sA\s+192\.0\.2\.2\n")


def dig_client_subnet_zero():
    output = _run(DIG, "geo.geo.example", "A", "+subnet=0")
    _expect(output, r"CLIENT-SUBNET: 0\.0\.0\.0/0/0\n", r"\sA\s+192\.0\.2\.1\n")


def dig_client_subnet_untailored():
    output = _run(DIG, "geo.example", "NS", "+subnet=192.0.2.0/24")
    _expect(output, r"CLIENT-SUBNET: 192\.0\.2\.0/24/0\n", r"\sNS\s+ns1\.geo\.example\.\n")


def dig_client_subnet_malformed():
    output = _run(DIG, "geo.geo.example", "A", "+ednsopt=8:00011700c00003")
    _expect(output, "ANSWER: 0", status="FORMERR")


def dig_other_zone():
    output = _run(DIG, "not-my-zone.example", "A")
    _expect(output, r"EDE: 20 \(Not Authoritative\)", "ANSWER: 0, AUTHORITY: 0", status="REFUSED")


def dig_any():
    _expect(_run(DIG, "example.com", "ANY", "+notcp"), r"flags: qr aa rd; QUERY: 1, ANSWER: [12],")


def kdig_soa():
    _expect(_run(KDIG, "example.com", "SOA", "+nordflag", "+noadflag"), SOA, flags="qr aa")


def kdig_unknown_type():
    _expect(
        _run(KDIG, "example.com", "TYPE1000", "+nordflag"),
        r"AUTHORITY: 1;",
        "ANSWER: 0",
        flags="qr aa",
    )


def kdig_flags_are_ignored():
    output = _run(KDIG, "example.com", "SOA", "+cdflag", "+adflag", "+zflag", "+tcflag", "+raflag")
    _expect(output, SOA, flags="qr aa rd")


def kdig_tcp():
    _expect(_run(KDIG, "example.com", "SOA", "+tcp"), SOA, r"\(TCP\)", flags="qr aa rd")


def kdig_edns():
    output = _run(KDIG, "example.com", "SOA", "+edns=1", "+ednsopt=100:ff")
    _expect(output, "Version: 0;", "ANSWER: 0", status="BADVERS", absent=["Unknown|100:"])


def kdig_dnskey():
    output = _run(KDIG, "example.com", "DNSKEY", "+dnssec", "+bufsize=512", "+ignore")
    _expect(output, "Version: 0; flags: do; UDP size: 1232 B", "ANSWER: 0; AUTHORITY: 1;")


def kdig_client_subnet():
    for subnet, echoed, target in (
        ("198.51.100.0/24", r"198\.51\.100\.0/24/25", "192.0.2.2"),
        ("2001:db8:c::/48", r"2001:db8:c::/48/64", "192.0.2.2"),
    ):
        output = _run(KDIG, "geo.geo.example", "A", f"+subnet={subnet}")
        _expect(output, rf"CLIENT-SUBNET: {echoed}\n", rf"\sA\s+{re.escape(target)}\n")


def kdig_other_zone():
    output = _run(KDIG, "not-my-zone.example", "A", "+edns")
    _expect(output, r"EDE: 20 \(Not Authoritative\)", status="REFUSED")


def kdig_any():
    _expect(_run(KDIG, "example.com", "ANY", "+notcp"), r"ANSWER: [12];", flags="qr aa rd")
