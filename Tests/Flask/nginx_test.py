"""The README's nginx rules, in nginx: run with `python nginx_test.py`."""

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

import readme
from placement_test import URLS

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
FILES = [name for name, _, _ in URLS] + ["js/app.11111111.js", "vendor/css/site.css"]
TOKENS = ["3f2a91c0", "20261122-2", "v3", "~_-"]  # without a dot, as the README says

CONF = """
master_process off; pid {folder}/nginx.pid; error_log {folder}/errors;
events {{}}
http {{
    types {{ text/css css; }}
    access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{
        listen 127.0.0.1:{port};
        {rules}
    }}
}}
"""


class NginxTest(unittest.TestCase):
    def setUp(self):
        self.assertIsNotNone(NGINX, "no nginx: run the tests by Tests/run, which installs it")
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)  # nginx may still be ending
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name in FILES:
            path = self.folder / "static" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)

    def serve(self, *rules: str) -> int:
        """Start nginx with these rules of the README, and return its port."""
        return self.start("".join(readme.block(rule) for rule in rules))

    def start(self, rules: str) -> int:
        self.assertIn(" /srv/shop;", rules)
        rules = rules.replace(" /srv/shop;", f" {self.folder};")
        conf = self.folder / "nginx.conf"
        command = [NGINX, "-c", conf, "-p", self.folder, "-e", self.folder / "errors"]
        for _ in range(5):  # another process may take the port in between
            with socket.create_server(("127.0.0.1", 0)) as listener:
                port = listener.getsockname()[1]
            conf.write_text(CONF.format(folder=self.folder, port=port, rules=rules))
            # It goes into the background once it listens.
            if subprocess.run(command, timeout=60, stderr=subprocess.DEVNULL).returncode == 0:
                self.addCleanup(subprocess.run, [*command, "-s", "stop"], check=True, timeout=20)
                return port
        raise AssertionError((self.folder / "errors").read_text())

    def get(self, port: int, url: str) -> tuple[int, str | None]:
        """Request a URL: its status, and the file that it is about."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", url)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        if response.status != 200:
            return response.status, None
        self.assertEqual(response.headers["Cache-Control"], "max-age=31536000")
        return 200, text

    def check(self, port: int, table: list[tuple[str, int, str | None]]) -> None:
        for url, status, file in table:
            with self.subTest(url):
                self.assertEqual(self.get(port, url), (status, file))

    def test_query(self):
        # The README's words: the first block, without its last line.
        lines = readme.block("static.conf").splitlines()
        self.assertEqual(lines[-2:], ["    try_files $uri @token;", "}"])
        port = self.start("\n".join([*lines[:-2], "}"]))
        self.check(port, [("/static/css/site.css?v=3f2a91c0", 200, "css/site.css"), ("/static/none.css", 404, None)])

    def test_filename(self):
        port = self.serve("static.conf", "filename.conf")
        for token in TOKENS:
            # The README names the ones that the rule cannot tell: their number could be the token.
            table = [(url, name) for name, url, _ in URLS if name != "jquery-3.7.1.map"]
            self.check(port, [("/static/" + url.replace("T", token), 200, name) for url, name in table])
        self.check(
            port,
            [
                ("/static/css/site.css", 200, "css/site.css"),
                ("/static/js/app.11111111.js", 200, "js/app.11111111.js"),
                ("/static/js/app.9f86d081.js", 200, "js/app.js"),
                ("/static/css/none.T.css", 404, None),
                ("/static/T/css/site.css", 404, None),
            ],
        )

    def test_path(self):
        port = self.serve("static.conf", "path.conf")
        for token in [*TOKENS, "2026.08-rc1"]:
            self.check(port, [("/static/" + url.replace("T", token), 200, name) for name, _, url in URLS])
        self.check(
            port,
            [
                ("/static/css/site.css", 200, "css/site.css"),
                ("/static/vendor/css/site.css", 200, "vendor/css/site.css"),
                ("/static/T/css/none.css", 404, None),
                ("/static/css/site.T.css", 404, None),
            ],
        )


if __name__ == "__main__":
    unittest.main()
