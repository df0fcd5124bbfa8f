"""Stamps generated sites and judges them with html5lib and tinycss2.

    stamped.py ASSETBUMP [SITES]

Each site is generated from a seed: pages in nested folders with and without <base href>, styles that
import each other, modules, srcset, integrity, stale tokens and parameters of the pages' own. After
`assetbump stamp` every URL that leads to a file of the site, as these readers and urllib resolve it, must
carry the hash of the bytes that lie there; nothing but tokens and digests may have changed; a second run
must have nothing to do; and `assetbump undo` must put every byte back.
"""

import base64
import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import html5lib
import tinycss2

ORIGIN = "http://site.example"
TOKEN = re.compile(rb"(\?v=[0-9a-z]+&)|([?&]v=[0-9a-z]+)")
DIGEST = re.compile(rb"sha384-[A-Za-z0-9+/=]+")


class Site:
    """A generated site in a folder, served under a base."""

    def __init__(self, folder, seed):
        self.folder = Path(folder)
        self.random = random.Random(seed)
        self.base = self.random.choice(["/", "/docs/"])
        self.folders = ["", "a/", "a/b/", "img/", "css/", "js/"]
        self.images = [self.name("png") for _ in range(8)]
        self.styles = [self.name("css") for _ in range(5)]
        self.scripts = [self.name("js") for _ in range(5)]
        self.pages = [self.name("html") for _ in range(6)]
        for image in self.images:
            self.write(image, self.random.randbytes(20))
        for number, style in enumerate(self.styles):
            self.write(style, self.style(style, self.styles[:number]).encode())
        self.circle = set()
        if self.random.random() < 0.3:
            self.circle = {"css/one.css", "css/two.css"}
            self.write("css/one.css", b'@import "two.css";\n')
            self.write("css/two.css", b'@import url(one.css);\n')
            self.styles += sorted(self.circle)
        for number, script in enumerate(self.scripts):
            self.write(script, self.script(script, self.scripts[:number]).encode())
        for page in self.pages:
            self.write(page, self.page(page).encode())

    def name(self, ending):
        number = self.random.randrange(10**6)
        return f"{self.random.choice(self.folders)}{ending[0]}{number}.{ending}"

    def write(self, name, contents):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents)

    def url(self, name, counted_from):
        """A way to write the URL of a file: absolute or relative, with what a page may have behind it."""
        if self.random.random() < 0.4:
            path = self.base + name
        else:
            path = os.path.relpath("/" + name, "/" + counted_from)
            if self.random.random() < 0.3:
                path = "./" + path
        return path + self.random.choice(["", "", "", "?v=1", "?lang=en", "?lang=en&v=old1", "?v=2&x=y"])

    def style(self, own, others):
        folder = os.path.dirname(own)
        lines = []
        for other in others[:2]:
            form = self.random.choice(['@import "{}";', "@import url('{}') screen;"])
            lines.append(form.format(self.url(other, folder)))
        for image in self.random.sample(self.images, 3):
            form = self.random.choice(["url({})", "url('{}')", 'image-set("{}" 1x)', 'url( "{}#i" )'])
            lines.append("a { background: " + form.format(self.url(image, folder)) + " }")
        lines.append("/* url(old.png?v=1) */ b { background: url(data:image/png;base64,AA==) }")
        return "\n".join(lines) + "\n"

    def script(self, own, others):
        folder = os.path.dirname(own)
        lines = []
        for other in others[:2]:
            path = os.path.relpath("/" + other, "/" + folder)
            lines.append(f"import './{path}';")
        lines.append(f"fetch('{self.base}{self.random.choice(self.images)}');")
        return "\n".join(lines) + "\n"

    def page(self, own):
        counted_from = os.path.dirname(own)
        head = "<!doctype html>\n<title>t</title>\n"
        if self.random.random() < 0.3:
            folder = self.random.choice(["", "a/", "a/b/"])
            head += f'<base href="{self.base}{folder}">\n'
            counted_from = folder
        url = lambda names: self.url(self.random.choice(names), counted_from)
        lines = [head]
        for _ in range(12):
            image, other = url(self.images), url(self.images)
            style = self.random.choice(self.styles)
            lines.append(
                self.random.choice(
                    [
                        f'<link rel="stylesheet" href="{url(self.styles)}">',
                        self.guarded(style, counted_from),
                        f'<img src="{image}" srcset="{image} 1x, {other} 2x">',
                        f"<picture><source srcset='{image}'><img src={other}></picture>",
                        f'<video poster="{image}"></video>',
                        f'<a href="{image}">an image</a> <a href="/elsewhere/x.png">x</a>',
                        f'<a href="{self.random.choice(self.pages)}">a page</a>',
                        f"<style>p {{ background: url({image}) }}</style>",
                        f'<p style="background: url(\'{image}\')">x</p>',
                        f'<svg><use href="{image}#x"/></svg>',
                        "<!-- <img src='/a.png?v=1'> -->",
                        '<img src="https://other.example/a.png?v=1">',
                    ]
                )
            )
        script = self.random.choice(self.scripts)
        lines.append(f'<script type="module" src="{os.path.relpath("/" + script, "/" + counted_from)}"></script>')
        return "\n".join(lines) + "\n"

    def guarded(self, style, counted_from):
        """A link with an integrity of the bytes before they are stamped."""
        digest = hashlib.sha384((self.folder / style).read_bytes()).digest()
        integrity = "sha384-" + base64.b64encode(digest).decode()
        return f'<link rel="stylesheet" href="{self.url(style, counted_from)}" integrity="{integrity}">'


class Judge:
    """Reads a stamped site as browsers do."""

    def __init__(self, site):
        self.site = site
        self.faults = []
        self.count = 0
        self.circled = {}

    def run(self):
        for path in sorted(self.site.folder.rglob("*")):
            name = path.relative_to(self.site.folder).as_posix()
            url = ORIGIN + self.site.base + name
            if path.suffix == ".css":
                self.style(path.read_text(), url, name)
            elif path.suffix == ".js":
                for found in re.findall(r"'([^']+)'", path.read_text()):
                    self.take(found, url, name)
            elif path.suffix == ".html":
                self.page(path.read_text(), url, name)
        return self.faults

    def page(self, text, url, name):
        document = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
        base = next((e for e in document.iter("base") if "href" in e.attrib), None)
        if base is not None:
            url = urljoin(url, base.attrib["href"])
        for element in document.iter():
            if not isinstance(element.tag, str):
                continue
            tag = element.tag.split("}")[-1]
            for key, value in element.attrib.items():
                key = key.split("}")[-1]
                if key in ("src", "poster") or key == "href" and tag != "base":
                    path = self.take(value, url, name)
                    if path and "integrity" in element.attrib:
                        digest = hashlib.sha384(path.read_bytes()).digest()
                        if element.attrib["integrity"] != "sha384-" + base64.b64encode(digest).decode():
                            self.faults.append(f"{name}: integrity of {value}")
                elif key == "srcset":
                    for candidate in re.split(r"\s+\d+x\s*,?\s*", value):
                        if candidate:
                            self.take(candidate, url, name)
                elif key == "style":
                    self.tokens(tinycss2.parse_component_value_list(value), url, name)
            if tag == "style":
                self.style(element.text or "", url, name)

    def style(self, text, url, name):
        for rule in tinycss2.parse_stylesheet(text):
            self.tokens(getattr(rule, "prelude", None) or [], url, name, isImport=rule.type == "at-rule")
            self.tokens(getattr(rule, "content", None) or [], url, name)

    def tokens(self, tokens, url, name, isImport=False):
        for token in tokens:
            if token.type == "url" or isImport and token.type == "string":
                self.take(token.value, url, name)
            elif token.type == "function":
                isURL = token.lower_name in ("url", "image-set")
                self.tokens(token.arguments, url, name, isImport=isURL)

    def take(self, written, base, where):
        """Judges one URL; gives the file that it leads to."""
        whole = urlsplit(urljoin(base, written))
        if f"{whole.scheme}://{whole.netloc}" != ORIGIN or not whole.path.startswith(self.site.base):
            return None
        name = unquote(whole.path[len(self.site.base) :])
        path = self.site.folder / name
        if not path.is_file() or path.suffix == ".html":
            return None
        self.count += 1
        tokens = parse_qs(whole.query).get("v", [])
        if name in self.site.circle:
            if [self.circled.setdefault(name, tokens[0] if tokens else None)] != tokens:
                self.faults.append(f"{where}: {written}: not one token for a circle")
            return path
        expected = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        if tokens != [expected]:
            self.faults.append(f"{where}: {written}: {tokens} and not {expected}")
        return path


def contents(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def without_tokens(text):
    return DIGEST.sub(b"", TOKEN.sub(lambda match: b"?" if match[1] else b"", text))


def judge(tool, seed):
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top).resolve() / "site"
        folder.mkdir()
        site = Site(folder, seed)
        before = contents(folder)
        environment = dict(os.environ, XDG_STATE_HOME=f"{top}/state", SOURCE_DATE_EPOCH="1717200000")

        def run(*arguments):
            return subprocess.run([tool, *arguments], env=environment, capture_output=True, text=True)

        stamped = run("stamp", str(folder), "--base", site.base)
        reader = Judge(site)
        faults = reader.run()
        after = contents(folder)
        faults += [f"exit {stamped.returncode}: {stamped.stderr}"] * (stamped.returncode != 0)
        if before.keys() != after.keys():
            faults.append("files came or went")
        for path, text in before.items():
            if without_tokens(text) != without_tokens(after.get(path, b"")):
                faults.append(f"{path.name}: more than tokens has changed")
        again = run("stamp", str(folder), "--base", site.base, "--check")
        if again.returncode != 0 or run("stamp", str(folder), "--base", site.base).returncode != 0:
            faults.append(f"a second run has something to do: {again.stdout}{again.stderr}")
        if contents(folder) != after:
            faults.append("a second run changes something")
        undone = run("undo", str(folder))
        if undone.returncode != 0 or contents(folder) != before:
            faults.append(f"undo does not put all back: {undone.stderr}")
        return [f"seed {seed}: {fault}" for fault in faults], reader.count


def main():
    tool = os.path.abspath(sys.argv[1])
    sites = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    faults, count = [], 0
    for seed in range(sites):
        found, urls = judge(tool, seed)
        faults += found
        count += urls
    for fault in faults[:40]:
        print(fault)
    print(f"{sites} stamped sites, {count} URLs: {len(faults)} faults")
    sys.exit(1 if faults or not count else 0)


if __name__ == "__main__":
    main()
