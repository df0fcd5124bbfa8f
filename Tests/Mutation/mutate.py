#!/usr/bin/env python3
"""Changes the sources in small ways, one at a time, and lists the changes that no test notices.

Sites are chosen by SEED over all Swift files below Sources. All are built at once, in .build-mutants; a
site that does not compile is replaced by the next. A first run, without a change, notes which suites
reach which site. Then each change is switched on alone, and the suites run that reach it, the short ones
first. The first test that fails, a crash, or ten times the time of those suites ends it. Exit code 1
where a change survived.
"""

import argparse
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
import schemata
import sites

TOP = pathlib.Path(__file__).resolve().parents[2]
COPY = TOP / ".build-mutants"
SWITCH = COPY / "switched-on"
REACHED = COPY / "reached"
# Suites that take this many seconds together, or less, are run before the others.
SHORT = 10
NO_TESTS = 69  # what the test library ends with where no test matched
TARGETS = "AssetCoreTests,ScreenTests,AssetTUITests,CommandTests,ReadmeTests,FlaskTests,TerminalTests"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=100)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--only", metavar="PATH", default="Sources", help="files below PATH alone")
    parser.add_argument("--tests", metavar="TARGETS", default=TARGETS, help=f"test targets, with commas: {TARGETS}")
    arguments = parser.parse_args()
    chosen = build(candidates(arguments.only, arguments.seed), arguments.count)
    reaching = suites_that_reach(arguments.tests.split(","))
    survivors = []
    for number, site in chosen.items():
        started = time.monotonic()
        suites = reaching.get(number, {})
        killer = judge(number, suites)
        if killer is None:
            survivors.append(site)
        print(f"{number:4} {site}: {killer or 'SURVIVES'} ("
              f"{len(suites)} suites, {time.monotonic() - started:.0f} s)", flush=True)
    print(f"\n{len(chosen) - len(survivors)} of {len(chosen)} noticed")
    for site in survivors:
        print(f"{site}\n    {line(site)}")
    sys.exit(1 if survivors else 0)


def candidates(only, seed):
    """All sites below `only`, in an order made by the seed."""
    listed = subprocess.run(["git", "ls-files", "-z", only], cwd=TOP, capture_output=True, text=True, check=True)
    paths = [path for path in listed.stdout.split("\0") if path.startswith("Sources/") and path.endswith(".swift")]
    found = [site for path in sorted(paths) for site in sites.sites(path, (TOP / path).read_text())]
    random.Random(seed).shuffle(found)
    return found


def build(waiting, count):
    """Builds the first `count` sites that compile; `{number: site}`."""
    chosen = {}
    taken = set()
    numbers = iter(range(1, len(waiting) + 1))
    waiting = iter(waiting)
    while True:
        for site in waiting:
            # One change for each line: two on one line could hide each other.
            if (site.path, site.line) not in taken:
                taken.add((site.path, site.line))
                chosen[next(numbers)] = site
            if len(chosen) == count:
                break
        lay_out()
        schemata.write(COPY, chosen, SWITCH, REACHED)
        SWITCH.write_text("0")
        print(f"building {len(chosen)} changes", file=sys.stderr, flush=True)
        done = subprocess.run(
            os.environ.get("ASSETBUMP_MUTATE_BUILD", "swift build").split() + ["--build-tests"],
            cwd=COPY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode == 0:
            return chosen
        faulty = failing(chosen, done.stdout)
        if not faulty:
            sys.exit(f"the build failed, and at no change:\n{done.stdout[-4000:]}")
        for number in faulty:
            print(f"does not compile: {chosen.pop(number)}", file=sys.stderr, flush=True)


def lay_out():
    """Makes the copy equal to the files that git knows or would add; writes those alone that differ."""
    COPY.mkdir(exist_ok=True)
    if not (COPY / ".git").exists():
        subprocess.run(["git", "init", "--quiet"], cwd=COPY, check=True)
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names, copied = (
        {name for name in subprocess.run(listing, cwd=top, capture_output=True, text=True, check=True)
            .stdout.split("\0") if name and os.path.lexists(top / name)}
        for top in (TOP, COPY))
    for name in copied - names:
        (COPY / name).unlink()
    for name in names:
        source, target = TOP / name, COPY / name
        if source.is_symlink() or not target.exists() or source.read_bytes() != target.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            shutil.copy2(source, target, follow_symlinks=False)


def failing(chosen, log):
    """The numbers of the changes at whose lines the compiler reports an error."""
    errors = {(path, int(row)) for path, row in re.findall(r"/(Sources/[^:\n]+\.swift):(\d+):\d+: (?:error|warning)", log)}
    return [number for number, site in chosen.items()
            if any(path == site.path and abs(row - site.line) <= 2 for path, row in errors)]


def suites_that_reach(targets):
    """Which suites reach which change, and in how many seconds: `{number: {suite: seconds}}`."""
    reaching = {}
    SWITCH.write_text("0")
    for target in targets:
        for suite in suites(target):
            REACHED.write_text("")
            started = time.monotonic()
            killer = run(suite, limit=900)
            seconds = time.monotonic() - started
            if killer:
                sys.exit(f"{suite} fails without a change: {killer}")
            for number in {int(text) for text in REACHED.read_text().split()}:
                reaching.setdefault(number, {})[suite] = seconds
    return reaching


def suites(target):
    """Regular expressions, one for each type of a test target that has tests."""
    form = re.compile(r"^(?:@\w+ )?(?:final )?(?:struct|class|extension) (\w+)\b", re.M)
    names = {name for file in (TOP / "Tests" / target).rglob("*.swift") if "@Test" in file.read_text()
             for name in form.findall(file.read_text())}
    return [f"{target}\\.{name}/" for name in sorted(names)]


def judge(number, suites):
    """What noticed the change: the first test that failed, a crash or the time limit; else nothing."""
    SWITCH.write_text(str(number))
    short, long, total = [], [], 0
    for suite, seconds in sorted(suites.items(), key=lambda item: item[1]):
        total += seconds
        (short if total <= SHORT else long).append(suite)
    try:
        for group in (short, long):
            killer = group and run("|".join(group), limit=int(10 * total) + 30)
            if killer:
                return killer
    finally:
        SWITCH.write_text("0")
    return None


def run(tests, limit):
    """Runs the tests that match, until the first that fails or `limit` seconds."""
    environment = {name: value for name, value in os.environ.items() if name not in ("SHELL", "TERM", "LANG")}
    process = subprocess.Popen(
        [COPY / ".build/debug/assetbumpPackageTests.xctest", "--testing-library", "swift-testing",
         "--filter", tests], cwd=COPY, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    killed = []

    def stop(*_):
        killed.append("the time limit")
        os.killpg(process.pid, signal.SIGKILL)

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(limit)
    killer = None
    for raw in process.stdout:
        text = raw.decode("utf-8", "replace")
        match = re.search(r"Test (.+?) recorded an issue", text)
        if match or "Fatal error" in text:
            killer = match.group(1)[:80] if match else "a crash"
            os.killpg(process.pid, signal.SIGKILL)
            break
    signal.alarm(0)
    process.stdout.close()
    code = process.wait()
    return killer or (killed or [f"exit code {code}" if code not in (0, NO_TESTS) else None])[0]


def line(site):
    return (TOP / site.path).read_text().splitlines()[site.line - 1].strip()


if __name__ == "__main__":
    main()
