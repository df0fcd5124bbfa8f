"""Two commands in turn, A B A B, and what each took."""

import os
import statistics
import subprocess
import time


class Command:
    """A command line, where it runs, and what a run of it took."""

    def __init__(self, name, words, folder, environment=None, status=None, before=None):
        self.name, self.words, self.folder = name, words, folder
        self.environment = {**os.environ, **(environment or {})}
        # The exit codes that are no failure.
        self.status = status or {0}
        # What is done before each run, not measured.
        self.before = before

    def run(self, tools):
        """Seconds, seconds of processors, and peak memory in KiB of one run."""
        if self.before:
            self.before()
        line = subprocess.run(
            [f"{tools}/measure", f"{tools}/output", self.folder, *self.words],
            env=self.environment, capture_output=True, text=True, check=True).stdout.split()
        if int(line[3]) not in self.status:
            with open(f"{tools}/output", errors="replace") as output:
                raise SystemExit(f"{self.words}: exit code {line[3]}\n{output.read()[:2000]}")
        return float(line[0]), float(line[1]), int(line[2])


class Pair:
    """The medians of two commands that ran in turn, and of the ratios of each two runs."""

    def __init__(self, ours, other, tools, seconds=8, most=21):
        ours.run(tools), other.run(tools)
        runs, end = [], time.monotonic() + seconds
        while len(runs) < 3 or (len(runs) < most and time.monotonic() < end):
            runs.append((ours.run(tools), other.run(tools)))
        middle = lambda values: statistics.median(list(values))
        self.names = (ours.name, other.name)
        self.count = len(runs)
        self.ours = [middle(a[at] for a, _ in runs) for at in range(3)]
        self.other = [middle(b[at] for _, b in runs) for at in range(3)]
        self.ratio = middle(a[0] / b[0] for a, b in runs)
        self.processor_ratio = middle(a[1] / max(b[1], 1e-6) for a, b in runs)
