"""The placements of the loader for Flask: run with `python placement_test.py`."""

import hashlib
import json
import sys
import tempfile
import unittest
from pathlib import Path

import tool
from flask import Blueprint, Flask, url_for
from loaders import EachLoader

# A file, and its URL with the token T by placement.
URLS = [
    ("site.css", "site.T.css", "T/site.css"),
    ("css/site.css", "css/site.T.css", "T/css/site.css"),
    ("js/app.min.js", "js/app.T.min.js", "T/js/app.min.js"),
    ("js/app.js", "js/app.T.js", "T/js/app.js"),
    ("css/site.css.map", "css/site.T.css.map", "T/css/site.css.map"),
    ("css/site.min.css.map", "css/site.T.min.css.map", "T/css/site.min.css.map"),
    ("js/app.MIN.js", "js/app.T.MIN.js", "T/js/app.MIN.js"),
    ("api.d.ts", "api.T.d.ts", "T/api.d.ts"),
    ("api.d.css", "api.d.T.css", "T/api.d.css"),
    ("css/site.css.gz", "css/site.T.css.gz", "T/css/site.css.gz"),
    ("data.tar.br", "data.T.tar.br", "T/data.tar.br"),
    ("jquery-3.7.1.map", "jquery-3.7.1.T.map", "T/jquery-3.7.1.map"),
    ("jquery.ui.js", "jquery.ui.T.js", "T/jquery.ui.js"),
    ("LICENSE", "LICENSE.T", "T/LICENSE"),
    (".well-known", ".well-known.T", "T/.well-known"),
    (".min.js", ".min.T.js", "T/.min.js"),
    ("a.map", "a.T.map", "T/a.map"),
    ("end.", "end..T", "T/end."),
    ("v1.2/x.css", "v1.2/x.T.css", "T/v1.2/x.css"),
    ("a b/ü?#%.css", "a%20b/%C3%BC%3F%23%25.T.css", "T/a%20b/%C3%BC%3F%23%25.css"),
]
TOKENS = ["3f2a91c0", "20261122", "20261122-2", "v3", "2026.08-rc1", "a.b.c.d", "~_-", "x" * 64]


class Placement(unittest.TestCase):
    loader = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name, _, _ in URLS:
            self.file(name)

    def file(self, name: str, folder: str = "static") -> None:
        """Make a file that holds its own name."""
        path = self.folder / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)

    def make(self, placement: str, token: str = "T") -> Flask:
        def record(name: str) -> dict:
            return {"token": token, "sha256": hashlib.sha256(name.encode()).hexdigest(), "bumped": "2026-11-22"}

        assets = {"static": {name: record(name) for name, _, _ in URLS}, "journal.static": {"j.css": record("j.css")}}
        versions = self.folder / "asset-versions.json"
        versions.write_text(json.dumps({"format": 1, "assets": assets}))
        app = Flask("site", root_path=str(self.folder))
        self.loader.init_app(app, versions, placement=placement)
        journal = Blueprint("journal", "site", root_path=str(self.folder), url_prefix="/journal", static_folder="own")
        app.register_blueprint(journal)
        app.add_url_rule("/", "home", lambda: "home")
        return app

    def get(self, app: Flask, url: str) -> tuple[int, str | None]:
        """Request a URL: its status, and the file that it is about."""
        response = app.test_client().get(url)
        self.addCleanup(response.close)
        return response.status_code, response.get_data(as_text=True) if response.status_code == 200 else None

    def test_the_program_lists_the_same_urls(self):
        for placement, column in (("filename", 1), ("path", 2)):
            self.make(placement)
            settings = f'ignore = []\n[[root]]\nloader = "elsewhere"\nplacement = "{placement}"\n'
            (self.folder / "assetbump.toml").write_text(settings)
            listed = {of["path"]: of["url"] for of in tool.listed(self.folder)}
            for row in URLS:
                if not row[0].startswith("."):  # the program leaves dotfiles out
                    with self.subTest(row[column]):
                        self.assertEqual(listed[row[0]], "/static/" + row[column])

    def test_urls_are_built_and_served(self):
        for placement, column in (("filename", 1), ("path", 2)):
            for token in TOKENS:
                app = self.make(placement, token)
                for row in URLS:
                    with self.subTest(placement=placement, token=token, name=row[0]):
                        with app.test_request_context():
                            url = url_for("static", filename=row[0])
                        self.assertEqual(url, "/static/" + row[column].replace("T", token))
                        self.assertEqual(self.get(app, url), (200, row[0]))

    def test_a_blueprint_has_its_own_folder(self):
        self.file("j.css", "own")
        for placement, url in (("filename", "/journal/own/j.T.css"), ("path", "/journal/own/T/j.css")):
            app = self.make(placement)
            with app.test_request_context():
                self.assertEqual(url_for("journal.static", filename="j.css"), url)
            self.assertEqual(self.get(app, url), (200, "j.css"))

    def test_whatever_token_stands_there(self):
        self.assertEqual(self.get(self.make("filename"), "/static/css/site.older.css"), (200, "css/site.css"))
        self.assertEqual(self.get(self.make("path"), "/static/older/css/site.css"), (200, "css/site.css"))

    def test_the_plain_url_still_answers(self):
        for placement in ("filename", "path"):
            self.assertEqual(self.get(self.make(placement), "/static/css/site.css"), (200, "css/site.css"))

    def test_a_file_of_that_very_name_comes_first(self):
        self.file("js/app.3f2a91c0.js")
        self.assertEqual(self.get(self.make("filename"), "/static/js/app.3f2a91c0.js"), (200, "js/app.3f2a91c0.js"))
        self.file("vendor/css/site.css")
        self.assertEqual(self.get(self.make("path"), "/static/vendor/css/site.css"), (200, "vendor/css/site.css"))

    def test_an_ending_belongs_to_the_file_that_has_it(self):
        app = self.make("filename")
        self.assertEqual(self.get(app, "/static/js/app.T.min.js"), (200, "js/app.min.js"))
        (self.folder / "static/js/app.min.js").unlink()
        self.assertEqual(self.get(app, "/static/js/app.T.min.js"), (200, "js/app.js"))

    def test_what_is_no_token_is_not_found(self):
        (self.folder / "secret.css").write_text("secret")
        table = {
            "filename": [
                "css/none.T.css", "css/site.T.js", "css/site.a b.css", "css/site..css", "css/T.site.css",
                "T/css/site.css", "css/site." + "x" * 65 + ".css", "../secret.T.css", "T.css",
            ],
            "path": ["T/css/none.css", "css/site.T.css", "a b/css/site.css", "T/T/css/site.css", "T/../secret.css", "T/"],
        }
        for placement, urls in table.items():
            app = self.make(placement)
            for url in urls:
                with self.subTest(placement=placement, url=url):
                    self.assertEqual(self.get(app, "/static/" + url), (404, None))

    def test_other_urls_stay_as_they_are(self):
        app = self.make("path")
        with app.test_request_context():
            self.assertEqual(url_for("static", filename="new.css", v=None), "/static/new.css")
            self.assertEqual(url_for("static", filename="cmaps/"), "/static/cmaps/")
            self.assertEqual(url_for("static", filename="new.css"), "/static/new.css")
        self.assertEqual(self.get(app, "/"), (200, "home"))
        self.assertEqual(self.get(app, "/nowhere"), (404, None))

    def test_browsers_may_keep_it_for_a_year_under_the_recorded_token(self):
        for placement, url in (("filename", "css/site.{}.css"), ("path", "{}/css/site.css")):
            app = self.make(placement)
            table = [("T", "public, max-age=31536000, immutable"), ("older", "no-cache"), (None, "no-cache")]
            for token, cache in table:
                name = url.format(token) if token else "css/site.css"
                response = app.test_client().get("/static/" + name)
                self.addCleanup(response.close)
                self.assertEqual(response.headers["Cache-Control"], cache)
                self.assertEqual(response.headers["Content-Type"], "text/css; charset=utf-8")

    def test_a_name_that_no_file_has_is_not_looked_for(self):
        for placement in ("filename", "path"):
            app = self.make(placement)
            looked = []
            module = sys.modules[self.loader.init_app.__globals__["Tokens"].__module__]
            known = module.is_file
            module.is_file = lambda file: looked.append(file) or known(file)
            try:
                for name in ("." * 4000, "a." * 2000 + "css", "x/" * 2100 + "a.T.css", "é" * 321 + ".css"):
                    self.assertEqual(self.get(app, "/static/" + name), (404, None))
                self.assertEqual(looked, [])
                self.assertEqual(self.get(app, "/static/" + "." * 320), (404, None))
            finally:
                module.is_file = known
            self.assertLessEqual(len(looked), 4 * 67 + 1)


OfPackage, OfFile = EachLoader.of("flask", Placement)
del Placement

if __name__ == "__main__":
    unittest.main()
