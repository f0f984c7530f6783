"""Reads replies, one a line in hexadecimal, with dnspython; fails on the first that it cannot."""
import sys

import dns.message

count = 0
for line in open(sys.argv[1], encoding="ascii"):
    wire = bytearray.fromhex(line)
    # dnspython takes the question of an UPDATE for its zone, which must be a SOA's: read as a QUERY.
    wire[2] &= 0x87
    try:
        # No keyring: the signatures of refusals are read, not verified.
        message = dns.message.from_wire(bytes(wire), keyring=False)
    except dns.message.Truncated as truncated:
        message = truncated.message()
    except Exception as error:
        sys.exit(f"{line.strip()}: {type(error).__name__}: {error}")
    if not message.flags & 0x8000:
        sys.exit(f"{line.strip()}: not a reply")
    count += 1
print(f"{count} replies read")
