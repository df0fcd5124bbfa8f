"""Measures `check` and what it is made of beside C yardsticks and peers; Tests/benchmark-trees runs it."""

import argparse
import os
import platform
import shutil
import subprocess
import sys

from paired import Command, Pair
from peers import Peers

HERE = os.path.dirname(os.path.abspath(__file__))


class Benchmark:
    """The trees, the programs, and the rows of the table."""

    def __init__(self, assetbump, versions, cache):
        self.assetbump, self.versions, self.cache = assetbump, versions, os.path.abspath(cache)
        self.rows, self.left_out = [], []
        # The seconds and KiB that `check` of so many unchanged assets takes.
        self.unchanged = {}
        os.makedirs(self.cache, exist_ok=True)
        self.environment = {"XDG_CACHE_HOME": f"{self.cache}/xdg", "NO_COLOR": "1"}
        libraries = {"measure": [], "l-warm": ["-pthread"], "l-read": ["-pthread", "-lcrypto"]}
        for name, flags in libraries.items():
            subprocess.run(["cc", "-O2", "-o", f"{self.cache}/{name}", f"{HERE}/{name}.c", *flags],
                           check=True)

    # The things that are measured.

    def tree(self, count, pages=None):
        """The project of so many assets, each recorded, and pages that name them; made once."""
        folder = f"{self.cache}/assets-{count}" if pages is None else f"{self.cache}/pages-{pages}"
        if not os.path.exists(f"{folder}/complete"):
            say(f"making {folder}")
            shutil.rmtree(folder, ignore_errors=True)
            sizes = [str(size) for size in (count, pages) if size is not None]
            subprocess.run([sys.executable, f"{HERE}/make_tree.py", folder, *sizes], check=True)
        if not os.path.exists(f"{folder}/asset-versions.json"):
            subprocess.run([self.assetbump, "bump", "--all", "--project", folder], check=True,
                           stdout=subprocess.DEVNULL)
        return folder

    def ours(self, folder, *options, name="check", **more):
        """Our command on a project."""
        return Command(f"`assetbump {' '.join([name, *options])}`",
                       [self.assetbump, name, *options, "--project", folder], folder,
                       self.environment, **more)

    def pair(self, work, count, ours, other, bar=None):
        """Runs two commands in turn and adds a row."""
        pair = Pair(ours, other, self.cache)
        self.rows.append((work, count, pair, bar))
        say(row(work, count, pair, bar))

    # What is measured.

    def start_up(self):
        """The time from the start of the process to its end."""
        version = Command("`assetbump --version`", [self.assetbump, "--version"], self.cache,
                          self.environment)
        git = Command("`git --version`", ["git", "--version"], self.cache)
        self.pair("start-up", None, version, git, 2)
        empty = f"{self.cache}/empty"
        os.makedirs(f"{empty}/plain/static", exist_ok=True)
        os.makedirs(f"{empty}/set/static", exist_ok=True)
        with open(f"{empty}/set/assetbump.toml", "w") as file:
            file.write('versions = "asset-versions.json"\nignore = ["*.map"]\n'
                       '[[root]]\nname = "static"\npaths = ["static"]\nurl = "/static/"\n')
        self.pair("start-up", "no settings file", self.ours(f"{empty}/plain"), git)
        self.pair("start-up", "a settings file", self.ours(f"{empty}/set"), git)

    def warm(self, count):
        """`check` of a project in which nothing changed."""
        folder = self.tree(count)
        check = self.ours(folder)
        check.run(self.cache)
        plain, untracked = self.git(folder)
        self.pair("unchanged", count, check, plain, 1 if count < 10_000 else 0.45)
        seconds, _, memory = self.rows[-1][2].ours
        self.unchanged[count] = (seconds, memory)
        self.pair("unchanged", count, check, untracked, None if count < 10_000 else 0.75)
        index = f"{folder}.l-warm"
        subprocess.run([f"{self.cache}/l-warm", "build", f"{folder}/static", index], check=True)
        yardstick = Command("L-warm (C), 2 threads", [f"{self.cache}/l-warm", "check", index, "2"],
                            folder)
        self.pair("unchanged", count, check, yardstick, None if count < 10_000 else 1.2)

    def growth(self):
        """How time and memory of an unchanged `check` grow from 10,000 assets to the most, an asset."""
        most = max(self.unchanged, default=0)
        if most <= 10_000 or 10_000 not in self.unchanged or not self.rows:
            return []
        start = next((pair.ours for work, size, pair, _ in self.rows
                      if work == "start-up" and size == "no settings file"), (0, 0, 0))
        growth = []
        for name, at, unit in (("time", 0, "µs"), ("memory", 2, "bytes")):
            scale = 1e6 if at == 0 else 1024
            few, many = ((self.unchanged[count][at // 2] - start[at]) * scale / count
                         for count in (10_000, most))
            growth.append(f"growth - {name} an asset above start-up: {few:.2f} {unit} of 10,000,"
                          f" {many:.2f} {unit} of {most:,}: {many / few:.2f} times")
        return growth

    def git(self, folder):
        """`git status` without and with untracked cache, each with an index of its own.

        The repository holds no contents: the index is filled with digests alone.
        """
        store = f"{folder}.git"
        environment = {"GIT_DIR": store, "GIT_WORK_TREE": folder}

        def git(*words, index="index", **more):
            return subprocess.run(
                ["git", *words], cwd=folder, check=True, stdout=subprocess.PIPE,
                env={**os.environ, **environment, "GIT_INDEX_FILE": f"{store}/{index}"}, **more).stdout

        if not os.path.exists(f"{store}/index-untracked"):
            shutil.rmtree(store, ignore_errors=True)
            subprocess.run(["git", "init", "-q", "--bare", store], check=True)
            git("config", "core.bare", "false")
            names = git("ls-files", "-z", "--others").split(b"\0")[:-1]
            digests = git("hash-object", "--stdin-paths", input=b"\n".join(names) + b"\n").split()
            lines = b"".join(b"100644 %s\t%s\0" % pair for pair in zip(digests, names))
            git("update-index", "-z", "--index-info", input=lines)
            tree = git("write-tree", "--missing-ok").decode().strip()
            name = ["-c", "user.name=b", "-c", "user.email=b@example.org"]
            commit = git(*name, "commit-tree", tree, "-m", "all").decode().strip()
            git("update-ref", "HEAD", commit)
            git("update-index", "--refresh")
            for index in ("index-plain", "index-untracked"):
                shutil.copy(f"{store}/index", f"{store}/{index}")
        commands = []
        for name, value in (("plain", "false"), ("untracked", "true")):
            words = ["-c", f"core.untrackedCache={value}", "status", "--porcelain"]
            for _ in range(2):
                git(*words, index=f"index-{name}")
            commands.append(Command(
                "`git status`" + (", untracked cache" if value == "true" else ""), ["git", *words],
                folder, {**environment, "GIT_INDEX_FILE": f"{store}/index-{name}"}))
        return commands

    def first(self, count):
        """`check` that reads every file."""
        folder = self.tree(count)
        check = self.ours(folder, "--no-cache")
        bars = {"L-read": 1.05, "sha256sum": 0.3}
        self.pair("first digest", count, check, Command(
            "L-read (C, libcrypto), 2 threads", [f"{self.cache}/l-read", f"{folder}/static", "2"],
            folder), bars["L-read"])
        for name, digest in (("sha256sum", "sha256sum"), ("openssl", "openssl dgst -sha256")):
            if self.installed(name):
                line = f"find static -type f -print0 | xargs -0 -P2 -n500 {digest}"
                self.pair("first digest", count, check, Command(
                    f"`xargs -P2 {digest}`", ["sh", "-c", line], folder), bars.get(name))
        if self.installed("find"):
            self.pair("first digest", count, check, Command(
                "`find -printf '%s %T@'` (no digest)",
                ["find", "static", "-type", "f", "-printf", "%s %T@ %p\\n"], folder))

    def references(self, pages):
        """The references of so many templates, of 7 KB each."""
        folder = self.tree(2_000, pages)
        if self.installed("rg"):
            pattern = (r"""url_for\(\s*['"][\w.]+['"]\s*,\s*filename\s*=\s*['"][^'"]+['"]|"""
                       r"""['"]/static/[^'"]+['"]|\{%\s*static\s+['"][^'"]+['"]""")
            rg = Command("`rg -o`", ["rg", "-uu", "-o", pattern, "templates"], folder)
            for options, bar in ((["--no-cache"], 1), ([], 0.4)):
                scan = self.ours(folder, *options, name="references", status={0, 1})
                scan.run(self.cache)
                self.pair("references, templates", pages, scan, rg, bar)

    def versions_file(self, count):
        """The versions file read and written, in one process; beside Foundation."""
        lines = subprocess.run([self.versions, self.tree(count)], check=True, capture_output=True,
                               text=True).stdout.splitlines()
        return [line.split("\t") for line in lines]

    def peers(self, count):
        """Web frameworks' own commands, from PyPI."""
        folder = self.tree(count)
        peers = Peers(self.cache, folder)
        for peer in peers.commands():
            self.pair("first run", count, self.ours(folder, "--no-cache"), peer.first, 0.2)
            self.pair("second run", count, self.ours(folder), peer.again, 0.01)

    def installed(self, name):
        """Whether a program is there; what is not is told at the end."""
        if shutil.which(name):
            return True
        text = f"{name}: not installed"
        if text not in self.left_out:
            self.left_out.append(text)
        return False


def say(text):
    """Prints a line at once."""
    print(text, flush=True)


def row(work, count, pair, bar):
    """A line of the table."""
    size = f"{count:,}" if isinstance(count, int) else count or ""
    ours, other = pair.ours, pair.other
    return (f"| {work} | {size} | {pair.names[0]} | {pair.names[1]} | {ours[0] * 1000:.1f} "
            f"| {other[0] * 1000:.1f} | **{pair.ratio:.2f}** | {bar or ''} | {pair.processor_ratio:.2f} "
            f"| {ours[2] / 1024:.1f} | {other[2] / 1024:.1f} |")


def machine():
    """The machine in a line, without its name."""
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if "model name" in line), "?")
    with open("/proc/meminfo") as file:
        memory = int(file.readline().split()[1]) / 1e6
    system = subprocess.run(["stat", "-f", "-c", "%T", "."], capture_output=True, text=True).stdout
    return (f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, Linux {platform.release()},"
            f" {system.strip()}, page cache warm")


def main():
    """Measures, and prints the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--assetbump", required=True)
    parser.add_argument("--versions", required=True)
    parser.add_argument("--cache", required=True)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--only", help="start, warm, first, references, versions")
    parser.add_argument("counts", type=int, nargs="*", default=[1000, 10000, 100000, 1000000])
    options = parser.parse_args()
    benchmark = Benchmark(options.assetbump, options.versions, options.cache)
    wanted = lambda name: options.only in (None, name)
    if wanted("start"):
        benchmark.start_up()
    for count in options.counts:
        if wanted("warm"):
            benchmark.warm(count)
    for count in options.counts:
        if wanted("first") and count <= 100_000:
            benchmark.first(count)
    if wanted("references"):
        for pages in (800, 5_000):
            benchmark.references(pages)
    if options.peers:
        benchmark.peers(10_000)
    else:
        benchmark.left_out.append("Flask-Static-Digest, Django: --peers fetches them from PyPI")
    say(f"\n{machine()}\n")
    say("| work | assets | A | B | A ms | B ms | A/B | bar | A/B CPU | A MiB | B MiB |")
    say("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for line in benchmark.rows:
        say(row(*line))
    if wanted("versions"):
        count = max(count for count in options.counts if count <= 100_000)
        say("\n| versions file | assets | ours ms | Foundation ms | ratio | bar |\n"
            "| --- | --- | --- | --- | --- | --- |")
        for work, ours, other, ratio, bar in benchmark.versions_file(count):
            say(f"| {work} | {count:,} | {ours} | {other} | **{ratio}** | {bar} |")
    for line in benchmark.growth():
        say(line)
    for text in benchmark.left_out:
        say(f"left out - {text}")


if __name__ == "__main__":
    main()
