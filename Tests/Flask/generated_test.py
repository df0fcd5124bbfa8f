"""What `assetbump preview --from` makes of pages that really run: run with `python generated_test.py`."""

import functools
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import types
import unittest
import urllib.request
from pathlib import Path

import tool
from pages import PAGES
from top import TOP
from served_site import Site
from werkzeug.serving import WSGIRequestHandler, make_server

# The placements of the shop and of its journal, a blueprint.
PLACEMENTS = [("query", "query"), ("filename", "path"), ("path", "filename")]


class Quiet(WSGIRequestHandler):
    """Prints no line for each request."""

    def log(self, type: str, message: str, *args) -> None:
        pass


def preview(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run `preview` on a project on 2026-11-22."""
    return subprocess.run(
        [tool.program(), "preview", "--project", str(folder), *arguments], capture_output=True, timeout=60,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1795305600"},
    )


class Demo(unittest.TestCase):
    """The demo under Flask: the page of the preview is the page after the write."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.demo = Path(folder.name).resolve() / "demo"
        shutil.copytree(TOP / "assets-demo", self.demo, ignore=shutil.ignore_patterns("__pycache__"))
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(self.demo))
        self.addCleanup(sys.path.remove, str(self.demo))
        for name in [name for name in sys.modules if name.split(".")[0] == "shop"]:
            del sys.modules[name]

    def place(self, static: str, journal: str) -> None:
        """Write the demo's settings with a placement for each of its two roots."""
        file = self.demo / "assetbump.toml"
        text = file.read_text()
        for url, placement in (("/static/", static), ("/journal/static/", journal)):
            line = f'url = "{url}"\n'
            self.assertEqual(text.count(line), 1)
            text = text.replace(line, f'{line}placement = "{placement}"\n')
        file.write_text(text)

    def serve(self, static: str, journal: str) -> str:
        """Serve the demo in production mode, with these placements, and return its address."""
        import shop.workshop
        from shop import asset_versions, create_app

        # One URL of the workshop's page carries the time of the request: the mistake that `check` finds.
        shop.workshop.time = types.SimpleNamespace(time=lambda: 1795305600.5)
        usual = asset_versions.init_app
        placed = functools.partial(usual, placement={"static": static, "journal.static": journal})
        asset_versions.init_app = placed
        try:
            app = create_app()
        finally:
            asset_versions.init_app = usual
        app.debug = False
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.port}"

    def get(self, url: str) -> bytes:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=20) as response:
            return response.read()

    def check(self, static: str, journal: str) -> None:
        self.place(static, journal)
        address = self.serve(static, journal)
        promised, before = {}, {}
        for page in PAGES:
            result = preview(self.demo, "--from", address + page, "--html")
            self.assertEqual((result.returncode, result.stderr), (0, b""), page)
            promised[page], before[page] = result.stdout, self.get(address + page)
        tool.run(self.demo, "bump", "--all", status=1)  # one asset asks for a token typed by hand
        address = self.serve(static, journal)
        for page in PAGES:
            self.assertEqual(promised[page].decode(), self.get(address + page).decode(), page)
            self.assertNotEqual(promised[page], before[page], page)

    def test_pages_are_those_after_the_write(self):
        self.check(*PLACEMENTS[0])

    def test_pages_with_tokens_in_names(self):
        self.check(*PLACEMENTS[1])

    def test_pages_with_tokens_in_paths(self):
        self.check(*PLACEMENTS[2])

    def test_words(self):
        address = self.serve("query", "query")
        result = preview(self.demo, "--from", address + "/lamps/moth")
        lines = result.stdout.decode().split("\n")
        place = next(index for index, line in enumerate(lines) if line.endswith("  static:css/lamp.css"))
        number = self.get(address + "/lamps/moth").decode().split("css/lamp.css")[0].count("\n") + 1
        listed = {of["path"]: of for of in tool.listed(self.demo)}
        now, next_ = listed["css/lamp.css"]["url"], listed["css/lamp.css"]["nextURL"]
        template = (self.demo / "shop/templates/lamp.html").read_text().split("\n")
        line = next(index for index, text in enumerate(template) if "css/lamp.css" in text)
        call = "{{ url_for('static', filename='css/lamp.css') }}"
        self.assertEqual(
            lines[place : place + 4],
            [
                f"{address}/lamps/moth:{number}  static:css/lamp.css",
                f"  now   {now}",
                f"  next  {next_}",
                f"  from  shop/templates/lamp.html:{line + 1}  " + template[line].strip().replace(call, next_),
            ],
        )
        # A fresh asset keeps its URL: there is no line for the next one.
        fresh = next(index for index, line in enumerate(lines) if line.endswith("  static:css/print.css"))
        self.assertTrue(lines[fresh + 2].startswith("  from  shop/templates/base.html:"), lines[fresh : fresh + 4])
        self.assertRegex(result.stderr.decode(), rf"^\d+ lines of {address}/lamps/moth change\n$")


class Pages(unittest.TestCase):
    """Pages made by hand, of a project whose stylesheet changed."""

    def site(self, more: str) -> tuple[Site, str, str]:
        """Return a site, and the recorded and the next token of its stylesheet."""
        site = Site(self)
        now = site.tokens()["site"]
        (site.folder / "static" / "site.css").write_text("body { color: green }\n")
        next_ = next(of["next"] for of in tool.listed(site.folder) if of["path"] == "site.css")
        site.page = lambda: more.replace("NOW", now)
        return site, now, next_

    def html(self, site: Site, path: str = "/", *arguments: str) -> tuple[str, str]:
        result = preview(site.folder, "--from", site.url + path, "--html", *arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout.decode("utf-8", "surrogateescape"), result.stderr.decode()

    def test_places(self):
        for text in [
            '<link rel=stylesheet href=/static/site.css?v=NOW>',
            "<link rel=stylesheet href='static/site.css?v=NOW#top'>\r\n\r\n\x00\xff",
            '<link rel=stylesheet href="/static/site.css?size=2&amp;v=NOW">',
            '<link rel=stylesheet href="/static/site.css?v=NOW&amp;size=2">',
            '<link rel=stylesheet href="&#47;static/site&period;css?v=NOW">',
            '<base href="/static/"><link rel=stylesheet href="site.css?v=NOW">',
            "<style>@import url( /static/site.css?v=NOW );</style>",
            '<script type="importmap">{"imports": {"x": "\\/static\\/site.css?v=NOW"}}</script>',
            '<script>load("/static/site.css?v=NOW")</script>',
            "<!-- <link rel=stylesheet href=/static/site.css?v=NOW> -->",
            '<img srcset="/static/site.css?v=NOW 1x, /static/site.css?v=NOW 2x">',
            '<a href="/static/site.css?v=NOW">NOW is no URL</a>',
        ]:
            with self.subTest(text):
                site, now, next_ = self.site(text)
                expected = text.replace("v=NOW", f"v={next_}").replace("NOW", now)
                self.assertEqual(self.html(site), (expected, ""))

    def test_what_stays(self):
        for text, reason in [
            ("<link rel=stylesheet href=/static/site.css>", "the page names it without its token"),
            (
                "<link rel=stylesheet href=/static/site.css?v=other>",
                "the page has the token other, which is not the recorded one",
            ),
            ("<link rel=stylesheet href=/static/site.css?v=NOW&v=NOW>", "it carries two tokens"),
            ("<link rel=stylesheet href=https://other.example/site.css?v=NOW>", None),
            ("<p>/static/site.css?v=NOW</p>", None),
            ("<link rel=stylesheet href=/static/app.js?v=old>", None),
        ]:
            with self.subTest(text):
                site, now, _ = self.site(text)
                said = f"left as it is: {site.url}/:1: static:site.css: {reason}\n" if reason else ""
                self.assertEqual(self.html(site), (text.replace("NOW", now), said))

    def test_new_and_missing(self):
        site, *_ = self.site("")
        logo = site.tokens()["logo"]
        (site.folder / "static" / "new.svg").write_text("<svg/>")
        (site.folder / "static" / "logo.svg").unlink()
        site.page = lambda: f'<img src="/static/new.svg"><img src="/static/logo.svg?v={logo}">'
        promised, said = self.html(site)
        tool.run(site.folder, "bump", "--all")
        new = site.tokens()["new"]
        self.assertEqual((promised, said), (f'<img src="/static/new.svg?v={new}"><img src="/static/logo.svg">', ""))
        # Where the project's own files type the URL without a token, no write adds one.
        (site.folder / "static" / "newer.svg").write_text("<svg/>")
        (site.folder / "templates").mkdir()
        (site.folder / "templates" / "x.html").write_text('<img src="/static/newer.svg">')
        site.page = lambda: '<img src="/static/newer.svg">'
        self.assertEqual(self.html(site)[0], site.page())
        self.assertIn("its URL is typed without a token in the project", self.html(site)[1])

    def test_json(self):
        site, now, next_ = self.site("\n<link rel=stylesheet href=/static/site.css?v=NOW>")
        result = preview(site.folder, "--from", site.url, "--json", "--html")
        self.assertEqual(
            json.loads(result.stdout),
            {
                "format": 1, "url": site.url + "/", "left": [],
                "urls": [
                    {
                        "line": 2, "root": "static", "path": "site.css", "now": f"/static/site.css?v={now}",
                        "next": f"/static/site.css?v={next_}", "file": None, "fileLine": None,
                    }
                ],
                "html": f"\n<link rel=stylesheet href=/static/site.css?v={next_}>",
            },
        )

    def test_one_request_and_redirects(self):
        site, now, _ = self.site('<link rel=stylesheet href=/static/site.css?v=NOW><a href="/about">x</a>')
        self.html(site)
        self.assertEqual([path for path, _ in site.asked], ["/"])

        def around(path, query, headers, answer):
            if path == "/old":
                answer.status, answer.headers["Location"] = 302, "/about"
            if path == "/elsewhere":
                answer.status, answer.headers["Location"] = 302, "http://localhost:1/\x1b[31m"
            if path == "/circle":
                answer.status, answer.headers["Location"] = 302, "/circle"

        site.change = around
        self.assertIn(now[:0], self.html(site, "/old")[0])
        for path, words in [
            ("/elsewhere", 'leads to "http://localhost:1/\\x1b[31m", which is not asked - name that page'),
            ("/circle", "leads on and on - name the page where it ends"),
            ("/static/logo.svg", "is no page, but image/svg+xml - name a page"),
            ("/gone", "answers 404 - name a page that it has"),
        ]:
            with self.subTest(path):
                result = preview(site.folder, "--from", site.url + path)
                self.assertEqual(result.returncode, 2)
                self.assertEqual(result.stdout, b"")
                self.assertEqual(result.stderr.decode(), f"assetbump: {site.url}{path} {words}\n")
        result = preview(site.folder, "--from", "http://127.0.0.1:9/")
        self.assertEqual(
            (result.returncode, result.stderr.decode()),
            (2, "assetbump: http://127.0.0.1:9/: nobody listens there - start the application, or name its address\n"),
        )

    def test_usage(self):
        site, *_ = self.site("")
        for arguments in [
            ["--from", "ftp://x"], ["--from", site.url, "--page", "x.html"], ["--from", site.url, "static/site.css"],
            ["--header", "a: b"], ["--from", site.url, "--max-time", "0"], ["--from", site.url, "--header", "@file"],
        ]:
            with self.subTest(arguments):
                self.assertEqual(preview(site.folder, *arguments).returncode, 64)
        self.assertEqual(site.asked, [])

    def test_nothing_raw_on_a_terminal(self):
        hostile = "\x1b]0;title\x07<title>\x1b[2J\u202e\x9b31m</title><link href='/static/site.css?v=NOW\x1b[31m'>"
        site, *_ = self.site(hostile + "\n<link rel=stylesheet href=/static/site.css?v=NOW>\n")
        for arguments in [["--html"], [], ["--html", "--color", "always"]]:
            with self.subTest(arguments):
                inside, outside = pty.openpty()
                process = subprocess.Popen(
                    [tool.program(), "preview", "--project", str(site.folder), "--from", site.url, *arguments],
                    stdout=outside, stderr=outside, env=os.environ | {"TERM": "xterm", "NO_COLOR": ""},
                )
                os.close(outside)
                shown = b""
                try:
                    while part := os.read(inside, 4096):
                        shown += part
                except OSError:
                    pass  # what Linux says where nobody has the other side any more
                process.wait(timeout=30)
                os.close(inside)
                text = re.sub(r"\x1b\[[0-9;]*m|\r\n", "", shown.decode())
                self.assertIn("static/site.css", text)
                self.assertNotRegex(text, "[\x00-\x1f\x7f-\x9f\u202e]")
                self.assertNotIn(b"\x1b[2J", shown)
                self.assertNotIn(b"\x1b[31m", shown)


if __name__ == "__main__":
    unittest.main()
