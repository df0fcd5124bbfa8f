"""The loader for Starlette and FastAPI: run with `python starlette_test.py`."""

import hashlib
import json
import logging
import os
import tempfile
import unittest
from pathlib import Path, PurePosixPath

import fastapi
import jinja2
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from loaders import EachLoader
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

YEAR = "public, max-age=31536000, immutable"


class Names(unittest.TestCase):
    loader = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()
        (self.folder / "assetbump.toml").touch()
        for name in ("css/site.css", "app.js", "app.js.map", ".well-known/x.txt", "a.b.css"):
            path = self.folder / "static" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
        self.versions({name: "1" for name in ("css/site.css", "app.js", "a.b.css")})

    def versions(self, tokens: dict, root: str = "static", **more: object) -> None:
        assets = {
            name: {"token": token, "sha256": hashlib.sha256(name.encode()).hexdigest(), "bumped": "2026-11-14", **more}
            for name, token in tokens.items()
        }
        text = json.dumps({"format": 1, "assets": {root: assets}})
        (self.folder / "asset-versions.json").write_text(text)

    def make(self, page: str = "", kind: type = fastapi.FastAPI, debug: bool = False, **options: object) -> TestClient:
        templates = Jinja2Templates(env=jinja2.Environment(autoescape=True))
        template = templates.env.from_string(page)

        async def home(request: Request):
            return PlainTextResponse(template.render(request=request, path=PurePosixPath("css/site.css")))

        app = kind(debug=debug)
        app.add_route("/", home)
        app.mount("/static", StaticFiles(directory=self.folder / "static"), name="static")
        self.loader.init_app(app, templates, **options)
        return TestClient(app, base_url="http://site")

    def page(self, text: str, **options: object) -> str:
        return self.make(text, **options).get("/").text

    def test_url_for_in_templates(self):
        table = {
            "'css/site.css'": "css/site.css?v=1",
            "'/css/site.css'": "css/site.css?v=1",
            "''": "",
            "'css'": "css",
            "'app.js.map'": "app.js.map",
            "'.well-known/x.txt'": ".well-known/x.txt",
        }
        for kind in (fastapi.FastAPI, Starlette):
            for debug in (True, False):
                for name, url in table.items():
                    with self.subTest(name=name, kind=kind, debug=debug):
                        page = "{{ url_for('static', path=" + name + ") }}"
                        self.assertEqual(self.page(page, kind=kind, debug=debug), "http://site/static/" + url)

    def test_a_path_and_other_routes(self):
        client = self.make("{{ url_for('static', path=path) }} {{ url_for('other', x=1) }}")
        client.app.add_route("/other/{x}", lambda request: None, name="other")
        self.assertEqual(client.get("/").text, "http://site/static/css/site.css?v=1 http://site/other/1")

    def test_a_new_file_is_named_once(self):
        with self.assertLogs("assetbump", logging.WARNING) as logs:
            client = self.make("{{ url_for('static', path='app.js.map') }}")
            client.get("/")
            client.get("/")
        self.assertEqual(
            [of.getMessage() for of in logs.records],
            [
                f'"app.js.map" has no token in {self.folder}/asset-versions.json: browsers ask for it each time'
                " - assetbump check says what is new"
            ],
        )

    def test_a_year_for_the_bytes_that_the_token_was_given_for(self):
        client = self.make()
        for url, cache in {
            "/static/css/site.css?v=1": YEAR,
            "/static/css/site.css": "no-cache",
            "/static/css/site.css?v=tomorrow": "no-cache",
            "/static/app.js.map?v=1": "no-cache",
        }.items():
            for method in ("GET", "HEAD"):
                with self.subTest(url, method=method):
                    response = client.request(method, url)
                    self.assertEqual((response.status_code, response.headers["Cache-Control"]), (200, cache))
                    self.assertEqual(response.headers["Content-Length"], str(len(url.partition("?")[0]) - 8))
                    self.assertEqual(len(response.content), 0 if method == "HEAD" else len(url.partition("?")[0]) - 8)
        self.assertEqual(client.get("/static/none.css?v=1").status_code, 404)
        self.assertEqual(client.get("/static/" + "." * 4000).status_code, 404)
        self.assertEqual(client.post("/static/css/site.css?v=1").status_code, 405)

    def test_debug_keeps_nothing(self):
        self.assertEqual(self.make(debug=True).get("/static/css/site.css?v=1").headers["Cache-Control"], "no-cache")

    def test_other_bytes_of_the_same_size_and_time(self):
        client = self.make()
        file = self.folder / "static/css/site.css"
        tag = client.get("/static/css/site.css?v=1").headers["ETag"]
        self.assertEqual(tag, f'"{hashlib.sha256(b"css/site.css").hexdigest()}"')
        same = client.get("/static/css/site.css?v=1", headers={"If-None-Match": f'W/"x", W/{tag}'})
        self.assertEqual((same.status_code, same.headers["Cache-Control"], same.content), (304, YEAR, b""))
        before = file.stat()
        file.write_text("CSS/SITE.CSS")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        asked = {"If-None-Match": tag, "If-Modified-Since": "Tue, 01 Jan 2030 00:00:00 GMT"}
        other = client.get("/static/css/site.css?v=1", headers=asked)
        self.assertEqual((other.status_code, other.headers["Cache-Control"]), (200, "no-cache"))

    def test_parts_and_large_files(self):
        client = self.make()
        part = client.get("/static/css/site.css?v=1", headers={"Range": "bytes=0-2"})
        self.assertEqual((part.status_code, part.content, part.headers["Cache-Control"]), (206, b"css", "no-cache"))
        with (self.folder / "static/film.mp4").open("wb") as file:
            file.truncate(self.loader.JUDGED + 1)
        whole = client.get("/static/film.mp4?v=1")
        self.assertEqual((len(whole.content), whole.headers["Cache-Control"]), (self.loader.JUDGED + 1, "no-cache"))
        again = client.get("/static/film.mp4?v=1", headers={"If-None-Match": whole.headers["ETag"]})
        self.assertEqual((again.status_code, again.content), (304, b""))

    def test_compression_outside_keeps_the_year(self):
        (self.folder / "static/app.js").write_text("x" * 5000)
        digest = hashlib.sha256(b"x" * 5000).hexdigest()
        text = json.dumps({"format": 1, "assets": {"static": {"app.js": {"token": "1", "sha256": digest}}}})
        (self.folder / "asset-versions.json").write_text(text)
        client = self.make()
        client.app.add_middleware(GZipMiddleware)
        response = client.get("/static/app.js?v=1")
        self.assertEqual((response.headers["Cache-Control"], response.headers["Content-Encoding"]), (YEAR, "gzip"))
        self.assertEqual(response.text, "x" * 5000)

    def test_placements(self):
        for placement, url in (("filename", "css/site.1.css"), ("path", "1/css/site.css")):
            page = "{{ url_for('static', path='css/site.css') }}"
            client = self.make(page, placement=placement)
            self.assertEqual(client.get("/").text, "http://site/static/" + url)
            response = client.get("/static/" + url)
            self.assertEqual((response.text, response.headers["Cache-Control"]), ("css/site.css", YEAR))
            other = client.get("/static/" + url.replace("1", "2"))
            self.assertEqual((other.text, other.headers["Cache-Control"]), ("css/site.css", "no-cache"))
            self.assertEqual(client.get("/static/a.b.css").text, "a.b.css")
            self.assertEqual(client.get("/static/../assetbump.1.toml").status_code, 404)

    def test_tags(self):
        self.versions({"app.js": "1"}, integrity="sha384-x")
        page = "{{ asset_tag('app.js', defer=True) }}"
        url = "http://site/static/app.js?v=1"
        self.assertEqual(self.page(page, debug=True), f'<script src="{url}" defer></script>')
        self.assertEqual(
            self.page(page), f'<script src="{url}" integrity="sha384-x" crossorigin defer></script>'
        )

    def test_a_mount_in_another(self):
        self.versions({"app.js": "1"}, root="admin:static")
        static = Mount("/static", StaticFiles(directory=self.folder / "static"), name="static")
        templates = Jinja2Templates(env=jinja2.Environment())
        template = templates.env.from_string("{{ url_for('admin:static', path='app.js') }}")

        async def home(request: Request):
            return PlainTextResponse(template.render(request=request))

        app = Starlette(routes=[Route("/", home), Mount("/admin", routes=[static], name="admin")])
        self.loader.init_app(app, templates)
        client = TestClient(app, base_url="http://site")
        self.assertEqual(client.get("/").text, "http://site/admin/static/app.js?v=1")
        self.assertEqual(client.get("/admin/static/app.js?v=1").headers["Cache-Control"], YEAR)

    def test_the_versions_file_is_found_beside_the_files_then_upward(self):
        text = (self.folder / "asset-versions.json").read_text()
        (self.folder / "shop").mkdir()
        (self.folder / "static").rename(self.folder / "shop/static")
        for place in ("shop/static", "shop", "."):
            with self.subTest(place):
                for old in self.folder.rglob("asset-versions.json"):
                    old.unlink()
                (self.folder / place / "asset-versions.json").write_text(text)
                app = fastapi.FastAPI()
                app.mount("/static", StaticFiles(directory=self.folder / "shop/static"), name="static")
                templates = Jinja2Templates(env=jinja2.Environment(autoescape=True))
                self.loader.init_app(app, templates)
        for mark in ("assetbump.toml", "pyproject.toml", ".git"):
            with self.subTest(mark):
                folder = self.folder / f"of-{mark}"
                (folder / "static").mkdir(parents=True)
                (folder / mark).touch()
                app = fastapi.FastAPI()
                app.mount("/static", StaticFiles(directory=folder / "static"), name="static")
                with self.assertRaises(RuntimeError) as caught:
                    self.loader.init_app(app)
                self.assertEqual(
                    str(caught.exception),
                    f"no asset-versions.json in {folder}/static or above it, up to {folder}:"
                    " run assetbump init, or name the file",
                )

    def test_a_start_that_cannot_be(self):
        app = fastapi.FastAPI()
        with self.assertRaises(RuntimeError) as caught:
            self.loader.init_app(app, file=self.folder / "asset-versions.json")
        self.assertEqual(
            str(caught.exception),
            f"no mount has the name of a root in {self.folder}/asset-versions.json (static):"
            " call init_app after app.mount(…, name=…)",
        )
        (self.folder / "asset-versions.json").write_text("{}")
        with self.assertRaises(RuntimeError) as caught:
            self.make()
        self.assertEqual(
            str(caught.exception),
            f"cannot use the versions file {self.folder}/asset-versions.json: it has no assets - run assetbump check",
        )


OfPackage, OfFile = EachLoader.of("starlette", Names)
del Names

if __name__ == "__main__":
    unittest.main()
