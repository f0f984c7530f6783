#!/usr/bin/env python3
"""Writes beside each master file `*.zone` what dnspython reads in it, as `*.expected`."""

import os
import pathlib

import dns.name
import dns.zone

FOLDER = pathlib.Path(__file__).resolve().parent / "master-files"


def records(path):
    zone = dns.zone.from_file(
        str(path), origin=path.stem, relativize=False, check_origin=False, allow_include=True
    )
    for owner, rdataset in zone.iterate_rdatasets():
        for rdata in rdataset:
            wire = rdata.to_wire(origin=dns.name.root)
            yield f"{owner.to_wire().hex()} {rdataset.ttl} {int(rdataset.rdtype)} {wire.hex()}"


os.chdir(FOLDER)  # where dnspython looks for $INCLUDE
for path in sorted(FOLDER.glob("*.zone")):
    path.with_suffix(".expected").write_text("\n".join(sorted(records(path))) + "\n")
