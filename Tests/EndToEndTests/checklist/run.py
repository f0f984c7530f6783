"""Runs the functions of one section of the checklist against servers that are there already.

    run.py SECTION NAME=HOST,PORT…

Prints a line for each function: what was checked, or why it could not be. The first one that
fails ends the program, with the octets that the function sent and received last.
"""

import importlib
import sys
import traceback
import types

import exchange

# Enough for the exchange that failed, and what led to it.
TRANSCRIPT_LINES = 20


def functions(section):
    """The functions of a module that are its own, in the order of the file."""
    module = importlib.import_module(section)
    return [
        member
        for member in vars(module).values()
        if isinstance(member, types.FunctionType)
        and member.__module__ == section
        and not member.__name__.startswith("_")
    ]


def main(section, servers):
    for server in servers:
        role, address = server.split("=")
        host, port = address.split(",")
        exchange.addresses.setdefault(role, []).append((host, int(port)))
    for function in functions(section):
        exchange.transcript.clear()
        try:
            function()
        except exchange.Skipped as reason:
            print(f"SKIPPED {function.__name__}: {reason}")
        except Exception as error:
            print(f"FAILED {function.__name__}: {type(error).__name__}: {error}")
            print("\n".join(exchange.transcript[-TRANSCRIPT_LINES:]))
            place = traceback.extract_tb(error.__traceback__)
            print("".join(traceback.format_list(place)))
            sys.exit(1)
        else:
            print(f"checked {function.__name__}")


main(sys.argv[1], sys.argv[2:])
