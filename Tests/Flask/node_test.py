"""The file for Node, under Express: run with `python node_test.py`."""

import hashlib
import http.client
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from urllib.parse import quote

import tool
from loaders import NODE
from placement_test import URLS

YEAR = "public, max-age=31536000, immutable"
NAMES = ["site.css", "css/a b.css", "js/ü+%3F?#&;=,@!$'()*~[x]^|\"`{}\\.js"]
SERVER = """
const express = require("express");
const assets = require("./loader/asset-versions.js").load({ prefixes: { static: "/static/" }, placements: PLACEMENTS });
const app = express();
app.get("/url", (request, response) => response.type("txt").send(assets.url(JSON.parse(request.query.name))));
app.get("/tag", (request, response) => response.type("txt").send(assets.tag("app.js", { defer: true, "data-x": "<" })));
app.use("/static", assets.serve("static", "static"), express.static("static", { maxAge: "1y" }));
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit()).resume();
"""


class NodeTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()
        for name in NAMES + ["app.js", "app.js.map"]:
            self.put("static/" + name, name)
        (self.folder / "assetbump.toml").touch()
        (self.folder / "loader").mkdir()
        shutil.copy(NODE, self.folder / "loader")
        self.versions({name: "1" for name in [*NAMES, "app.js"]})

    def put(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def versions(self, tokens: dict, **more: object) -> None:
        assets = {
            name: {"token": token, "sha256": hashlib.sha256(name.encode()).hexdigest(), "bumped": "2026-11-14", **more}
            for name, token in tokens.items()
        }
        self.put("asset-versions.json", json.dumps({"format": 1, "assets": {"static": assets}}))

    def serve(self, mode: str = "production", placement: str = "query") -> None:
        self.put("server.js", SERVER.replace("PLACEMENTS", json.dumps({"static": placement})))
        self.server = subprocess.Popen(
            ["node", "server.js"], cwd=self.folder, env={"NODE_ENV": mode, "PATH": os.environ["PATH"], "NODE_PATH": "/usr/share/nodejs"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.addCleanup(self.stop)
        line = self.server.stdout.readline()
        self.assertTrue(line, "the server did not start")
        self.port = int(line)

    def stop(self) -> str:
        if self.server.poll() is None:
            self.server.stdin.close()
            self.server.wait(20)
            self.said = self.server.stderr.read()
            self.server.stdout.close()
            self.server.stderr.close()
        return self.said

    def get(self, url: str, method: str = "GET", **headers: str):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        self.addCleanup(connection.close)
        connection.request(method, url, headers={key.replace("_", "-"): value for key, value in headers.items()})
        response = connection.getresponse()
        response.text = response.read().decode()
        return response

    def cache(self, url: str) -> tuple[int, str | None]:
        response = self.get(url)
        return response.status, response.headers["Cache-Control"]

    def url(self, name: object) -> str:
        return self.get("/url?name=" + quote(json.dumps(name))).text

    def test_it_prints_what_the_program_lists(self):
        for placement in ("query", "filename", "path"):
            (self.folder / "assetbump.toml").write_text(f'[[root]]\nplacement = "{placement}"\n')
            self.serve(placement=placement)
            for of in tool.listed(self.folder):
                if of["path"] != "app.js.map":
                    self.assertEqual(self.url(of["path"]), of["url"])
            self.stop()

    def test_names_without_a_token(self):
        for mode in ("development", "production"):
            self.serve(mode)
            for name in ("", "css/", "css", ".well-known/x", "new.css", 5):
                self.assertEqual([self.url(name), self.url(name)], [f"/static/{name}"] * 2)
            complaint = f" has no token in {self.folder}/asset-versions.json - assetbump check says what is new\n"
            self.assertEqual(self.stop(), "".join(f'"{name}"{complaint}' for name in ("css", "new.css", "5")))

    def test_a_year_for_the_bytes_that_the_token_was_given_for(self):
        self.serve()
        table = [
            ("/static/site.css?v=1", YEAR),
            ("/static/css/a%20b.css?v=1", YEAR),
            ("/static/site.css", "no-cache"),
            ("/static/site.css?v=tomorrow", "no-cache"),
            ("/static/site.css?v=1&v=1", "no-cache"),
            ("/static/app.js.map?v=1", "no-cache"),
        ]
        for url, cache in table:
            with self.subTest(url):
                self.assertEqual(self.cache(url), (200, cache))
        first = self.get("/static/site.css?v=1")
        usual = self.get("/static/site.css").headers["Content-Type"]
        self.assertEqual((first.text, first.headers["Content-Type"].partition(";")[0]), ("site.css", "text/css"))
        self.assertEqual(first.headers["Content-Type"].partition(";")[0], usual.partition(";")[0])
        self.assertEqual(first.headers["ETag"], f'"{hashlib.sha256(b"site.css").hexdigest()}"')
        again = self.get("/static/site.css?v=1", If_None_Match=first.headers["ETag"])
        self.assertEqual((again.status, again.headers["Cache-Control"]), (304, YEAR))
        head = self.get("/static/site.css?v=1", "HEAD")
        self.assertEqual((head.text, head.headers["Content-Length"], head.headers["Cache-Control"]), ("", "8", YEAR))
        part = self.get("/static/site.css?v=1", Range="bytes=0-2")
        self.assertEqual((part.status, part.text, part.headers["Cache-Control"]), (206, "sit", "no-cache"))
        self.put("static/site.css", "SITE.CSS")
        self.assertEqual(self.cache("/static/site.css?v=1"), (200, "no-cache"))

    def test_what_is_not_there(self):
        self.put("secret.css", "secret")
        for placement in ("query", "filename", "path"):
            self.serve(placement=placement)
            for url in ("none.css?v=1", "." * 4000, "..%2fsecret.css", "%2e%2e/secret.1.css", "1/%2e%2e%2fsecret.css",
                        "%00", "x%2f..%2f..%2fsecret.css"):  # fmt: skip
                with self.subTest(url, placement=placement):
                    self.assertIn(self.get("/static/" + url).status, (400, 403, 404))
            self.stop()

    def test_development_keeps_nothing_and_reads_again(self):
        self.serve("development")
        self.assertEqual(self.cache("/static/site.css?v=1"), (200, "no-cache"))
        self.versions({"site.css": "2"})
        self.assertEqual(self.url("site.css"), "/static/site.css?v=2")

    def test_production_waits_for_a_restart(self):
        self.serve()
        self.versions({"site.css": "2"})
        self.assertEqual(self.url("site.css"), "/static/site.css?v=1")

    def test_tags(self):
        self.versions({"app.js": "1"}, integrity="sha384-x")
        for mode, integrity in (("production", ' integrity="sha384-x" crossorigin'), ("development", "")):
            self.serve(mode)
            expected = f'<script src="/static/app.js?v=1"{integrity} defer data-x="&lt;"></script>'
            self.assertEqual(self.get("/tag").text, expected)
            self.stop()

    def test_placements(self):
        for name, _, _ in URLS:
            self.put("static/" + name, name)
        self.versions({name: "1" for name, _, _ in URLS})
        for placement, column in (("filename", 1), ("path", 2)):
            self.serve(placement=placement)
            for row in URLS:
                if row[0].startswith(".") or row[0] == "end.":
                    continue
                with self.subTest(row[column], placement=placement):
                    for token, cache in (("1", YEAR), ("old", "no-cache")):
                        answer = self.get("/static/" + row[column].replace("T", token))
                        self.assertEqual(
                            (answer.status, answer.text, answer.headers["Cache-Control"]), (200, row[0], cache)
                        )
            self.stop()

    def test_the_versions_file_is_found_beside_the_loader_then_upward(self):
        text = (self.folder / "asset-versions.json").read_text()
        loader = "web/server/loader/asset-versions.js"
        self.put(loader, NODE.read_text())
        self.put("web/server/package.json", "{}")
        for place in ("web/server/loader", "web/server", "web", "."):
            for old in self.folder.rglob("asset-versions.json"):
                old.unlink()
            self.put(f"{place}/asset-versions.json", text)
            with self.subTest(place):
                # Whoever starts it, from wherever.
                script = f'console.log(require("{self.folder / loader}").load().url("site.css"))'
                result = subprocess.run(["node", "-e", script], cwd="/", capture_output=True, text=True, timeout=60)
                self.assertEqual((result.stdout, result.stderr), ("/static/site.css?v=1\n", ""))

    def test_it_is_not_looked_for_outside_of_the_project(self):
        for mark in ("assetbump.toml", "pyproject.toml", ".git/HEAD"):
            with self.subTest(mark):
                folder = self.folder / f"of-{mark.partition('/')[0]}"
                self.put(f"{folder.name}/{mark}", "")
                self.put(f"{folder.name}/lib/asset-versions.js", NODE.read_text())
                self.assert_refused(
                    f"no asset-versions.json in {folder}/lib or above it, up to {folder}:"
                    " run assetbump init, or name the file",
                    f"./{folder.name}/lib/asset-versions.js",
                )

    def test_a_start_that_cannot_be(self):
        table = {
            "{}": "it has no assets",
            '{"format": 2, "assets": {}}': "its format is 2, not 1",
            '{"format": 1, "assets": {"static": {"a": {}}}}': '"static:a" has no token',
        }
        for text, reason in table.items():
            self.put("asset-versions.json", text)
            self.assert_refused(f"cannot use the versions file {self.folder}/asset-versions.json: {reason} - run assetbump check")
        (self.folder / "asset-versions.json").unlink()
        self.assert_refused(
            f"no asset-versions.json in {self.folder}/loader or above it, up to {self.folder}:"
            " run assetbump init, or name the file"
        )

    def assert_refused(self, reason: str, loader: str = "./loader/asset-versions.js") -> None:
        self.put("start.js", f'require("{loader}").load()')
        result = subprocess.run(["node", "start.js"], cwd=self.folder, capture_output=True, text=True, timeout=60)
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"\nError: {reason}\n", result.stderr)


if __name__ == "__main__":
    unittest.main()
