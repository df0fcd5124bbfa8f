"""The loader for Quart: run with `python quart_test.py`."""

import asyncio
import hashlib
import json
import logging
import os
import tempfile
import unittest
from pathlib import Path, PurePosixPath

from loaders import EachLoader
from quart import Blueprint, Quart, Response, render_template_string, url_for

YEAR = "public, max-age=31536000, immutable"


def record(token: str, text: str, **more: object) -> dict:
    return {"token": token, "sha256": hashlib.sha256(text.encode()).hexdigest(), "bumped": "2026-11-14", **more}


class Site(unittest.TestCase):
    loader = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()
        self.file = self.folder / "asset-versions.json"
        for name in ("static/site.css", "static/app.js", "static/new.css", "own/journal.css", "pyproject.toml"):
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
        self.versions("1")

    def versions(self, token: str, **more: object) -> None:
        site = {name: record(token, f"static/{name}", **more) for name in ("site.css", "app.js")}
        journal = {"journal.css": record("9", "own/journal.css")}
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps({"format": 1, "assets": {"static": site, "journal.static": journal}}))
        os.replace(fresh, self.file)

    def make(self, page: str = "", debug: bool = False, **options: object) -> Quart:
        app = Quart("site", root_path=str(self.folder))
        app.debug = debug
        self.loader.init_app(app, **options)
        journal = Blueprint("journal", "site", root_path=str(self.folder), url_prefix="/journal", static_folder="own")
        app.register_blueprint(journal)

        @app.get("/")
        async def home() -> str:
            return await render_template_string(page, path=PurePosixPath("site.css"))

        return app

    def get(self, app: Quart, url: str, method: str = "GET", **headers: str) -> tuple[int, str, Response]:
        async def answer() -> tuple[int, str, Response]:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            response = await app.test_client().open(url, method=method, headers=names)
            return response.status_code, await response.get_data(as_text=True), response

        return asyncio.run(answer())

    def page(self, text: str, **options: object) -> str:
        return self.get(self.make(text, **options), "/")[1]

    def test_urls_in_templates(self):
        table = {
            "{{ url_for('static', filename='site.css') }}": "/static/site.css?v=1",
            "{{ url_for('static', filename=path) }}": "/static/site.css?v=1",
            "{{ url_for('journal.static', filename='journal.css') }}": "/journal/own/journal.css?v=9",
            "{{ url_for('static', filename='site.css', v=None) }}": "/static/site.css",
            "{{ url_for('static', filename='gone.css') }}": "/static/gone.css",
            "{{ asset_tag('app.js', defer=True) }}": '<script src="/static/app.js?v=1" defer></script>',
        }
        for text, url in table.items():
            with self.subTest(text):
                self.assertEqual(self.page(text), url)
        self.assertEqual(self.page("{{ url_for('static', filename='site.css') }}", literal=["static"]), "/static/site.css")
        self.assertEqual(
            self.page("{{ url_for('static', filename='site.css') }}", parameter="ver"), "/static/site.css?ver=1"
        )

    def test_integrity_where_it_is_recorded(self):
        self.versions("1", integrity="sha384-x")
        tag = '<script src="/static/app.js?v=1"{} defer></script>'
        text = "{{ asset_tag('app.js', defer=True) }}"
        self.assertEqual(self.page(text), tag.format(' integrity="sha384-x" crossorigin'))
        self.assertEqual(self.page(text, debug=True), tag.format(""))

    def test_a_new_file_is_named_once(self):
        app = self.make("{{ url_for('static', filename='new.css') }}")
        with self.assertLogs(app.logger, logging.WARNING) as logs:
            for _ in range(2):
                self.assertEqual(self.get(app, "/")[1], "/static/new.css")
        self.assertEqual(
            [of.getMessage() for of in logs.records],
            [f'"new.css" has no token in {self.file}: browsers ask for it each time - assetbump check says what is new'],
        )

    def test_a_year_for_the_bytes_that_the_token_was_given_for(self):
        app = self.make()
        table = {
            "/static/site.css?v=1": YEAR,
            "/static/site.css?v=tomorrow": "no-cache",
            "/static/site.css": "no-cache",
            "/static/new.css?v=1": "no-cache",
            "/journal/own/journal.css?v=9": YEAR,
        }
        for url, keeping in table.items():
            for method in ("GET", "HEAD"):
                with self.subTest(url, method=method):
                    status, _, response = self.get(app, url, method)
                    self.assertEqual((status, response.headers["Cache-Control"]), (200, keeping))
        (self.folder / "static/site.css").write_text("other bytes")
        self.assertEqual(self.get(app, "/static/site.css?v=1")[2].headers["Cache-Control"], "no-cache")

    def test_debug_keeps_nothing_and_reads_again(self):
        app = self.make("{{ url_for('static', filename='site.css') }}", debug=True)
        self.assertEqual(self.get(app, "/static/site.css?v=1")[2].headers["Cache-Control"], "no-cache")
        self.versions("2")
        self.assertEqual(self.get(app, "/")[1], "/static/site.css?v=2")

    def test_production_waits_for_a_restart(self):
        app = self.make("{{ url_for('static', filename='site.css') }}")
        self.versions("2")
        self.assertEqual(self.get(app, "/")[1], "/static/site.css?v=1")

    def test_conditions_go_by_the_bytes(self):
        app = self.make()
        tag = self.get(app, "/static/site.css?v=1")[2].headers["ETag"]
        self.assertEqual(tag, f'"{hashlib.sha256(b"static/site.css").hexdigest()}"')
        status, body, response = self.get(app, "/static/site.css?v=1", If_None_Match=tag)
        self.assertEqual((status, body, response.headers["Cache-Control"]), (304, "", YEAR))
        (self.folder / "static/site.css").write_text("static/new.css!")
        status, body, _ = self.get(app, "/static/site.css?v=1", If_None_Match=tag)
        self.assertEqual((status, body), (200, "static/new.css!"))

    def test_parts(self):
        status, body, _ = self.get(self.make(), "/static/site.css?v=1", Range="bytes=1-3")
        self.assertEqual((status, body), (206, "tat"))

    def test_placements(self):
        for placement, url in {"filename": "/static/site.1.css", "path": "/static/1/site.css"}.items():
            with self.subTest(placement):
                app = self.make("{{ url_for('static', filename='site.css') }}", placement=placement)
                self.assertEqual(self.get(app, "/")[1], url)
                status, body, response = self.get(app, url)
                self.assertEqual((status, body, response.headers["Cache-Control"]), (200, "static/site.css", YEAR))
                self.assertEqual(self.get(app, "/static/" + "x" * 500)[0], 404)

    def test_what_is_not_there(self):
        self.assertEqual(self.get(self.make(), "/static/gone.css?v=1")[0], 404)

    def test_a_start_that_cannot_be(self):
        self.file.write_text("{")
        with self.assertRaises(RuntimeError) as caught:
            self.make()
        self.assertEqual(
            str(caught.exception),
            f"cannot use the versions file {self.file}: line 1, column 2: Expecting property name enclosed in double"
            " quotes - run assetbump check",
        )
        self.file.unlink()
        with self.assertRaises(RuntimeError) as caught:
            self.make()
        self.assertEqual(
            str(caught.exception),
            f"no asset-versions.json in {self.folder} or above it, up to {self.folder}:"
            " run assetbump init, or name the file",
        )


SiteOfPackage, SiteOfFile = EachLoader.of("quart", Site)
del Site

if __name__ == "__main__":
    unittest.main()
