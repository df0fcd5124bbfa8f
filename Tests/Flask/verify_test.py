"""What `assetbump verify` says of sites that really run: run with `python verify_test.py`.

Each planted fault has its sound twin: the same site without it, of which nothing is said.
"""

import base64
import gzip
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import tool

PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
YEAR = "public, max-age=31536000, immutable"
PAGE = """<!doctype html>
<title>Shop</title>
<link rel="stylesheet" href="/static/site.css?v={site}">
<script type="module" src="/static/app.js?v={app}"></script>
<img src="/static/logo.svg?v={logo}" alt="">
<a href="/about">about</a> <a href="https://elsewhere.example/">elsewhere</a>
{more}
"""
FILES = {
    "site.css": "body { color: black }\n",
    "app.js": 'console.log("hello")\n',
    "logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
}


class Answer:
    """An answer of a site, before it is sent."""

    def __init__(self, body: bytes, kind: str, **headers: str):
        self.status, self.body, self.kind = 200, body, kind
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Site:
    """A project and a server for it; `change` may alter any answer on its way."""

    def __init__(self, test: unittest.TestCase):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        test.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()
        (self.folder / "static").mkdir()
        (self.folder / "assetbump.toml").write_text('[[root]]\nloader = "elsewhere"\n')
        for name, text in FILES.items():
            (self.folder / "static" / name).write_text(text)
        tool.run(self.folder, "bump", "--all")
        # A release before this one, so that there are earlier tokens.
        self.old = self.tokens()
        self.old_bytes = {name: text.encode() for name, text in FILES.items()}
        for name, text in FILES.items():
            (self.folder / "static" / name).write_text(text.replace("o", "0"))
        tool.run(self.folder, "bump", "--all")
        self.more, self.page_headers = "", {"Cache-Control": "no-cache"}
        self.change = lambda path, query, headers, answer: None
        self.asked: list[tuple[str, str]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.server.daemon_threads = True
        test.addCleanup(self.server.server_close)
        test.addCleanup(self.server.shutdown)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def tokens(self) -> dict[str, str]:
        versions = json.loads((self.folder / "asset-versions.json").read_text())
        return {name.split(".")[0]: record["token"] for name, record in versions["assets"]["static"].items()}

    def page(self) -> str:
        return PAGE.format(more=self.more, **self.tokens())

    def answer(self, path: str, query: str, headers) -> Answer:
        """Return what a sound site answers."""
        if path in ("/", "/about"):
            return Answer(self.page().encode(), "text/html; charset=utf-8", **{"Cache-Control": "no-cache"})
        file = self.folder / path.lstrip("/")
        if not path.startswith("/static/") or not file.is_file():
            answer = Answer(b"not found", "text/plain")
            answer.status = 404
            return answer
        kind = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}[file.suffix]
        right = query == "v=" + self.tokens().get(file.stem, "-")
        return Answer(file.read_bytes(), kind, **{"Cache-Control": YEAR if right else "no-cache"})

    def handler(self):
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                path, _, query = self.path.partition("?")
                site.asked.append((self.path, self.headers.get("Accept-Encoding", "")))
                answer = site.answer(path, query, self.headers)
                site.change(path, query, self.headers, answer)
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.kind)
                self.send_header("Content-Length", str(len(answer.body)))
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, *_):
                pass

        return Handler

    def verify(self, *arguments: str, url: str = "", status: int | None = None) -> list[tuple[str, str, str]]:
        """Return severity, kind and asset of each finding."""
        result = verify(self.folder, url or self.url, "--json", *arguments)
        if status is not None and result.returncode != status:
            raise AssertionError(f"{result.returncode}: {result.stdout}{result.stderr}")
        self.said = result.stdout + result.stderr
        return [(f["severity"], f["kind"], f["path"] or "") for f in json.loads(result.stdout)["findings"]]


def verify(folder: Path, *arguments: str, timeout: float = 120) -> subprocess.CompletedProcess:
    return subprocess.run(
        [tool.program(), "verify", "--project", str(folder), *arguments],
        capture_output=True, text=True, timeout=timeout,
    )


class Faults(unittest.TestCase):
    """The planted faults, each after its sound twin."""

    def check(self, plant, *expected: tuple[str, str, str]) -> str:
        site = Site(self)
        self.assertEqual(site.verify(status=0), [], site.said)
        plant(site)
        self.assertEqual(sorted(site.verify(status=1)), sorted(expected), site.said)
        return site.said

    def changed(self, change, *expected: tuple[str, str, str]) -> str:
        return self.check(lambda site: setattr(site, "change", change), *expected)

    def test_not_found(self):
        def change(path, query, headers, answer):
            if path == "/static/site.css":
                answer.status = 404

        self.changed(change, ("error", "not-served", "site.css"))

    def test_old_bytes(self):
        def plant(site):
            def change(path, query, headers, answer):
                if path == "/static/site.css":
                    answer.body = site.old_bytes["site.css"]

            site.change = change

        said = self.check(plant, ("error", "old-bytes", "site.css"))
        self.assertIn("something in front may pass over the query", said)

    def test_page_in_place_of_a_script(self):
        def change(path, query, headers, answer):
            if path == "/static/app.js":
                answer.body, answer.kind = b"<!doctype html><title>x</title>", "text/html"

        self.changed(change, ("error", "html-instead", "app.js"))

    def test_wrong_token(self):
        def plant(site):
            site.page = lambda: PAGE.format(more="", **(site.tokens() | {"site": "deadbeef"}))

        self.check(plant, ("error", "other-token", "site.css"))

    def test_old_token(self):
        def plant(site):
            site.page = lambda: PAGE.format(more="", **(site.tokens() | {"site": site.old["site"]}))

        self.check(plant, ("error", "other-token", "site.css"))
        # New bytes under the old token, which nobody keeps: nothing more.

    def test_missing_token(self):
        def plant(site):
            site.page = lambda: PAGE.format(more="", **site.tokens()).replace("?v=" + site.tokens()["logo"], "")

        self.check(plant, ("warning", "missing-token", "logo.svg"))

    def test_double_token(self):
        for double in ["{0}&v={0}", "{0}?v={0}"]:
            with self.subTest(double):

                def plant(site):
                    token = site.tokens()["app"]
                    site.page = lambda: PAGE.format(more="", **(site.tokens() | {"app": double.format(token)}))

                self.check(plant, ("warning", "double-token", "app.js"))

    def test_placeholder(self):
        for text in ["{{ version }}", "__VERSION__", "None", "%VERSION%", ""]:
            with self.subTest(text):

                def plant(site):
                    site.page = lambda: PAGE.format(more="", **(site.tokens() | {"logo": text}))

                self.check(plant, ("error", "placeholder", "logo.svg"))

    def test_changing_token(self):
        def plant(site):
            site.page = lambda: PAGE.format(more="", **(site.tokens() | {"logo": str(time.time_ns())}))

        self.check(plant, ("warning", "changing-token", "logo.svg"))

    def test_bare_import(self):
        def plant(site):
            (site.folder / "static" / "app.js").write_text('import { x } from "library"\n')
            tool.run(site.folder, "bump", "--all")

        self.check(plant, ("error", "bare-import", "app.js"))

    def test_bare_import_with_a_map(self):
        site = Site(self)
        site.more = '<script type="importmap">{"imports": {"library": "/static/logo.svg?v=%s"}}</script>'
        site.more %= site.tokens()["logo"]
        (site.folder / "static" / "app.js").write_text('import { x } from "library"\n')
        tool.run(site.folder, "bump", "--all")
        self.assertEqual(site.verify(), [], site.said)

    def test_import_without_a_token(self):
        def plant(site):
            (site.folder / "static" / "util.js").write_text("export const x = 1\n")
            (site.folder / "static" / "app.js").write_text('import { x } from "./util.js"\n')
            tool.run(site.folder, "bump", "--all")

            def change(path, query, headers, answer):
                if path == "/static/util.js":
                    answer.headers["Cache-Control"] = "max-age=600"

            site.change = change

        self.check(plant, ("warning", "missing-token", "util.js"))

    def test_never_kept(self):
        def change(path, query, headers, answer):
            answer.headers["Cache-Control"] = "no-cache"

        said = self.changed(change, ("warning", "not-kept", "site.css"))
        self.assertIn("so 2 more of the root", said)

    def test_year_without_a_token(self):
        def plant(site):
            site.page = lambda: PAGE.format(more="", **site.tokens()).replace("?v=" + site.tokens()["logo"], "")

            def change(path, query, headers, answer):
                if path == "/static/logo.svg":
                    answer.headers["Cache-Control"] = YEAR

            site.change = change

        self.check(
            plant, ("warning", "missing-token", "logo.svg"), ("warning", "kept-without-token", "logo.svg")
        )

    def test_year_for_a_token_that_nobody_gave(self):
        def change(path, query, headers, answer):
            if path.startswith("/static/"):
                answer.headers["Cache-Control"] = YEAR

        self.changed(change, ("warning", "unknown-token-kept", "site.css"))

    def test_page_that_is_kept(self):
        def change(path, query, headers, answer):
            if path == "/":
                answer.headers["Cache-Control"] = "max-age=86400"

        self.changed(change, ("warning", "page-kept", ""))

    def test_immutable_worker(self):
        site = Site(self)
        (site.folder / "static" / "sw.js").write_text("self.oninstall = () => {}\n")
        tool.run(site.folder, "bump", "--all")
        site.more = "<script>navigator.serviceWorker.register('/static/sw.js')</script>"
        self.assertEqual(site.verify(), [], site.said)

        def change(path, query, headers, answer):
            if path == "/static/sw.js":
                answer.headers["Cache-Control"] = YEAR

        site.change = change
        self.assertEqual(site.verify(), [("warning", "worker-kept", "sw.js")], site.said)

    def test_no_vary_search(self):
        for value, is_fault in [
            ('params=("v")', True), ("params", True), ('params, except=("q")', True), ('params=("utm" "v")', True),
            ('params=("utm")', False), ('params, except=("v")', False), ("key-order", False), ("params=?0", False),
        ]:
            with self.subTest(value):
                site = Site(self)

                def change(path, query, headers, answer):
                    if path == "/static/app.js":
                        answer.headers["No-Vary-Search"] = value

                site.change = change
                expected = [("error", "token-ignored", "app.js")] if is_fault else []
                self.assertEqual(site.verify(), expected, site.said)

    def test_wrong_integrity(self):
        def integrity(site, text: bytes) -> None:
            digest = base64.b64encode(hashlib.sha384(text).digest()).decode()
            page = PAGE.format(more="", **site.tokens())
            site.page = lambda: page.replace("<script ", f'<script integrity="sha384-{digest}" ')

        sound = Site(self)
        integrity(sound, (sound.folder / "static" / "app.js").read_bytes())
        self.assertEqual(sound.verify(), [], sound.said)
        self.check(lambda site: integrity(site, b"other"), ("error", "wrong-integrity", "app.js"))

    def test_stale_copies(self):
        for encoding in ["gzip"]:
            with self.subTest(encoding):
                site = Site(self)

                def compress(path, query, headers, answer, body=None):
                    if path == "/static/site.css" and encoding in headers.get("Accept-Encoding", ""):
                        answer.body = gzip.compress(body or answer.body)
                        answer.headers |= {"Content-Encoding": encoding, "Vary": "Accept-Encoding"}

                site.change = compress
                self.assertEqual(site.verify(), [], site.said)
                old = site.old_bytes["site.css"]
                site.change = lambda *words: compress(*words, body=old)
                self.assertEqual(site.verify(), [("error", "encoding-differs", "site.css")], site.said)
                self.assertIn("the bytes of the earlier token", site.said)

    def test_content_type(self):
        def change(path, query, headers, answer):
            if path == "/static/app.js":
                answer.kind = "text/plain"

        self.changed(change, ("error", "content-type", "app.js"))

    def test_named_and_not_served(self):
        def plant(site):
            site.more = '<img src="/static/gone.png"><a href="/static/gone.pdf">x</a>'

        self.check(plant, ("error", "not-served", ""))

    def test_not_deployed(self):
        def plant(site):
            (site.folder / "static" / "site.css").write_text("body { color: teal }\n")

        self.check(plant, ("error", "other-bytes", "site.css"))


class Behaviour(unittest.TestCase):
    def test_each_file_once_and_nothing_else(self):
        site = Site(self)
        self.assertEqual(site.verify(status=0), [])
        tokens = site.tokens()
        files = [path for path, _ in site.asked if path.startswith("/static/") and "verify-" not in path]
        names = {"site": "css", "app": "js", "logo": "svg"}
        expected = [f"/static/{name}.{end}?v={tokens[name]}" for name, end in names.items()]
        # As a browser asks, and without Accept-Encoding.
        self.assertEqual(sorted(files), sorted(expected * 2))
        self.assertEqual(len(set(site.asked)), len(site.asked) - 2)  # both pages once more
        self.assertIn("not asked: https://elsewhere.example", site.said)

    def test_nothing_unasked(self):
        site = Site(self)
        site.more = """<meta name="description" content="Fine things"><meta name="viewport" content="width=device-width">
            <meta name="msapplication-config" content="none"><meta property="og:url" content="/about/us">
            <link rel="canonical" href="/shop"><link rel="alternate" href="/feed"><form action="/search"></form>
            <i data-url="/api/delete"></i><template><img src="{{ x }}"></template><a href="/logout">x</a>
            <script>const page = '<img src="/static/gone.png">', file = "/static/none.svg"</script>"""
        self.assertEqual(site.verify(status=0), [], site.said)
        paths = {path for path, _ in site.asked if not path.startswith("/static/")}
        self.assertEqual(paths, {"/", "/about", "/sitemap.xml"})

    def test_template_place_and_formats(self):
        site = Site(self)
        (site.folder / "templates").mkdir()
        (site.folder / "templates" / "home.html").write_text(
            "<link href=\"{{ url_for('static', filename='site.css') }}\">\n"
        )
        site.page = lambda: PAGE.format(more="", **(site.tokens() | {"site": "deadbeef"}))
        text = verify(site.folder, site.url).stdout
        token = site.tokens()["site"]
        self.assertEqual(
            text,
            f"templates/home.html:1:44: error: static:site.css: other-token: {site.url}/:3 names it with deadbeef,"
            f" which it never had; recorded is {token} - restart the application, and purge pages that a cache in"
            " front keeps\n",
        )
        self.assertTrue(verify(site.folder, site.url, "--format", "github").stdout.startswith("::error file="))
        log = json.loads(verify(site.folder, site.url, "--format", "sarif").stdout)
        self.assertEqual(log["runs"][0]["results"][0]["ruleId"], "other-token")

    def test_unnamed(self):
        site = Site(self)
        (site.folder / "static" / "left.css").write_text("x\n")
        tool.run(site.folder, "bump", "--all")
        self.assertEqual(site.verify(status=0), [])
        self.assertIn("named by nothing that was read: static:left.css", site.said)

    def test_secrets_are_not_on_the_command_line(self):
        site = Site(self)
        seen: list[str] = []
        given: list[str] = []

        def change(path, query, headers, answer):
            given.append(headers.get("Authorization", "") + headers.get("X-Key", ""))
            for process in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    words = process.read_bytes().split(b"\0")
                except OSError:
                    continue
                if words[0].endswith(b"curl"):
                    seen.append(b" ".join(words).decode())

        site.change = change
        site.verify("--user", "me:s3cret", "--header", 'X-Key: "k\\ey"')
        self.assertEqual(set(given), {"Basic bWU6czNjcmV0" + '"k\\ey"'})
        self.assertTrue(seen)
        self.assertEqual(set(seen), {"curl -q --config - "})

    def test_curlrc_and_missing_curl(self):
        site = Site(self)
        (site.folder / ".curlrc").write_text('header = "X-Mine: 1"\n')
        given = []
        site.change = lambda path, query, headers, answer: given.append(headers.get("X-Mine"))
        environment = os.environ | {"HOME": str(site.folder), "CURL_HOME": str(site.folder)}
        command = [tool.program(), "verify", "--project", str(site.folder), site.url]
        subprocess.run(command, env=environment, capture_output=True, timeout=60)
        self.assertEqual(set(given), {None})
        result = subprocess.run(command, env={"PATH": "/nowhere"}, capture_output=True, text=True, timeout=60)
        self.assertEqual(result.returncode, 2)
        self.assertEqual(
            result.stderr,
            "assetbump: curl is not installed - assetbump verify asks the site by it: apt install curl\n",
        )

    def test_wrong_usage(self):
        site = Site(self)
        for arguments in [
            ["ftp://x"], ["http://u:p@127.0.0.1/"], ["127.0.0.1"], [site.url, "--header", "@file"],
            [site.url, "--header", "a: b\nc: d"], [site.url, "--user", "me"], [site.url, "--pages", "0"],
        ]:
            with self.subTest(arguments):
                result = verify(site.folder, *arguments)
                self.assertEqual((result.returncode, result.stdout), (64, ""), result.stderr)
        self.assertEqual(site.asked, [])

    def test_nobody_there(self):
        site = Site(self)
        result = verify(site.folder, "http://127.0.0.1:9/")
        self.assertEqual(result.stdout, "error: no-answer: http://127.0.0.1:9/: nobody listens there\n")
        self.assertEqual(result.returncode, 1)

    def test_thousand_files(self):
        site = Site(self)
        for number in range(1000):
            (site.folder / "static" / f"f{number}.svg").write_text(f"<svg id='{number}'/>\n")
        tool.run(site.folder, "bump", "--all")
        tokens = site.tokens()
        site.tokens = lambda: tokens
        site.more = "".join(f'<img src="/static/f{n}.svg?v={tokens[f"f{n}"]}">' for n in range(1000))
        start = time.monotonic()
        self.assertEqual(site.verify(status=0), [])
        print(f"1,003 files by Python's server: {time.monotonic() - start:.1f} s")
        self.assertEqual(len([path for path, _ in site.asked if "/f" in path]), 2000)


class Hostile(unittest.TestCase):
    """Servers that mean no good: the reader ends, and says what it saw."""

    def test_endless_pages(self):
        site = Site(self)
        count = [0]

        def change(path, query, headers, answer):
            if not path.startswith("/static/"):
                count[0] += 1
                links = "".join(f'<a href="/p{count[0]}-{n}">x</a>' for n in range(50))
                answer.status, answer.body, answer.kind = 200, links.encode(), "text/html"

        site.change = change
        self.assertEqual(site.verify("--pages", "10", "--depth", "90"), [])
        self.assertIn("links were not followed", site.said)
        self.assertLess(count[0], 20)

    def test_endless_redirects_and_redirects_elsewhere(self):
        site = Site(self)

        def around(path, query, headers, answer):
            answer.status = 302
            answer.headers["Location"] = f"/r{time.time_ns()}"

        site.change = around
        self.assertEqual(site.verify(), [])
        self.assertLess(len(site.asked), 120)

        def elsewhere(path, query, headers, answer):
            if path == "/":
                answer.status = 302
                answer.headers["Location"] = "http://localhost:1/\x1b[31m"

        site.change = elsewhere
        self.assertEqual(site.verify(), [("warning", "redirect", "")], site.said)

        def file(path, query, headers, answer):
            if path == "/static/site.css":
                answer.status = 302
                answer.headers["Location"] = "http://169.254.169.254/latest"

        site.change = file
        self.assertEqual(site.verify(), [("warning", "redirect", "site.css")], site.said)

    def raw(self, send) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                try:
                    send(self)
                except OSError:
                    pass

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/"

    def test_endless_body(self):
        def send(handler):
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.end_headers()
            while True:
                handler.wfile.write(b"x" * 65536)

        site = Site(self)
        url = self.raw(send)
        before = set(Path(tempfile.gettempdir()).glob("assetbump-verify.*"))
        self.assertEqual(site.verify(url=url), [("error", "no-answer", "")], site.said)
        self.assertIn("more than 32 MiB", site.said)
        self.assertEqual(set(Path(tempfile.gettempdir()).glob("assetbump-verify.*")), before)

    def test_huge_headers(self):
        def send(handler):
            handler.send_response(200)
            for number in range(1000):
                handler.send_header(f"X-{number}", "y" * 10000)
            handler.end_headers()
            handler.wfile.write(b"<html>")

        site = Site(self)
        self.assertEqual(site.verify(url=self.raw(send)), [("error", "no-answer", "")], site.said)

    def test_control_characters(self):
        site = Site(self)
        site.more = "<img src='/static/\x1b]0;x\x07gone.png'><img src='/static/a\u202eb.png'>"
        site.more += "<img src='/static/logo.svg?v=\x1b[31m'>"
        result = verify(site.folder, site.url)
        self.assertEqual(result.returncode, 1)
        self.assertNotRegex(result.stdout + result.stderr, "[\x00-\x09\x0b-\x1f\x7f\u202e]")

    def test_interrupted(self):
        def send(handler):
            if handler.path == "/":
                handler.send_response(200)
                handler.send_header("Content-Type", "text/html")
                handler.send_header("Cache-Control", "max-age=86400")
                handler.end_headers()
                handler.wfile.write(b'<img src="/static/logo.svg">')
            elif handler.path.startswith("/static"):
                began.set()
                ended.wait(60)
            else:
                handler.send_error(404)

        began, ended = threading.Event(), threading.Event()
        self.addCleanup(ended.set)
        site = Site(self)
        command = [tool.program(), "verify", "--project", str(site.folder), self.raw(send)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertTrue(began.wait(60))
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 130, output + errors)
        self.assertEqual(re.findall("page-kept|missing-token", output), ["page-kept", "missing-token"])
        self.assertIn("then interrupted", errors)


NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/errors;
events {{}}
http {{
    access_log off;
    types {{ text/html html; text/css css; text/javascript js; image/svg+xml svg; }}
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    proxy_cache_path {folder}/cache keys_zone=all:1m;
    server {{
        listen 127.0.0.1:{port};
        location / {{ proxy_pass {upstream}; }}
        location /static/ {{
            {static}
        }}
    }}
}}
"""


class Proxies(unittest.TestCase):
    """nginx in front: as a server of files, and as a cache that minds the query or does not."""

    def nginx(self, site: Site, static: str) -> str:
        import socket

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        configuration = Path(folder.name) / "nginx.conf"
        configuration.write_text(
            NGINX.format(folder=folder.name, port=port, upstream=site.url, static=static.format(upstream=site.url))
        )
        process = subprocess.Popen(
            ["nginx", "-p", folder.name, "-c", str(configuration)], env=os.environ | {"PATH": PATH},
            stderr=subprocess.DEVNULL,
        )
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return f"http://127.0.0.1:{port}"
            time.sleep(0.02)
        raise AssertionError((Path(folder.name) / "errors").read_text())

    CACHE = "proxy_pass {{upstream}}; proxy_cache all; proxy_cache_valid 200 1h; proxy_ignore_headers Cache-Control; {key}"

    def release_behind(self, key: str) -> tuple[Site, str]:
        site = Site(self)
        url = self.nginx(site, self.CACHE.format(key=key))
        site.verify(url=url)
        (site.folder / "static" / "site.css").write_text("body { color: green }\n")
        tool.run(site.folder, "bump", "--all")
        return site, url

    def test_cache_that_minds_the_query(self):
        site, url = self.release_behind("")
        self.assertEqual(site.verify(url=url, status=0), [], site.said)

    def test_cache_that_ignores_the_query(self):
        site, url = self.release_behind("proxy_cache_key $uri;")
        found = site.verify(url=url, status=1)
        self.assertIn(("error", "old-bytes", "site.css"), found, site.said)

    def test_cache_that_ignores_the_query_and_says_so(self):
        site = Site(self)
        key = "proxy_cache_key $uri; add_header X-Cache-Status $upstream_cache_status;"
        url = self.nginx(site, self.CACHE.format(key=key))
        site.verify(url=url)
        self.assertIn(("error", "token-ignored", "site.css"), site.verify(url=url), site.said)

    def test_stale_copy_beside_the_file(self):
        for is_stale in [False, True]:
            with self.subTest(is_stale):
                site = Site(self)
                file = site.folder / "static" / "site.css"
                body = site.old_bytes["site.css"] if is_stale else file.read_bytes()
                (site.folder / "static" / "site.css.gz").write_bytes(gzip.compress(body))
                settings = site.folder / "assetbump.toml"
                settings.write_text('ignore = ["*.gz"]\n' + settings.read_text())
                headers = "gzip_static on; gzip_vary on; root {folder};".format(folder=site.folder)
                url = self.nginx(site, headers)
                expected = [("error", "encoding-differs", "site.css")] if is_stale else []
                self.assertEqual(site.verify(url=url), expected, site.said)


class Applications(unittest.TestCase):
    def test_flask_with_the_loader(self):
        with tempfile.TemporaryDirectory() as name:
            demo = tool.released_demo(Path(name).resolve())
            import socket

            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            process = subprocess.Popen(
                [os.sys.executable, "-m", "flask", "--app", "shop", "run", "--port", str(port)], cwd=demo,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            try:
                for _ in range(300):
                    with socket.socket() as probe:
                        if probe.connect_ex(("127.0.0.1", port)) == 0:
                            break
                    time.sleep(0.05)
                result = verify(demo, f"http://127.0.0.1:{port}/", "--json")
            finally:
                process.terminate()
                process.wait()
            findings = json.loads(result.stdout)["findings"]
            self.assertEqual([f for f in findings if f["severity"] == "error"], [], result.stdout)


if __name__ == "__main__":
    unittest.main()
