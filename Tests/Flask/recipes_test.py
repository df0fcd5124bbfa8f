"""What `assetbump loader nginx` and `caddy` print, in nginx and Caddy: run with `python recipes_test.py`."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path
from urllib.parse import quote

import tool

YEAR = "public, max-age=31536000, immutable"
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
NAMES = ["css/site.css", "js/app.min.js", "LICENSE", "a b/ü?#%.css", 'q"\\.css', "x{y}$z.css", "Case.css", "case.css"]
ROOTS = """
ignore = []
[[root]]
name = "static"
paths = ["static"]
loader = "elsewhere"
placement = "{placement}"
[[root]]
name = "admin.static"
paths = ["admin/files"]
url = "/admin/static/"
loader = "elsewhere"
parameter = "rev"
[[root]]
name = "cdn"
paths = ["cdn"]
url = "https://cdn.example.com/"
loader = "elsewhere"
"""
NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/errors;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    include {folder}/maps;
    server {{
        listen 127.0.0.1:{port};
        {locations}
    }}
}}
"""
CADDY = """
{{
    admin off
    auto_https off
}}
http://127.0.0.1:{port} {{
    import {folder}/maps
}}
"""


class Recipes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)  # a server may still be ending
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()
        (self.folder / "cdn").mkdir()
        for name in NAMES:
            self.put("static/" + name, name)
        self.put("admin/files/admin.css", "admin")

    def put(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def place(self, placement: str) -> None:
        (self.folder / "assetbump.toml").write_text(ROOTS.format(placement=placement))
        tool.run(self.folder, "bump", "--all", *(["--force"] if (self.folder / "asset-versions.json").exists() else []))
        self.tokens = {of["path"]: of["token"] for of in tool.listed(self.folder)}

    def serve(self, server: str) -> None:
        """Start a server with what is printed, and wait until it answers."""
        maps = tool.run(self.folder, "loader", server)
        self.maps = maps
        (self.folder / "maps").write_text(maps)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
        if server == "nginx":
            locations = "\n".join(re.findall(r"^#     (.*)$", maps, re.MULTILINE))
            text = NGINX.format(folder=self.folder, port=self.port, locations=locations)
            command = ["nginx", "-c", f"{self.folder}/conf", "-p", f"{self.folder}", "-e", f"{self.folder}/errors"]
        else:
            text = CADDY.format(folder=self.folder, port=self.port)
            command = ["caddy", "run", "--config", f"{self.folder}/conf", "--adapter", "caddyfile"]
        (self.folder / "conf").write_text(text)
        program = shutil.which(command[0], path=PATH)
        self.assertIsNotNone(program, f"no {server}: run the tests by Tests/run, which installs it")
        log = (self.folder / "log").open("w")
        process = subprocess.Popen(
            [program, *command[1:]], stderr=log, stdout=log, env={"HOME": str(self.folder), "PATH": PATH}
        )
        self.addCleanup(log.close)
        self.addCleanup(process.wait, 20)
        self.addCleanup(process.terminate)
        end = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                if process.poll() is not None or time.monotonic() > end:
                    errors = self.folder / "errors"
                    self.fail((self.folder / "log").read_text() + (errors.read_text() if errors.exists() else ""))
                time.sleep(0.02)

    def get(self, url: str) -> tuple[int, str | None, str | None]:
        """Request a URL: its status, what it is kept for, and the file that it is about."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", url)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        if response.status != 200:
            self.assertIn(response.headers["Cache-Control"], (None, "no-cache"))
            return response.status, None, None
        return 200, response.headers["Cache-Control"], text

    def expect(self, table: dict[str, tuple[int, str | None, str | None]]) -> None:
        for url, answer in table.items():
            with self.subTest(url):
                self.assertEqual(self.get(url), answer)

    def test_query(self):
        for server in ("nginx", "caddy"):
            self.place("query")
            self.serve(server)
            for name in NAMES:
                url = "/static/" + quote(name)
                token = self.tokens[name]
                # Caddy takes a backslash for a part of a pattern.
                cache = "no-cache" if server == "caddy" and "\\" in name else YEAR
                with self.subTest(name, server=server):
                    self.assertEqual(self.get(f"{url}?v={token}"), (200, cache, name))
                    for other in ("", "?v=tomorrow", f"?w={token}", "?v="):
                        self.assertEqual(self.get(url + other), (200, "no-cache", name))
            admin = self.tokens["admin.css"]
            self.expect({
                f"/admin/static/admin.css?rev={admin}": (200, YEAR, "admin"),
                f"/admin/static/admin.css?v={admin}": (200, "no-cache", "admin"),
                "/static/none.css?v=1": (404, None, None),
            })  # fmt: skip

    def test_filename_and_path(self):
        for server in ("nginx", "caddy"):
            for placement, form in (("filename", "css/site.{}.css"), ("path", "{}/css/site.css")):
                with self.subTest(server=server, placement=placement):
                    self.put("static/css/site.css", "css/site.css")
                    self.place(placement)
                    first = self.tokens["css/site.css"]
                    self.put("static/css/site.css", "other" + server + placement)
                    self.place(placement)
                    now = self.tokens["css/site.css"]
                    self.serve(server)
                    text = (self.folder / "static/css/site.css").read_text()
                    self.expect({
                        "/static/" + form.format(now): (200, YEAR, text),
                        "/static/" + form.format(first): (200, "no-cache", text),
                        "/static/css/site.css": (200, "no-cache", text),
                        "/static/" + form.format("tomorrow"): (404, None, None),
                        "/static/none.css": (404, None, None),
                    })  # fmt: skip
                    for of in tool.listed(self.folder):
                        if f"# {of['path']}: Caddy cannot find it under a token.\n" in self.maps:
                            self.assertEqual(self.get(of["url"]), (404, None, None), of["url"])
                        elif of["root"] == "static" and of["path"] != "css/site.css":
                            self.assertEqual(self.get(of["url"]), (200, YEAR, of["path"]), of["url"])

    def test_files_that_changed_since_are_asked_for(self):
        self.place("query")
        self.put("static/css/site.css", "changed")
        for server in ("nginx", "caddy"):
            self.serve(server)
            self.expect({f"/static/css/site.css?v={self.tokens['css/site.css']}": (200, "no-cache", "changed")})

    def test_names_that_differ_in_case_alone(self):
        for name in ("Case.css", "case.css"):
            self.put("static/" + name, "same")
        self.place("query")
        for server, cache in (("nginx", "no-cache"), ("caddy", YEAR)):
            self.serve(server)
            for name in ("Case.css", "case.css"):
                self.assertEqual(self.get(f"/static/{name}?v={self.tokens[name]}"), (200, cache, "same"))

    def test_thousands_of_long_names(self):
        for number in range(3000):
            self.put(f"static/{'long/' * 10}{number}.css", str(number))
        self.place("query")
        for server in ("nginx", "caddy"):
            self.serve(server)
            name = "long/" * 10 + "2999.css"
            self.assertEqual(self.get(f"/static/{name}?v={self.tokens[name]}"), (200, YEAR, "2999"))


if __name__ == "__main__":
    unittest.main()
