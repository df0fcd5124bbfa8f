"""The loader for Flask 1.1, 2.2 and 3.1: run with `python loader_test.py`."""

import hashlib
import json
import logging
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path, PurePosixPath

from flask import Blueprint, Flask, render_template_string, url_for
from loaders import LOADERS, EachLoader

YEAR = "public, max-age=31536000, immutable"
NOTHING = "0" * 64


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def record(token: str, sha256: str = NOTHING, **more: object) -> dict:
    return {"token": token, "sha256": sha256, "bumped": "2026-11-14", **more}


class Lazy:
    """A text that is made when it is asked for."""

    def __str__(self) -> str:
        return "css/site.css"


class Site(unittest.TestCase):
    """A folder with an application in it."""

    loader = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()
        self.file = self.folder / "asset-versions.json"
        self.put("static/css/site.css", "body {}")
        self.put("own/css/journal.css", "h1 {}")
        self.versions()

    def put(self, name: str, text: str = "") -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def versions(self, **assets: dict) -> None:
        """Write a versions file, as assetbump does: whole, by rename."""
        site = {"css/site.css": record("3f2a91c0", digest("body {}"))}
        roots = {"static": site, "journal.static": {"css/journal.css": record("v3", digest("h1 {}"))}}
        self.rewrite(json.dumps({"format": 1, "assets": {**roots, **assets}}))

    def rewrite(self, text: str) -> None:
        fresh = self.file.with_suffix(".new")
        fresh.write_text(text)
        os.replace(str(fresh), str(self.file))

    def make(self, debug: bool = False, **options: object) -> Flask:
        app = Flask("site", root_path=str(self.folder))
        app.debug = debug
        self.loader.init_app(app, options.pop("file", self.file), **options)
        journal = Blueprint("journal", "site", root_path=str(self.folder), url_prefix="/journal", static_folder="own")
        journal.add_url_rule("/", "index", lambda: url_for(".static", filename="css/journal.css"))
        app.register_blueprint(journal)
        # An extension's root, of which the versions file knows nothing.
        toolbar = Blueprint("toolbar", "site", root_path=str(self.folder), url_prefix="/toolbar", static_folder="own")
        app.register_blueprint(toolbar)
        app.add_url_rule("/page/<filename>", "page", lambda filename: filename)
        app.add_url_rule("/", "home", lambda: url_for("static", filename="css/site.css"))
        return app

    def url(self, app: Flask, endpoint: str = "static", **values: object) -> str:
        with app.test_request_context():
            return url_for(endpoint, **values)

    def text(self, app: Flask, url: str) -> str:
        response = app.test_client().get(url)
        self.addCleanup(response.close)
        return response.get_data(as_text=True)


class URLs(Site):
    def test_a_recorded_name_gets_its_token(self):
        for debug in (True, False):
            app = self.make(debug)
            self.assertEqual(self.url(app, filename="css/site.css"), "/static/css/site.css?v=3f2a91c0")
            journal = self.url(app, "journal.static", filename="css/journal.css")
            self.assertEqual(journal, "/journal/own/css/journal.css?v=v3")
            self.assertEqual(self.text(app, "/journal/"), journal)

    def test_whatever_flask_makes_a_name_of(self):
        self.put("static/5", "five")
        site = {"css/site.css": record("1"), "5": record("2"), "a b/ü+.css": record("3")}
        self.versions(static=site)
        table = [
            (PurePosixPath("css/site.css"), "/static/css/site.css?v=1"),
            (Lazy(), "/static/css/site.css?v=1"),
            (5, "/static/5?v=2"),
            (PurePosixPath("a b/ü+.css"), None),
            ("./css/site.css", "/static/./css/site.css?v=1"),
            ("css/../css/site.css", "/static/css/../css/site.css?v=1"),
            ("", "/static/"),
            ("css", "/static/css"),
            ("css/", "/static/css/"),
            ("nowhere.css", "/static/nowhere.css"),
            (PurePosixPath("."), "/static/."),
        ]
        for debug in (True, False):
            app = self.make(debug)
            for name, url in table:
                with self.subTest(name=name, debug=debug):
                    plain = self.url(Flask("site", root_path=str(self.folder)), filename=name)
                    self.assertEqual(self.url(app, filename=name), url or plain + "?v=3")

    def test_what_the_program_leaves_out_stops_no_page(self):
        names = [".well-known/x.txt", "css/.hidden/x.css", "app.js.map", "new.css"]
        for name in names:
            self.put("static/" + name)
        for debug in (True, False):
            app = self.make(debug)
            with self.assertLogs(app.logger, logging.WARNING) as logs:
                for name in names * 2:
                    self.assertEqual(self.url(app, filename=name), "/static/" + name)
            complaint = "has no token in {}: browsers ask for it each time - assetbump check says what is new"
            self.assertEqual(
                [of.getMessage() for of in logs.records],
                [f'"{name}" {complaint.format(self.file)}' for name in ("app.js.map", "new.css")],
            )

    def test_roots_do_not_mix(self):
        self.assertEqual(self.url(self.make(), "journal.static", filename="css/site.css"), "/journal/own/css/site.css")

    def test_other_urls_stay_as_they_are(self):
        app = self.make(True)
        self.assertEqual(self.url(app, "toolbar.static", filename="x.css"), "/toolbar/own/x.css")
        self.assertEqual(self.url(app, "page", filename="css"), "/page/css")
        self.assertEqual(self.url(app, filename="css/site.css", v="mine"), "/static/css/site.css?v=mine")
        self.assertEqual(self.url(app, filename="css/site.css", v=None), "/static/css/site.css")

    def test_literal_roots_and_another_parameter(self):
        app = self.make(literal=("journal.static",), parameter={"static": "rev"})
        self.assertEqual(self.url(app, filename="css/site.css"), "/static/css/site.css?rev=3f2a91c0")
        self.assertEqual(self.url(app, "journal.static", filename="css/journal.css"), "/journal/own/css/journal.css")
        self.assertEqual(self.cache(app, "/journal/own/css/journal.css?v=v3"), YEAR)
        self.assertEqual(self.cache(app, "/static/css/site.css?rev=3f2a91c0"), YEAR)
        self.assertEqual(self.cache(app, "/static/css/site.css?v=3f2a91c0"), "no-cache")

    def cache(self, app: Flask, url: str) -> str:
        response = app.test_client().get(url)
        self.addCleanup(response.close)
        return response.headers["Cache-Control"]

    def test_rewritten_file_is_picked_up_in_debug_and_waits_for_a_restart_in_production(self):
        for debug, expected in ((True, "9f86d081"), (False, "3f2a91c0")):
            self.versions()
            app = self.make(debug)
            before = self.file.stat()
            self.assertEqual(self.text(app, "/"), "/static/css/site.css?v=3f2a91c0")
            self.versions(static={"css/site.css": record("9f86d081")})
            os.utime(str(self.file), ns=(before.st_atime_ns, before.st_mtime_ns))
            self.assertEqual(self.text(app, "/"), f"/static/css/site.css?v={expected}")
            self.assertEqual(self.text(self.make(), "/"), "/static/css/site.css?v=9f86d081")

    def test_tags(self):
        names = ["app.js", "app.mjs", "a.woff2", "img/a.png"]
        static = {name: record("1", integrity="sha384-x") for name in names}
        self.versions(static=static)
        line = "{{ asset_tag('app.js', defer=True, data_x='<1>', nothing=None) }}"
        lines = [line, "{{ asset_tag('img/a.png', class_='b') }}", "{{ asset_tag('img/a.png', alt='A') }}"]
        for debug, integrity in ((True, ""), (False, ' integrity="sha384-x" crossorigin')):
            with self.make(debug).test_request_context():
                self.assertEqual(
                    [render_template_string(line) for line in lines],
                    [
                        f'<script src="/static/app.js?v=1"{integrity} defer data-x="&lt;1&gt;"></script>',
                        '<img src="/static/img/a.png?v=1" alt="" class="b">',
                        '<img src="/static/img/a.png?v=1" alt="A">',
                    ],
                )


class Keeping(Site):
    """What browsers keep, and for how long."""

    def get(self, app: Flask, url: str, method: str = "GET", **headers: str):
        response = app.test_client().open(url, method=method, headers=headers)
        self.addCleanup(response.close)
        return response

    def cache(self, app: Flask, url: str) -> str:
        return self.get(app, url).headers["Cache-Control"]

    def test_a_year_for_the_bytes_that_the_token_was_given_for(self):
        app = self.make()
        app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 31536000
        for url, cache in [
            ("/static/css/site.css?v=3f2a91c0", YEAR),
            ("/journal/own/css/journal.css?v=v3", YEAR),
            ("/static/css/site.css", "no-cache"),
            ("/static/css/site.css?v=", "no-cache"),
            ("/static/css/site.css?v=tomorrow", "no-cache"),
            ("/static/css/site.css?v=v3", "no-cache"),
            ("/static/css/site.css?w=3f2a91c0", "no-cache"),
            ("/static/css/../css/site.css?v=3f2a91c0", YEAR),
        ]:
            with self.subTest(url):
                self.assertEqual(self.cache(app, url), cache)
        # The root of an extension is none of ours.
        self.put("own/x.css")
        self.assertIn("31536000", self.cache(app, "/toolbar/own/x.css?v=1"))

    def test_debug_keeps_nothing(self):
        app = self.make(True)
        app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 31536000
        self.assertEqual(self.cache(app, "/static/css/site.css?v=3f2a91c0"), "no-cache")
        self.put("static/css/site.css", "edited")
        self.assertEqual(self.text(app, "/static/css/site.css?v=3f2a91c0"), "edited")

    def test_an_old_process_with_new_files(self):
        app = self.make()
        self.assertEqual(self.cache(app, "/static/css/site.css?v=3f2a91c0"), YEAR)
        before = (self.folder / "static/css/site.css").stat()
        self.put("static/css/site.css", "BODY {}")  # as long as the old one, and of the same time
        os.utime(str(self.folder / "static/css/site.css"), ns=(before.st_atime_ns, before.st_mtime_ns))
        self.assertEqual(self.cache(app, "/static/css/site.css?v=3f2a91c0"), "no-cache")

    def test_a_versions_file_that_lands_before_its_files_and_a_rollback(self):
        old = {"token": "3f2a91c0", "sha256": digest("body {}")}
        self.versions(static={"css/site.css": record("new", digest("h2 {}"), previous=[old])})
        app = self.make()
        self.assertEqual(self.cache(app, "/static/css/site.css?v=new"), "no-cache")
        # The bytes that lie there are those of the earlier token.
        self.assertEqual(self.cache(app, "/static/css/site.css?v=3f2a91c0"), YEAR)
        self.put("static/css/site.css", "h2 {}")
        self.assertEqual(self.cache(app, "/static/css/site.css?v=new"), YEAR)
        self.assertEqual(self.cache(app, "/static/css/site.css?v=3f2a91c0"), "no-cache")

    def test_conditions_go_by_the_bytes(self):
        app = self.make()
        url = "/static/css/site.css?v=3f2a91c0"
        tag = f'"{digest("body {}")}"'
        first = self.get(app, url)
        self.assertEqual((first.status_code, first.headers["ETag"], first.data), (200, tag, b"body {}"))
        again = self.get(app, url, **{"If-None-Match": tag})
        self.assertEqual((again.status_code, again.headers["Cache-Control"], again.data), (304, YEAR, b""))
        before = (self.folder / "static/css/site.css").stat()
        self.put("static/css/site.css", "BODY {}")
        os.utime(str(self.folder / "static/css/site.css"), ns=(before.st_atime_ns, before.st_mtime_ns))
        changed = self.get(app, url, **{"If-None-Match": tag, "If-Modified-Since": "Tue, 01 Jan 2030 00:00:00 GMT"})
        self.assertEqual((changed.status_code, changed.headers["Cache-Control"]), (200, "no-cache"))
        dated = self.get(app, url, **{"If-Modified-Since": "Tue, 01 Jan 2030 00:00:00 GMT"})
        self.assertEqual(dated.status_code, 200)

    def test_parts_and_heads(self):
        app = self.make()
        part = self.get(app, "/static/css/site.css?v=3f2a91c0", Range="bytes=1-3")
        self.assertEqual((part.status_code, part.data, part.headers["Content-Range"]), (206, b"ody", "bytes 1-3/7"))
        head = self.get(app, "/static/css/site.css?v=3f2a91c0", method="HEAD")
        self.assertEqual((head.headers["Content-Length"], head.headers["Cache-Control"], head.data), ("7", YEAR, b""))
        self.assertEqual(self.get(app, "/static/css/site.css", Range="bytes=9-").status_code, 416)

    def test_a_large_file_is_asked_for_each_time_and_not_held_in_memory(self):
        with (self.folder / "static/film.mp4").open("wb") as file:
            file.truncate(self.loader.JUDGED + 1)
        self.versions(static={"film.mp4": record("1")})
        app = self.make()
        whole = self.get(app, "/static/film.mp4?v=1")
        self.assertEqual((whole.status_code, whole.headers["Cache-Control"]), (200, "no-cache"))
        again = self.get(app, "/static/film.mp4?v=1", **{"If-None-Match": whole.headers["ETag"]})
        self.assertEqual((again.status_code, again.data), (304, b""))
        part = self.get(app, "/static/film.mp4?v=1", Range="bytes=0-1")
        self.assertEqual((part.status_code, part.data), (206, b"\0\0"))

    def test_what_is_not_there_is_not_kept(self):
        response = self.get(self.make(), "/static/none.css?v=3f2a91c0")
        self.assertEqual((response.status_code, response.headers.get("Cache-Control")), (404, None))

    def test_a_view_that_an_extension_puts_in_place_later_is_judged_too(self):
        app = self.make()
        usual = app.view_functions["static"]
        self.assertEqual(self.cache(app, "/static/css/site.css?v=3f2a91c0"), YEAR)
        app.view_functions["static"] = lambda filename: usual(filename=filename)
        self.put("static/css/site.css", "other")
        self.assertEqual(self.cache(app, "/static/css/site.css?v=3f2a91c0"), "no-cache")

    def test_functions_before_the_request_still_guard_it(self):
        app = self.make()
        app.before_request(lambda: ("no", 403))
        self.assertEqual(self.get(app, "/static/css/site.css?v=3f2a91c0").status_code, 403)

    def test_a_file_that_the_server_in_front_sends_is_asked_for_each_time(self):
        app = self.make()
        app.config["USE_X_SENDFILE"] = app.use_x_sendfile = True
        response = self.get(app, "/static/css/site.css?v=3f2a91c0")
        self.assertEqual(response.headers["Cache-Control"], "no-cache")
        self.assertEqual(response.headers["X-Sendfile"], str(self.folder / "static/css/site.css"))


class Start(Site):
    """The versions file is found, or the application does not start."""

    def test_it_is_found_beside_the_application_then_upward(self):
        self.put("shop/site/app.py")
        for place in ("shop/site", "shop", ""):
            with self.subTest(place):
                for old in self.folder.rglob("asset-versions.json"):
                    old.unlink()
                self.file = self.folder / place / "asset-versions.json"
                self.versions()
                app = Flask("site", root_path=str(self.folder / "shop/site"))
                self.loader.init_app(app)
                self.assertEqual(self.url(app, filename="css/site.css"), "/static/css/site.css?v=3f2a91c0")

    def test_it_is_not_looked_for_outside_of_the_project(self):
        for mark in ("assetbump.toml", "pyproject.toml", ".git/HEAD"):
            with self.subTest(mark):
                folder = self.folder / f"of-{mark.partition('/')[0]}"
                self.put(f"{folder.name}/{mark}")
                self.put(f"{folder.name}/site/app.py")
                with self.assertRaises(RuntimeError) as caught:
                    self.loader.init_app(Flask("site", root_path=str(folder / "site")))
                self.assertEqual(
                    str(caught.exception),
                    f"no asset-versions.json in {folder / 'site'} or above it, up to {folder}:"
                    " run assetbump init, or name the file",
                )

    def test_text_names_a_file_too(self):
        self.assertEqual(self.url(self.make(file=str(self.file)), filename="css/site.css")[-9:], "=3f2a91c0")

    def test_an_unusable_file_is_one_clear_error(self):
        table = {
            '{"format": 2, "assets": {}}': "its format is 2, not 1",
            '{"format": 1}': "it has no assets",
            '{"format": 1, "assets": []}': "it has no assets",
            '{"format": 1, "assets": {"static": []}}': 'root "static" has no assets',
            '{"format": 1, "assets": {"static": {"a.css": {}}}}': '"static:a.css" has no token',
            '{"format": 1, "assets": {"static": {"a.css": {"token": 5}}}}': '"static:a.css" has no token',
            '{"format": 1, "assets": {"static": {"a.css": {"token": "5", "previous": {}}}}}':
                '"static:a.css" has no list of previous tokens',
            "[]": "it has no assets",
            "": "line 1, column 1: Expecting value",
            '{\n<<<<<<< HEAD\n': "line 2, column 1: Expecting property name enclosed in double quotes",
            "[" * 100_000: "it is nested too deep",
        }
        for text, reason in table.items():
            with self.subTest(text[:60]):
                self.file.write_text(text)
                self.assert_refused(reason)
        self.file.write_bytes(b'{"\xff": 1}')
        self.assert_refused("it is not UTF-8")
        self.file.unlink()
        self.assert_refused("No such file or directory")

    def assert_refused(self, reason: str) -> None:
        with self.assertRaises(RuntimeError) as caught:
            self.make()
        expected = f"cannot use the versions file {self.file}: {reason} - run assetbump check"
        self.assertEqual(str(caught.exception), expected)
        self.assertIsNone(caught.exception.__context__)

    def test_a_file_that_broke_in_debug_is_an_error_until_mended(self):
        app = self.make(True)
        app.testing = True
        self.rewrite("")
        for _ in range(2):
            with self.assertRaises(RuntimeError):
                app.test_client().get("/")
        self.versions(static={"css/site.css": record("9f86d081")})
        self.assertEqual(self.text(app, "/"), "/static/css/site.css?v=9f86d081")


class Files(unittest.TestCase):
    def test_the_printed_files_are_the_package(self):
        if sys.version_info >= (3, 10):
            subprocess.run([sys.executable, str(LOADERS / "compose"), "--check"], check=True)


URLsOfPackage, URLsOfFile = EachLoader.of("flask", URLs)
KeepingOfPackage, KeepingOfFile = EachLoader.of("flask", Keeping)
StartOfPackage, StartOfFile = EachLoader.of("flask", Start)
del Site, URLs, Keeping, Start

if __name__ == "__main__":
    unittest.main()
