"""What the system knows about processes: their time, their memory, their threads."""
import os
import pathlib
import time

TICKS = os.sysconf("SC_CLK_TCK")
COUNT = os.cpu_count()


def family(pid):
    """The process and its descendants."""
    found = [pid]
    for thread in threads(pid):
        try:
            children = (thread / "children").read_text().split()
        except OSError:
            continue
        for child in children:
            found += family(int(child))
    return found


def threads(pid):
    try:
        return list(pathlib.Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return []


def processor_time(pid):
    """What the process and its descendants have had until now."""
    user = system = total = 0
    for process in family(pid):
        try:
            fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            total += time.clock_gettime_ns(processor_clock(process))
        except OSError:
            continue
        user += int(fields[11])
        system += int(fields[12])
    return Time(user / TICKS * 1e6, system / TICKS * 1e6, total / 1e3)


def processor_clock(pid):
    """The clock of what all threads of a process have had, as clock_getcpuclockid(3) builds it."""
    scheduled = 2
    return ~pid << 3 | scheduled


class Time:
    """Processor time in microseconds: a total to the nanosecond, and its parts, known by ticks."""

    def __init__(self, user, system, total):
        self.user, self.system, self.total = user, system, total

    def __sub__(self, earlier):
        return Time(
            self.user - earlier.user, self.system - earlier.system, self.total - earlier.total
        )

    def split(self):
        """The user and the system part of the total, in the proportion of their ticks."""
        ticks = self.user + self.system
        share = self.user / ticks if ticks else 0
        return self.total * share, self.total * (1 - share)


def memory(pid):
    """KiB: resident (pages that several processes share count once), and the most ever."""
    resident = peak = 0
    for process in family(pid):
        resident += int(field(process, "smaps_rollup", "Pss:"))
        peak += int(field(process, "status", "VmHWM:"))
    return resident, peak


def field(pid, file, name):
    for line in pathlib.Path(f"/proc/{pid}/{file}").read_text().splitlines():
        if line.startswith(name):
            return line.split()[1]
    raise LookupError(f"/proc/{pid}/{file} has no {name}")


def busy_time():
    """Microseconds that all processors together have worked."""
    with open("/proc/stat", encoding="ascii") as file:
        numbers = [int(word) for word in file.readline().split()[1:]]
    user, nice, system, _, _, irq, softirq, steal = numbers[:8]
    return (user + nice + system + irq + softirq + steal) / TICKS * 1e6


def await_quiet(patience=1.0):
    """Waits until the machine has little else to do, but not for ever."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        before = busy_time()
        time.sleep(0.25)
        if busy_time() - before < 0.06 * 250_000 * COUNT:
            return


def pin_threads(pid, name, processor):
    """Binds the threads of this name to one processor; how many they are."""
    count = 0
    for thread in threads(pid):
        if (thread / "comm").read_text().startswith(name):
            os.sched_setaffinity(int(thread.name), {processor})
            count += 1
    return count
