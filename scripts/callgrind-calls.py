#!/usr/bin/env python3
"""Sums the calls and instructions of functions in a callgrind profile.

    callgrind-calls.py PROFILE PATTERN

Prints, for each called function whose name matches the regular expression, its number of calls;
the last line is the instruction total of the profile.
"""
import collections
import re
import sys


def main(path, pattern):
    names, calls = {}, collections.Counter()
    target, total = None, 0
    for line in open(path, encoding="utf-8", errors="replace"):
        if line.startswith(("fn=", "cfn=")):
            number, _, name = line.split("=", 1)[1].strip().partition(" ")
            if name:
                names[number] = name
            if line.startswith("cfn="):
                target = number
        elif line.startswith("calls="):
            calls[target] += int(line[6:].split()[0])
        elif line.startswith(("summary:", "totals:")):
            total = int(line.split()[1])
    wanted = re.compile(pattern)
    for number, count in sorted(calls.items(), key=lambda item: -item[1]):
        name = names.get(number, "?")
        if wanted.search(name):
            print(f"{count} {name}")
    print(f"{total} instructions")


main(sys.argv[1], sys.argv[2])
