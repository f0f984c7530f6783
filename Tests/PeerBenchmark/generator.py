"""Runs the load generator (Tests/LoadGenerator), and dnsperf as a second opinion."""
import dataclasses
import json
import os
import re
import signal
import subprocess

PATIENCE = 30.0


class GeneratorFailed(Exception):
    """The generator, or dnsperf, could not do its work."""


@dataclasses.dataclass(frozen=True)
class Load:
    """What a run of the generator does."""

    queries: str
    seconds: float
    over_tcp: bool = False
    rate: float = 0
    lanes: int = 8
    window: int = 16

    def arguments(self):
        protocol = ["-T"] if self.over_tcp else []
        options = ["-l", str(self.lanes), "-w", str(self.window), "-r", f"{self.rate:.0f}"]
        return protocol + options


class Generator:
    """A run of the generator, bound to its processors."""

    def __init__(self, tools, port, load, processors):
        command = [
            tools / "loadgen", *load.arguments(), str(port), str(load.seconds), load.queries,
        ]
        self.seconds = load.seconds
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            preexec_fn=lambda: os.sched_setaffinity(0, processors),
        )

    def next_phase(self):
        self.process.send_signal(signal.SIGUSR1)

    def stop(self):
        """Ends a run that is still going on; what it printed is lost."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()

    def finish_now(self):
        self.process.terminate()
        return self.finish()

    def finish(self):
        """The tally."""
        try:
            output, errors = self.process.communicate(timeout=self.seconds + PATIENCE)
        except BaseException:
            self.stop()
            raise
        if self.process.returncode != 0:
            raise GeneratorFailed(f"the load generator: {errors.decode()}")
        return json.loads(output)


def wrong(phase):
    """How many replies of a phase were not as they must be."""
    return phase["wrong_rcode"] + phase["wrong_answer"]


def unmatched(phase):
    """How many queries had no reply within a second, and replies no query."""
    return phase["lost"] + phase["strays"]


def dnsperf(installation, port, seconds, question_file, over_tcp, processors):
    """How many queries it completed, in how many seconds, and how many it lost."""
    protocol = ["-m", "tcp"] if over_tcp else []
    run = subprocess.run(
        [installation.find("dnsperf"), *protocol, "-s", "127.0.0.1", "-p", str(port),
         "-d", question_file, "-l", str(max(1, round(seconds))), "-c", "8", "-T", "1", "-q", "100"],
        capture_output=True, text=True, timeout=seconds + PATIENCE, check=True,
        env=installation.environment(),
        preexec_fn=lambda: os.sched_setaffinity(0, processors),
    )
    completed = re.search(r"Queries completed:\s+(\d+)", run.stdout)
    elapsed = re.search(r"Run time \(s\):\s+([\d.]+)", run.stdout)
    lost = re.search(r"Queries lost:\s+(\d+)", run.stdout)
    codes = re.search(r"Response codes:\s+NOERROR \d+ \(100\.00%\)", run.stdout)
    if not (completed and elapsed and lost and codes):
        raise GeneratorFailed(f"dnsperf: {run.stdout}{run.stderr}")
    return int(completed[1]), float(elapsed[1]), int(lost[1])
