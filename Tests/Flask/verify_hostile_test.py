"""What `assetbump verify` does with servers that mean no good: run with `python verify_hostile_test.py`."""

import re
import signal
import subprocess
import tempfile
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import tool
from served_site import Site, verify


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

    def test_slow_servers(self):
        ended = threading.Event()
        self.addCleanup(ended.set)

        def silent(handler):
            ended.wait(60)

        def dripping(handler):
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.end_headers()
            while not ended.wait(0.05):
                handler.wfile.write(b" ")

        for send in (silent, dripping):
            with self.subTest(send.__name__):
                site = Site(self)
                url = self.raw(send)
                found = site.verify("--max-time", "1", url=url)
                self.assertEqual(found, [("error", "no-answer", "")], site.said)
                self.assertIn(f"{url}: no answer within 1 s", site.said)

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
        site.more += "<img src='/static/logo.svg?v=\x1b[31m'><title>\x1b]0;x\x07\u202e</title>"
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


if __name__ == "__main__":
    unittest.main()
