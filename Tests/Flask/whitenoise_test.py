"""The middleware for Django behind WhiteNoise: run with `python whitenoise_test.py`."""

import gzip
import hashlib
import json
import sys
import tempfile
import unittest
from pathlib import Path

import django
from django import conf
from django.contrib.staticfiles import storage as storages
from django.core.files.storage import storages as handler
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from loaders import LOADERS, EachLoader

YEAR = "public, max-age=31536000, immutable"
FOLDER = Path(tempfile.mkdtemp()).resolve()
STYLE = "body {}" * 50
sys.path.insert(0, str(LOADERS))
conf.settings.configure(
    BASE_DIR=FOLDER, STATIC_ROOT=FOLDER / "served", STATIC_URL="/static/", ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["django.contrib.staticfiles"],
)  # fmt: skip
django.setup()


class Middleware(unittest.TestCase):
    loader = None

    def setUp(self):
        (FOLDER / "assetbump.toml").touch()
        self.put("css/site.css", STYLE)
        self.put("js/app.js", "run()" * 50)
        (FOLDER / "served/js/app.js.gz").write_bytes(gzip.compress(b"run()" * 50))
        self.put("js/app.js.br", "no brotli at all")
        self.versions()

    def put(self, name: str, text: str) -> None:
        path = FOLDER / "served" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def versions(self, token: str = "1") -> None:
        record = {name: {"token": token, "sha256": hashlib.sha256(text.encode()).hexdigest()}
                  for name, text in (("css/site.css", STYLE), ("js/app.js", "run()" * 50))}  # fmt: skip
        (FOLDER / "asset-versions.json").write_text(json.dumps({"format": 1, "assets": {"static": record}}))

    def make(self, debug: bool = False, **options: object):
        override = override_settings(DEBUG=debug)
        override.enable()
        self.addCleanup(override.disable)
        handler.__dict__.pop("backends", None)
        handler._backends = {
            "staticfiles": {"BACKEND": "assetbump.django.VersionedStaticFilesStorage", "OPTIONS": options}
        }
        handler._storages = {}
        storages.staticfiles_storage._wrapped = django.utils.functional.empty
        middleware = self.loader.VersionedWhiteNoiseMiddleware(lambda request: HttpResponse("the application"))

        def get(url: str, method: str = "get", **headers: str):
            response = middleware(getattr(RequestFactory(), method)(url, **headers))
            self.addCleanup(response.close)
            response.body = b"".join(response.streaming_content) if response.streaming else response.content
            return response

        return get

    def test_a_year_for_the_bytes_that_the_token_was_given_for(self):
        get = self.make()
        for url, cache in [
            ("/static/css/site.css?v=1", YEAR),
            ("/static/css/site.css", "no-cache"),
            ("/static/css/site.css?v=tomorrow", "no-cache"),
        ]:
            for method in ("get", "head"):
                response = get(url, method)
                self.assertEqual(
                    (response.status_code, response["Cache-Control"], response["Content-Length"]),
                    (200, cache, str(len(STYLE))),
                )
                self.assertEqual(response.body, STYLE.encode() if method == "get" else b"")
        self.put("css/site.css", STYLE.upper())
        self.assertEqual(get("/static/css/site.css?v=1")["Cache-Control"], "no-cache")

    def test_debug_keeps_nothing(self):
        self.assertEqual(self.make(debug=True)("/static/css/site.css?v=1")["Cache-Control"], "no-cache")

    def test_conditions_and_parts(self):
        get = self.make()
        first = get("/static/css/site.css?v=1")
        again = get("/static/css/site.css?v=1", HTTP_IF_NONE_MATCH=first["ETag"])
        self.assertEqual((again.status_code, again["Cache-Control"], again.body), (304, YEAR, b""))
        part = get("/static/css/site.css?v=1", HTTP_RANGE="bytes=0-3")
        self.assertEqual((part.status_code, part["Cache-Control"], part.body), (206, "no-cache", b"body"))

    def test_compressed_copies(self):
        get = self.make()
        for encoding, cache in (("gzip", YEAR), ("br", "no-cache"), ("identity", YEAR)):
            response = get("/static/js/app.js?v=1", HTTP_ACCEPT_ENCODING=encoding)
            self.assertEqual((response.get("Content-Encoding", "identity"), response["Cache-Control"]), (encoding, cache))
        (FOLDER / "served/js/app.js.gz").write_bytes(gzip.compress(b"old()" * 50))
        self.assertEqual(self.make()("/static/js/app.js?v=1", HTTP_ACCEPT_ENCODING="gzip")["Cache-Control"], "no-cache")

    def test_placements(self):
        for placement, url in (("filename", "css/site.{}.css"), ("path", "{}/css/site.css")):
            get = self.make(placement=placement)
            for token, cache in (("1", YEAR), ("older", "no-cache")):
                response = get("/static/" + url.format(token))
                self.assertEqual((response.body, response["Cache-Control"]), (STYLE.encode(), cache))

    def test_other_requests(self):
        get = self.make()
        self.assertEqual(get("/").body, b"the application")
        self.assertEqual(get("/static/none.css").body, b"the application")
        self.assertEqual(get("/static/" + "." * 4000).status_code, 404)


OfPackage, OfFile = EachLoader.of("whitenoise", Middleware)
del Middleware

if __name__ == "__main__":
    unittest.main()
