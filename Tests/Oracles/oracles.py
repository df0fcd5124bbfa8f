"""Holds the readers of assetbump against others: tree-sitter for scripts, html5lib for pages, tinycss2 for
styles, the standard library for Python.

On documents made up by chance, by their numbers, and on the files of this machine: Debian's packages,
Python's, Node's. Each difference is a fault, but for those of a kind in EXPLAINED.

    python Tests/Oracles/oracles.py READER

ASSETBUMP_ORACLE_DOCUMENTS: how many documents of each kind (default 400).
ASSETBUMP_ORACLE_FILES: how many files of each kind (default 400), or `all`.
ASSETBUMP_ORACLE_FOLDERS: where files are looked for, with colons between.
"""

import collections
import io
import os
import re
import subprocess
import sys
import tempfile
import tokenize
import warnings
from pathlib import Path

import tinycss2
import tree_sitter
import tree_sitter_javascript
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes

from pages import Page
from scripts import Script
from sources import Source
from styles import Style

LIMIT = 4000
EXPLAINED = {
    "engine": "Node's engine reads the slash as we do, and tree-sitter does not",
    "cut": "the end of the file cuts a tag: html5lib drops it, we read it, for templates end in the middle of one",
}
FOLDERS = [os.path.dirname(os.__file__), "/usr/share", "/usr/lib/node_modules", "/usr/lib/python3"]


class Part(collections.namedtuple("Part", "kind start end text")):
    """A part that our reader found."""


def ours(reader: str, kind: str, files: list[str]) -> dict[str, list[Part]]:
    lines = "".join(f"{kind} {file}\n" for file in files).encode()
    done = subprocess.run([reader], input=lines, stdout=subprocess.PIPE, check=True)
    found: dict[str, list[Part]] = {}
    parts: list[Part] = []
    for line in done.stdout.decode().splitlines():
        if line.startswith("= "):
            parts = found[line[2:]] = []
        elif not line.startswith("! "):
            kind, start, end, text = line.split(" ")
            parts.append(Part(kind, int(start), int(end), bytes.fromhex(text).decode("utf-8", "replace")))
    return found


class Scripts:
    """Strings, templates, comments, regular expressions, with their places."""

    name, extension, document = "script", ".js", Script
    KINDS = {"string": "string", "template_string": "template", "comment": "comment", "html_comment": "comment",
             "hash_bang_line": "comment", "regex": "expression"}
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_javascript.language()))

    def want(self, contents: bytes):
        tree = self.parser.parse(contents)
        if tree.root_node.has_error:
            return None
        found, open_ = set(), [tree.root_node]
        while open_:
            node = open_.pop()
            kind = self.KINDS.get(node.type)
            if kind and node.is_named:
                found.add((kind, node.start_byte, node.end_byte))
            if node.type not in ("string", "comment", "regex"):
                open_.extend(node.children)
        return found

    def have(self, parts: list[Part], contents: bytes):
        return {part[:3] for part in parts}

    def explanation(self, want, have, contents: bytes) -> str | None:
        """Ask the engine: a group that is not closed is an error in a regular expression alone."""
        kind, start, end = min(want ^ have, key=lambda part: part[1:])
        if kind != "expression":
            return None
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "x.mjs" if b"export " in contents or b"import " in contents else "x.js")
            file.write_bytes(contents[:start] + b"/(/" + contents[end:])
            said = subprocess.run(["node", "--check", file], capture_output=True, text=True).stderr
        is_expression = "Invalid regular expression" in said
        return "engine" if is_expression == ((kind, start, end) in have) else None


class Pages:
    """The attributes of all tags, in order, with their values as browsers read them."""

    name, extension, document = "page", ".html .htm .svg .xhtml", Page
    RAW = {"script": "scriptDataState", "style": "rawtextState", "textarea": "rcdataState", "title": "rcdataState"}

    def want(self, contents: bytes):
        tokenizer = HTMLTokenizer(contents.decode("utf-8", "replace"))
        found = []
        for token in tokenizer:
            if token["type"] == tokenTypes["StartTag"]:
                if token["name"] in self.RAW:
                    tokenizer.state = getattr(tokenizer, self.RAW[token["name"]])
                found.extend((name, value[:LIMIT]) for name, value in token["data"].items() if value)
        return found

    def elements(self, parts: list[Part]):
        elements: list[dict[str, str]] = []
        for part in parts:
            if part.kind == "element":
                elements.append({})
                continue
            middle = part.text.index("=", 1)
            value = part.text[middle + 1:].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
            elements[-1].setdefault(part.text[:middle], value[:LIMIT])
        return elements

    def have(self, parts: list[Part], contents: bytes):
        self.last = self.elements(parts)
        return [(name, value) for element in self.last for name, value in element.items() if value]

    def explanation(self, want, have, contents: bytes) -> str | None:
        whole = [(name, value) for element in self.last[:-1] for name, value in element.items() if value]
        return "cut" if whole == want else None


class Styles:
    """What stands in `url()`, in order."""

    name, extension, document = "style", ".css", Style

    def want(self, contents: bytes):
        found: list[str] = []

        def walk(nodes) -> None:
            for node in nodes:
                if node.type == "url":
                    found.append(node.value)
                elif node.type == "function":
                    inner = [part for part in node.arguments if part.type not in ("whitespace", "comment")]
                    if node.lower_name in ("url", "src"):
                        if inner and inner[0].type == "string":
                            found.append(inner[0].value)
                        inner = inner[1:]
                    walk(inner)
                elif node.type in ("() block", "[] block", "{} block"):
                    walk(node.content)

        walk(tinycss2.parse_component_value_list(contents.decode("utf-8", "replace"), skip_comments=True))
        return [value.strip()[:LIMIT] for value in found if not value.strip().startswith("data:")]

    def have(self, parts: list[Part], contents: bytes):
        return [part.text.replace("\0", "\ufffd").strip()[:LIMIT] for part in parts
                if part.kind == "url" and not part.text.startswith("data:")]

    def explanation(self, want, have, contents: bytes) -> str | None:
        return None


class Sources:
    """Strings with their places."""

    name, extension, document = "python", ".py", Source

    def want(self, contents: bytes):
        if b"\r" in contents.replace(b"\r\n", b""):
            return None
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                compile(contents, "x", "exec")
            tokens = list(tokenize.tokenize(io.BytesIO(contents).readline))
        except (SyntaxError, ValueError, tokenize.TokenError):
            return None
        if tokens[0].string not in ("utf-8", "utf-8-sig"):
            return None
        mark = contents.startswith(b"\xef\xbb\xbf")
        lines = contents[3 if mark else 0:].split(b"\n")
        starts = [3 if mark else 0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)

        def place(position) -> int:
            line = lines[position[0] - 1].decode("utf-8", "replace")
            return starts[position[0] - 1] + len(line[:position[1]].encode())

        return {(place(token.start), place(token.end)) for token in tokens if token.type == tokenize.STRING}

    def have(self, parts: list[Part], contents: bytes):
        return {(part.start, part.end) for part in parts if part.kind == "string"}

    def explanation(self, want, have, contents: bytes) -> str | None:
        return None


class Run:
    """Compares one kind, and counts."""

    def __init__(self, reader: str, oracle) -> None:
        self.reader, self.oracle, self.faults = reader, oracle, 0

    def compare(self, what: str, files: list[str]) -> None:
        compared = parts = 0
        explained: collections.Counter[str] = collections.Counter()
        faults: list[str] = []
        for start in range(0, len(files), 2000):
            group = files[start:start + 2000]
            found = ours(self.reader, self.oracle.name, group)
            for file in group:
                if file not in found:
                    continue
                contents = Path(file).read_bytes()
                want = self.oracle.want(contents)
                if want is None:
                    continue
                compared += 1
                parts += len(want)
                have = self.oracle.have(found[file], contents)
                if have == want:
                    continue
                reason = self.oracle.explanation(want, have, contents)
                if reason:
                    explained[reason] += 1
                else:
                    faults.append(f"{file}: {difference(want, have)}")
        self.faults += len(faults)
        told = "".join(f", {count} explained ({EXPLAINED[reason]})" for reason, count in explained.items())
        print(f"{self.oracle.name}: {compared} {what} with {parts} parts, {len(faults)} differences{told}", flush=True)
        for fault in faults[:20]:
            print(f"  {fault}"[:400])


def difference(want, have) -> str:
    if isinstance(want, set):
        first = min(want ^ have, key=lambda part: part[-2:])
        return f"{'not found' if first in want else 'no such'} {first}"
    for number in range(max(len(want), len(have))):
        pair = [part[number] if number < len(part) else None for part in (have, want)]
        if pair[0] != pair[1]:
            return f"found {pair[0]!r} for {pair[1]!r}"
    return "?"


def machine(extension: str, folders: list[str]) -> list[str]:
    """The files of this machine, each content's path once; a few kinds are over-represented by far."""
    ends = tuple(extension.split())
    found, seen = [], set()
    for top in folders:
        for folder, folders_below, names in os.walk(top):
            folders_below.sort()
            for name in sorted(names):
                file = os.path.join(folder, name)
                if not name.endswith(ends) or os.path.islink(file) or "\n" in file:
                    continue
                state = os.stat(file)
                if state.st_size < 2_000_000 and (state.st_dev, state.st_ino) not in seen:
                    seen.add((state.st_dev, state.st_ino))
                    found.append(file)
    return found


def main() -> int:
    reader = os.path.abspath(sys.argv[1])
    documents = int(os.environ.get("ASSETBUMP_ORACLE_DOCUMENTS", "400"))
    files = os.environ.get("ASSETBUMP_ORACLE_FILES", "400")
    folders = os.environ.get("ASSETBUMP_ORACLE_FOLDERS", ":".join(FOLDERS)).split(":")
    faults = 0
    for oracle in (Scripts(), Pages(), Styles(), Sources()):
        run = Run(reader, oracle)
        with tempfile.TemporaryDirectory() as folder:
            made = []
            for number in range(documents):
                file = os.path.join(folder, f"{number}{oracle.extension.split()[0]}")
                Path(file).write_bytes(oracle.document(number).text().encode("utf-8", "replace"))
                made.append(file)
            run.compare("made-up documents", made)
        real = machine(oracle.extension, folders)
        if files != "all":
            step = max(1, len(real) // max(1, int(files)))
            real = real[::step][:int(files)]
        run.compare("files", real)
        faults += run.faults
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
