"""What `assetbump verify` says of Flask, Django, nginx and Caddy: run with `python verify_servers_test.py`."""

import collections
import gzip
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

import tool
from served_site import Site, verify
from werkzeug.serving import WSGIRequestHandler, make_server

PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
NGINX = """
daemon off; user root; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/errors;
events {{}}
http {{
    access_log off;
    types {{ text/html html; text/css css; text/javascript js; image/svg+xml svg; }}
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    proxy_cache_path {folder}/cache keys_zone=all:1m;
    server {{
        listen 127.0.0.1:{port};
        location / {{ proxy_pass {upstream}; }}
        location /static/ {{
            {static}
        }}
    }}
}}
"""


CADDY = """
{{
    admin off
    auto_https off
}}
http://127.0.0.1:{port} {{
    handle /static/* {{
        root * {folder}
        file_server {{
            precompressed zstd br gzip
        }}
    }}
    handle {{
        reverse_proxy {upstream}
    }}
}}
"""


class Servers(unittest.TestCase):
    """Starts servers in front of a site."""

    def nginx(self, site: Site, static: str) -> str:
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        # It takes over a socket that listens already, so nobody has to wait for it.
        listener = socket.create_server(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        configuration = Path(folder.name) / "nginx.conf"
        configuration.write_text(
            NGINX.format(folder=folder.name, port=port, upstream=site.url, static=static.format(upstream=site.url))
        )
        process = subprocess.Popen(
            ["nginx", "-p", folder.name, "-e", f"{folder.name}/errors", "-c", str(configuration)],
            env=os.environ | {"PATH": PATH, "NGINX": f"{listener.fileno()};"}, pass_fds=[listener.fileno()],
            stderr=subprocess.DEVNULL,
        )
        listener.close()
        self.addCleanup(process.wait, 20)
        self.addCleanup(process.terminate)
        return f"http://127.0.0.1:{port}"

    def caddy(self, site: Site) -> str:
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        configuration = Path(folder.name) / "Caddyfile"
        configuration.write_text(CADDY.format(port=port, folder=site.folder, upstream=site.url.removeprefix("http://")))
        process = subprocess.Popen(
            ["caddy", "run", "--config", str(configuration), "--adapter", "caddyfile"], stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL, env={"HOME": folder.name, "PATH": PATH}, text=True,
        )
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait, 20)
        self.addCleanup(process.terminate)
        log = ""
        for line in process.stderr:
            log += line
            if "serving initial configuration" in line:
                # What it says later must not fill the pipe.
                threading.Thread(target=process.stderr.read, daemon=True).start()
                return f"http://127.0.0.1:{port}"
        raise AssertionError(log)


class Proxies(Servers):
    """nginx and Caddy in front: as servers of files, and nginx as a cache that minds the query or does not."""

    CACHE = "proxy_pass {{upstream}}; proxy_cache all; proxy_cache_valid 200 1h; proxy_ignore_headers Cache-Control; {key}"

    def release_behind(self, key: str) -> tuple[Site, str]:
        site = Site(self)
        url = self.nginx(site, self.CACHE.format(key=key))
        site.verify(url=url)
        (site.folder / "static" / "site.css").write_text("body { color: green }\n")
        tool.run(site.folder, "bump", "--all")
        return site, url

    # What such a cache answers to a token that nobody gave may be kept as long as the file it has.
    KEPT = ("warning", "unknown-token-kept", "site.css")

    def test_cache_that_minds_the_query(self):
        site, url = self.release_behind("")
        self.assertEqual(site.verify(url=url, status=0), [], site.said)

    def test_cache_that_ignores_the_query(self):
        site, url = self.release_behind("proxy_cache_key $uri;")
        found = site.verify(url=url, status=1)
        self.assertEqual(found, [("error", "old-bytes", "site.css"), self.KEPT], site.said)

    def test_cache_that_ignores_the_query_and_says_so(self):
        site = Site(self)
        key = "proxy_cache_key $uri; add_header X-Cache-Status $upstream_cache_status;"
        url = self.nginx(site, self.CACHE.format(key=key))
        site.verify(url=url)
        self.assertEqual(site.verify(url=url), [("error", "token-ignored", "site.css"), self.KEPT], site.said)

    def put_beside(self, site: Site, ending: str, body: bytes) -> None:
        """Put a compressed copy beside the stylesheet."""
        pack = {"gz": gzip.compress, "br": brotli, "zst": zstd}[ending]
        (site.folder / "static" / f"site.css.{ending}").write_bytes(pack(body))
        settings = site.folder / "assetbump.toml"
        if not settings.read_text().startswith("ignore"):
            settings.write_text('ignore = ["*.gz", "*.br", "*.zst"]\n' + settings.read_text())

    def test_stale_copy_beside_the_file(self):
        for is_stale in [False, True]:
            with self.subTest(is_stale):
                site = Site(self)
                right = (site.folder / "static" / "site.css").read_bytes()
                self.put_beside(site, "gz", site.old_bytes["site.css"] if is_stale else right)
                headers = "gzip_static on; gzip_vary on; root {folder};".format(folder=site.folder)
                url = self.nginx(site, headers)
                expected = [("error", "encoding-differs", "site.css")] if is_stale else []
                self.assertEqual(site.verify(url=url), expected, site.said)

    def test_stale_copies_of_every_encoding(self):
        for stale in [None, "gz", "br", "zst"]:
            with self.subTest(stale):
                site = Site(self)
                right = (site.folder / "static" / "site.css").read_bytes()
                for ending in ["gz", "br", "zst"]:
                    self.put_beside(site, ending, site.old_bytes["site.css"] if ending == stale else right)
                url = self.caddy(site)
                expected = [("error", "encoding-differs", "site.css")] if stale else []
                self.assertEqual(site.verify(url=url), expected, site.said)
                if stale:
                    encoding = {"gz": "gzip", "br": "br", "zst": "zstd"}[stale]
                    self.assertIn(f" as {encoding} has the bytes of the earlier token", site.said)


class Log(Servers):
    """What nginx says that it was asked for, of a site with 1,000 files."""

    def test_each_file_once(self):
        site = Site(self)
        for number in range(1000):
            (site.folder / "static" / f"f{number}.svg").write_text(f"<svg id='{number}'/>\n")
        tool.run(site.folder, "bump", "--all")
        tokens = site.tokens()
        site.tokens = lambda: tokens
        site.more = "".join(f'<img src="/static/f{n}.svg?v={tokens[f"f{n}"]}">' for n in range(1000))
        folder = site.folder
        url = self.nginx(site, f"root {folder}; access_log {folder}/asked combined;")
        start = time.monotonic()
        self.assertEqual(site.verify(url=url, status=0), [], site.said)
        print(f"1,003 files by nginx: {time.monotonic() - start:.1f} s")
        lines = (folder / "asked").read_text().splitlines()
        asked = collections.Counter(line.split('"')[1].split(" ")[1] for line in lines)
        probes = [target for target in asked if "?v=verify-" in target]
        self.assertEqual([asked.pop(target) for target in probes], [1, 1, 1])
        ends = {"site": "css", "app": "js"}
        files = [f"/static/{name}.{ends.get(name, 'svg')}?v={token}" for name, token in tokens.items()]
        # As a browser asks, and without Accept-Encoding.
        self.assertEqual(asked, dict.fromkeys(files, 2))


class Quiet(WSGIRequestHandler):
    """Prints no line for each request."""

    def log(self, type: str, message: str, *args) -> None:
        pass


class Applications(unittest.TestCase):
    """Flask and Django with the loaders, over HTTP."""

    def serve(self, application) -> str:
        server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.port}/"

    def folder(self) -> Path:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return Path(folder.name).resolve()

    def found(self, project: Path, url: str) -> list[tuple[str, str, str]]:
        result = verify(project, url, "--json")
        return [(f["severity"], f["kind"], f["path"]) for f in json.loads(result.stdout)["findings"]]

    def test_flask(self):
        sys.dont_write_bytecode = True
        demo = tool.released_demo(self.folder())
        sys.path.insert(0, str(demo))
        self.addCleanup(sys.path.remove, str(demo))
        from shop import create_app

        url = self.serve(create_app())
        self.assertEqual([f for f in self.found(demo, url) if f[0] == "error"], [])
        # An edited file that was not bumped is served under the token of other bytes.
        (demo / "shop" / "static" / "css" / "lamp.css").write_text("main { color: red }\n")
        self.assertIn(("error", "other-bytes", "css/lamp.css"), self.found(demo, url))

    def test_django(self):
        project = self.folder()
        (project / "static").mkdir()
        (project / "templates").mkdir()
        for name in ("site.css", "app.js"):
            (project / "static" / name).write_text(f"/* {name} */\n")
        (project / "templates" / "home.html").write_text(
            '{% load static %}<!doctype html>\n<link rel="stylesheet" href="{% static \'site.css\' %}">\n'
            '<script src="{% static \'app.js\' %}"></script>\n'
        )
        (project / "assetbump.toml").write_text('[[root]]\nloader = "elsewhere"\n')
        tool.run(project, "bump", "--all")
        url = self.serve(django_application(project))
        self.assertEqual(self.found(project, url), [])
        (project / "static" / "site.css").write_text("/* other */\n")
        self.assertIn(("error", "other-bytes", "site.css"), self.found(project, url))
        tool.run(project, "bump", "--all")
        # What runs has read the tokens of the release before.
        self.assertIn(("error", "other-token", "site.css"), self.found(project, url))


def django_application(project: Path):
    """Return Django with the project's loader, one page and its static files."""
    import django
    from django import conf
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application
    from django.shortcuts import render
    from django.urls import path
    from loaders import LOADERS

    sys.path.insert(0, str(LOADERS))
    conf.settings.configure(
        SECRET_KEY="none", ALLOWED_HOSTS=["127.0.0.1"], BASE_DIR=project, ROOT_URLCONF=__name__, STATIC_URL="/static/",
        INSTALLED_APPS=["django.contrib.staticfiles"], STATICFILES_DIRS=[project / "static"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [project / "templates"]}],
        STORAGES={"staticfiles": {"BACKEND": "assetbump.django.VersionedStaticFilesStorage"}},
    )
    django.setup()
    global urlpatterns
    urlpatterns = [path("", lambda request: render(request, "home.html"))]
    return StaticFilesHandler(get_wsgi_application())


def brotli(data: bytes) -> bytes:
    """Compress as Node does."""
    script = "process.stdout.write(require('zlib').brotliCompressSync(require('fs').readFileSync(0)))"
    return subprocess.run(["node", "-e", script], input=data, capture_output=True, check=True).stdout


def zstd(data: bytes) -> bytes:
    """Put data into a frame of Zstandard as it is (RFC 8878, sections 3.1.1.1 and 3.1.1.2)."""
    assert len(data) < 256
    return b"\x28\xb5\x2f\xfd\x20" + bytes([len(data)]) + (len(data) << 3 | 1).to_bytes(3, "little") + data


if __name__ == "__main__":
    unittest.main()
