"""The demo's loader, shop/asset_versions.py: run with `python loader_test.py`."""

import importlib.util
import json
import logging
import os
import tempfile
import unittest
from pathlib import Path

from flask import Blueprint, Flask

DEMO = Path(__file__).resolve().parents[2] / "assets-demo"
SPEC = importlib.util.spec_from_file_location("asset_versions", DEMO / "shop" / "asset_versions.py")
asset_versions = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(asset_versions)


def versions(**tokens: str) -> str:
    """Write a versions file of two roots, as `assetbump` does."""
    record = {"sha256": "0" * 64, "bumped": "2026-11-14"}
    site = {"css/site.css": {"token": tokens.get("site", "3f2a91c0"), **record}}
    journal = {"css/journal.css": {"token": tokens.get("journal", "v3"), **record}}
    return json.dumps({"format": 1, "assets": {"journal.static": journal, "static": site}})


class LoaderTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "asset-versions.json"
        self.file.write_text(versions())

    def make(self, debug: bool) -> Flask:
        app = Flask("site", static_folder="static")
        app.debug = debug
        asset_versions.init_app(app, self.file)
        journal = Blueprint("journal", "site", url_prefix="/journal", static_folder="static")
        journal.add_url_rule("/", "index", lambda: journal_page())
        app.register_blueprint(journal)
        # An extension's root, of which the versions file knows nothing.
        app.register_blueprint(Blueprint("toolbar", "site", url_prefix="/toolbar", static_folder="static"))
        app.add_url_rule("/page/<filename>", "page", lambda filename: filename)
        app.add_url_rule("/", "home", lambda: app.url_for("static", filename="css/site.css"))

        def journal_page() -> str:
            return app.url_for(".static", filename="css/journal.css")

        return app

    def url(self, app: Flask, endpoint: str, **values) -> str:
        with app.test_request_context():
            return app.url_for(endpoint, **values)

    def complaint(self, name: str, root: str) -> str:
        return f'"{name}" has no token in {self.file}: assetbump bump {root}:{name}'

    def test_recorded_name_gets_its_token(self):
        for debug in (True, False):
            app = self.make(debug)
            self.assertEqual(self.url(app, "static", filename="css/site.css"), "/static/css/site.css?v=3f2a91c0")
            self.assertEqual(
                self.url(app, "journal.static", filename="css/journal.css"), "/journal/static/css/journal.css?v=v3"
            )

    def test_blueprint_page_may_say_dot_static(self):
        page = self.make(False).test_client().get("/journal/")
        self.assertEqual(page.text, "/journal/static/css/journal.css?v=v3")

    def test_roots_do_not_mix(self):
        with self.assertRaises(LookupError) as caught:
            self.url(self.make(True), "journal.static", filename="css/site.css")
        self.assertEqual(str(caught.exception), self.complaint("css/site.css", "journal.static"))

    def test_unrecorded_name_raises_in_debug(self):
        with self.assertRaises(LookupError) as caught:
            self.url(self.make(True), "static", filename="img/new.avif")
        self.assertEqual(str(caught.exception), self.complaint("img/new.avif", "static"))

    def test_unrecorded_name_is_logged_once_in_production(self):
        app = self.make(False)
        with self.assertLogs(app.logger, logging.WARNING) as logs:
            for _ in range(3):
                self.assertEqual(self.url(app, "static", filename="img/new.avif"), "/static/img/new.avif")
            self.assertEqual(self.url(app, "journal.static", filename="img/new.avif"), "/journal/static/img/new.avif")
        self.assertEqual(
            [record.getMessage() for record in logs.records],
            [self.complaint("img/new.avif", "static"), self.complaint("img/new.avif", "journal.static")],
        )

    def test_other_urls_stay_as_they_are(self):
        app = self.make(True)
        self.assertEqual(self.url(app, "toolbar.static", filename="x.css"), "/toolbar/static/x.css")
        self.assertEqual(self.url(app, "page", filename="css"), "/page/css")
        self.assertEqual(self.url(app, "static", filename="cmaps/"), "/static/cmaps/")
        self.assertEqual(self.url(app, "static", filename="new.css", v="mine"), "/static/new.css?v=mine")
        self.assertEqual(self.url(app, "static", filename="robots.txt", v=None), "/static/robots.txt")

    def test_rewritten_file_is_picked_up_in_debug(self):
        client = self.make(True).test_client()
        self.assertEqual(client.get("/").text, "/static/css/site.css?v=3f2a91c0")
        self.rewrite(versions(site="9f86d081"))
        self.assertEqual(client.get("/").text, "/static/css/site.css?v=9f86d081")

    def test_rewritten_file_of_the_same_size_and_time_is_picked_up_in_debug(self):
        client = self.make(True).test_client()
        before = self.file.stat()
        self.assertEqual(client.get("/").text, "/static/css/site.css?v=3f2a91c0")
        self.rewrite(versions(site="9f86d081"))
        os.utime(self.file, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.assertEqual(client.get("/").text, "/static/css/site.css?v=9f86d081")

    def test_rewritten_file_waits_for_a_restart_in_production(self):
        client = self.make(False).test_client()
        self.rewrite(versions(site="9f86d081"))
        self.assertEqual(client.get("/").text, "/static/css/site.css?v=3f2a91c0")
        self.assertEqual(self.make(False).test_client().get("/").text, "/static/css/site.css?v=9f86d081")

    def test_file_that_broke_in_debug_is_an_error_until_mended(self):
        app = self.make(True)
        app.testing = True
        client = app.test_client()
        self.rewrite("")
        for _ in range(2):
            with self.assertRaises(RuntimeError):
                client.get("/")
        self.rewrite(versions(site="9f86d081"))
        self.assertEqual(client.get("/").text, "/static/css/site.css?v=9f86d081")

    def test_unusable_file_is_an_error_at_start(self):
        table = {
            '{"format": 2, "assets": {}}': "ValueError('its format is 2, not 1')",
            '{"format": 1}': "KeyError('assets')",
            '{"format": 1, "assets": []}': """AttributeError("'list' object has no attribute 'items'")""",
            '{"format": 1, "assets": {"static": {"a.css": {}}}}': "KeyError('token')",
            "[]": "TypeError('list indices must be integers or slices, not str')",
            "": "JSONDecodeError('Expecting value: line 1 column 1 (char 0)')",
        }
        for text, reason in table.items():
            with self.subTest(text):
                self.file.write_text(text)
                self.assert_refused(reason)

    def test_missing_file_is_an_error_at_start(self):
        self.file.unlink()
        self.assert_refused("FileNotFoundError(2, 'No such file or directory')")

    def assert_refused(self, reason: str) -> None:
        with self.assertRaises(RuntimeError) as caught:
            self.make(False)
        self.assertEqual(
            str(caught.exception), f"cannot use the versions file {self.file} ({reason}): run assetbump to mend it"
        )

    def rewrite(self, text: str) -> None:
        """Replace the file as `assetbump` does: whole, by rename."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(text)
        os.replace(fresh, self.file)


if __name__ == "__main__":
    unittest.main()
