"""A project, and a site that serves it as it should, with faults where a test plants them."""

import json
import subprocess
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import tool

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
