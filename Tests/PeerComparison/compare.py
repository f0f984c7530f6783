"""Compares Meridian's replies with those of Knot DNS and NSD. scripts/compare-peers runs this.

    compare.py --meridian FILE --peers DIRECTORY [--worlds NUMBER] [--seed NUMBER] [--only TITLE]
"""
import argparse
import collections
import contextlib
import pathlib
import signal
import sys
import tempfile

import differences
import generator
import replies
import servers
import worlds

SCENARIOS = pathlib.Path(__file__).parent.parent / "ScenarioTests/Scenarios/C-lookup"
MOST_SHOWN = 3


def main():
    options = arguments()
    # Ends the servers, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    chosen = [
        *worlds.scenario_worlds(SCENARIOS),
        *(generator.generated_world(options.seed + number) for number in range(options.worlds)),
    ]
    tally = Tally()
    for world in chosen:
        if options.only in (None, world.title):
            compare(world, options, tally)
    if tally.questions == 0:
        sys.exit(f"no world has the title '{options.only}'; they are: " + ", ".join(
            world.title for world in chosen
        ))
    tally.print()
    return 1 if tally.unexplained else 0


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--meridian", required=True)
    parser.add_argument("--peers", required=True)
    parser.add_argument("--worlds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only")
    return parser.parse_args()


def compare(world, options, tally):
    unpacked = pathlib.Path(options.peers).resolve()
    libraries = ":".join(str(path) for path in sorted(unpacked.glob("usr/lib/*-linux-gnu*")))
    with tempfile.TemporaryDirectory(prefix="peers-") as directory, contextlib.ExitStack() as stack:
        ours = stack.enter_context(servers.Meridian(options.meridian, None, directory, world))
        knot = servers.Knot(unpacked / "usr/sbin/knotd", libraries, directory, world)
        nsd = servers.NSD(unpacked / "usr/sbin/nsd", libraries, directory, world)
        peers = [stack.enter_context(knot), stack.enter_context(nsd)]
        for name, rrtype, edns in world.queries(options.seed):
            compare_question(replies.Question(name, rrtype, edns), world, ours, peers, tally)


def compare_question(question, world, ours, peers, tally):
    own = asked(ours, world, question)
    tally.questions += 1
    tally.rcodes[own.rcode] += 1
    found = {}
    for peer in peers:
        theirs = asked(peer, world, question)
        fields = differences.differing(own, theirs)
        if not fields:
            continue
        reason = differences.known_reason(peer.name, own, theirs, question, world)
        if reason:
            tally.known[(peer.name, reason)] += 1
        else:
            found[peer.name] = (fields, theirs)
    if found:
        tally.add(world, question, own, found)


def asked(server, world, question):
    try:
        if isinstance(server, servers.Meridian):
            reply = replies.ask(server, question)
        else:
            reply = replies.ask_to_the_end(server, world, question)
    except TimeoutError:
        return replies.Reply("no reply", False, False, [], [], [])
    return differences.normalised(reply, question, world)


class Tally:
    def __init__(self):
        self.questions = 0
        self.rcodes = collections.Counter()
        self.known = collections.Counter()
        self.unexplained = collections.defaultdict(list)

    def add(self, world, question, own, found):
        kind = "; ".join(f"{peer}: {', '.join(fields)}" for peer, (fields, _) in found.items())
        self.unexplained[kind].append((world, question, own, found))

    def print(self):
        print(f"{self.questions} questions; replies of Meridian:", dict(self.rcodes))
        for (peer, reason), count in sorted(self.known.items()):
            print(f"{count:6} known, {peer}: {reason}")
        for kind, cases in self.unexplained.items():
            print(f"{len(cases):6} unexplained, {kind}")
            for world, question, own, found in cases[:MOST_SHOWN]:
                print(f"--- {world.title}: {question}\nmeridian: {own}")
                for peer, (_, theirs) in found.items():
                    print(f"{peer}: {theirs}")
        if not self.unexplained:
            print("no unexplained differences")


if __name__ == "__main__":
    sys.exit(main())
