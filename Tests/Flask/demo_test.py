"""The demo, served over HTTP, holds the URLs that `assetbump preview` printed, for each placement."""

import functools
import html
import re
import shutil
import sys
import tempfile
import threading
import unittest
import urllib.request
from pathlib import Path

import tool
from pages import PAGES, STATIC_URL
from top import TOP
from werkzeug.serving import WSGIRequestHandler, make_server

# The placements of the shop and of its journal, a blueprint, and what two of the URLs must be.
PLACEMENTS = [
    ("query", "query", "/static/js/theme.js?v={}", "/journal/static/js/reading-time.js?v=2.0-rc1"),
    ("filename", "path", "/static/js/theme.{}.js", "/journal/static/2.0-rc1/js/reading-time.js"),
    ("path", "filename", "/static/{}/js/theme.js", "/journal/static/js/reading-time.2.0-rc1.js"),
]
TODAY = "/workshop/static/js/today.js"
FOLDERS = {
    "static": "shop/static", "journal.static": "shop/journal/static", "workshop.static": "shop/workshop/static"
}
MANUAL = "journal.static:js/reading-time.js"
NEXT = re.compile(r"^  next  (/\S+)$", re.MULTILINE)  # not "(gone)", "(type one)"


class Quiet(WSGIRequestHandler):
    """Prints no line for each request."""

    def log(self, type: str, message: str, *args) -> None:
        pass


class DemoTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.demo = Path(folder.name) / "demo"
        shutil.copytree(TOP / "assets-demo", self.demo, ignore=shutil.ignore_patterns("__pycache__"))
        self.settings = (self.demo / "assetbump.toml").read_text()
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(self.demo))
        self.addCleanup(sys.path.remove, str(self.demo))

    def place(self, static: str, journal: str) -> None:
        """Write the demo's settings with a placement for each of its two roots."""
        text = self.settings
        for url, placement in (("/static/", static), ("/journal/static/", journal)):
            line = f'url = "{url}"\n'
            self.assertEqual(text.count(line), 1)
            text = text.replace(line, f'{line}placement = "{placement}"\n')
        (self.demo / "assetbump.toml").write_text(text)

    def serve(self, static: str, journal: str) -> str:
        """Serve the demo in production mode, with these placements; return its address."""
        from shop import asset_versions, create_app

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

    def get(self, url: str) -> tuple[int, bytes, str | None]:
        """Request a URL: its status, its bytes, and its Cache-Control."""
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=20) as response:
            return response.status, response.read(), response.headers["Cache-Control"]

    def test_the_pages_hold_what_the_preview_printed(self):
        previews: list[set[str]] = []
        for static, journal, _, _ in PLACEMENTS:
            self.place(static, journal)
            previews.append(set(NEXT.findall(tool.run(self.demo, "preview"))))
        tool.run(self.demo, "bump", "--all", status=1)  # one asset asks for a token typed by hand
        tool.run(self.demo, "bump", MANUAL, "--token", "2.0-rc1")
        files = {(of["root"], of["path"]): of["token"] for of in tool.listed(self.demo)}
        theme = files["static", "js/theme.js"]
        for (static, journal, theme_url, manual_url), promised in zip(PLACEMENTS, previews):
            with self.subTest(static=static, journal=journal):
                self.place(static, journal)
                listed = {of["url"]: of for of in tool.listed(self.demo)}
                self.assertEqual(set(listed), promised | {manual_url})
                address = self.serve(static, journal)
                seen = set()
                for page in PAGES:
                    status, text, _ = self.get(address + page)
                    self.assertEqual(status, 200)
                    seen |= {html.unescape(url) for url in STATIC_URL.findall(text.decode())}
                # One URL's token is the time of the request: the mistake that `check` finds.
                self.assertEqual({url.partition("?")[0] for url in seen - set(listed)}, {TODAY})
                self.assertLessEqual({theme_url.format(theme), manual_url}, seen)
                for url, asset in listed.items():
                    expected = (self.demo / FOLDERS[asset["root"]] / asset["path"]).read_bytes()
                    self.assertEqual(self.get(address + url), (200, expected, "public, max-age=31536000, immutable"), url)


if __name__ == "__main__":
    unittest.main()
