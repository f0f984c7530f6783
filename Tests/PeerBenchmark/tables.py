"""Tables, for people (Markdown) and for programs (TSV)."""
import statistics


class Table:
    """Rows of cells under a title; a number says with how many decimals it is shown."""

    def __init__(self, title, *heads, note=None):
        self.title, self.heads, self.note = title, heads, note
        self.rows = []

    def add(self, *cells):
        assert len(cells) == len(self.heads), (cells, self.heads)
        self.rows.append([str(cell) for cell in cells])

    def markdown(self):
        widths = [max(map(len, column)) for column in zip(self.heads, *self.rows)]
        rule = ["-" * width for width in widths]
        lines = [self.line(self.heads, widths), self.line(rule, widths)]
        lines += [self.line(row, widths) for row in self.rows]
        note = [f"\n{self.note}"] if self.note else []
        return "\n".join([f"### {self.title}\n", *lines, *note, ""])

    @staticmethod
    def line(cells, widths):
        padded = [cells[0].ljust(widths[0])]
        padded += [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:])]
        return "| " + " | ".join(padded) + " |"


class Skipped:
    """Stands where a table would, if what it is about could be measured here."""

    def __init__(self, title, reason):
        self.title, self.reason = title, reason

    def markdown(self):
        return f"SKIPPED {self.title}: {self.reason}\n"


def by_server(records):
    found = {}
    for record in records:
        found.setdefault(record["server"], []).append(record)
    return found


def medians(records, but=()):
    """Of every figure of several rounds."""
    return {
        key: statistics.median(record[key] for record in records)
        for key in records[0] if key not in but
    }


def fixed(value, decimals):
    return "-" if value is None else f"{value:.{decimals}f}"


def mebibytes(kibibytes):
    return f"{kibibytes / 1024:.1f}"


def ratio(value, other):
    return "-" if not value or not other else f"{value / other:.2f}"


def write_tsv(path, records):
    """Dictionaries with the same keys, one a line."""
    with open(path, "w", encoding="utf-8") as file:
        for number, record in enumerate(records):
            if number == 0:
                print(*record, sep="\t", file=file)
            print(*record.values(), sep="\t", file=file)
