"""What `assetbump verify` says of sites that really run: run with `python verify_test.py`.

Each planted fault has its sound twin: the same site without it, of which nothing is said.
"""

import base64
import email.utils
import gzip
import hashlib
import json
import os
import subprocess
import time
import unittest
from pathlib import Path

import tool
from served_site import PAGE, YEAR, Site, verify


class Faults(unittest.TestCase):
    """The planted faults, each after its sound twin."""

    def check(self, plant, *expected: tuple[str, str, str]) -> str:
        site = Site(self)
        self.assertEqual(site.verify(status=0), [], site.said)
        plant(site)
        self.assertEqual(sorted(site.verify(status=1)), sorted(expected), site.said)
        return site.said

    def changed(self, change, *expected: tuple[str, str, str]) -> str:
        return self.check(lambda site: setattr(site, "change", change), *expected)

    def test_not_found(self):
        def change(path, query, headers, answer):
            if path == "/static/site.css":
                answer.status = 404

        self.changed(change, ("error", "not-served", "site.css"))

    def test_old_bytes(self):
        def plant(site):
            def change(path, query, headers, answer):
                if path == "/static/site.css":
                    answer.body = site.old_bytes["site.css"]

            site.change = change

        said = self.check(plant, ("error", "old-bytes", "site.css"))
        self.assertIn("something in front may pass over the query", said)

    def test_page_in_place_of_a_script(self):
        def change(path, query, headers, answer):
            if path == "/static/app.js":
                answer.body, answer.kind = b"<!doctype html><title>x</title>", "text/html"

        self.changed(change, ("error", "html-instead", "app.js"))

    def test_wrong_token(self):
        def plant(site):
            site.page = lambda: PAGE.format(more="", **(site.tokens() | {"site": "deadbeef"}))

        self.check(plant, ("error", "other-token", "site.css"))

    def test_old_token(self):
        def plant(site):
            site.page = lambda: PAGE.format(more="", **(site.tokens() | {"site": site.old["site"]}))

        self.check(plant, ("error", "other-token", "site.css"))
        # New bytes under the old token, which nobody keeps: nothing more.

    def test_missing_token(self):
        def plant(site):
            site.page = lambda: PAGE.format(more="", **site.tokens()).replace("?v=" + site.tokens()["logo"], "")

        self.check(plant, ("warning", "missing-token", "logo.svg"))

    def test_double_token(self):
        for double in ["{0}&v={0}", "{0}?v={0}"]:
            with self.subTest(double):

                def plant(site):
                    token = site.tokens()["app"]
                    site.page = lambda: PAGE.format(more="", **(site.tokens() | {"app": double.format(token)}))

                self.check(plant, ("warning", "double-token", "app.js"))

    def test_placeholder(self):
        for text in ["{{ version }}", "__VERSION__", "None", "%VERSION%", ""]:
            with self.subTest(text):

                def plant(site):
                    site.page = lambda: PAGE.format(more="", **(site.tokens() | {"logo": text}))

                self.check(plant, ("error", "placeholder", "logo.svg"))

    def test_changing_token(self):
        def plant(site):
            site.page = lambda: PAGE.format(more="", **(site.tokens() | {"logo": str(time.time_ns())}))

        self.check(plant, ("warning", "changing-token", "logo.svg"))

    def test_bare_import(self):
        def plant(site):
            (site.folder / "static" / "app.js").write_text('import { x } from "library"\n')
            tool.run(site.folder, "bump", "--all")

        self.check(plant, ("error", "bare-import", "app.js"))

    def test_bare_import_with_a_map(self):
        site = Site(self)
        site.more = '<script type="importmap">{"imports": {"library": "/static/logo.svg?v=%s"}}</script>'
        site.more %= site.tokens()["logo"]
        (site.folder / "static" / "app.js").write_text('import { x } from "library"\n')
        tool.run(site.folder, "bump", "--all")
        self.assertEqual(site.verify(), [], site.said)

    def test_import_without_a_token(self):
        def plant(site):
            (site.folder / "static" / "util.js").write_text("export const x = 1\n")
            (site.folder / "static" / "app.js").write_text('import { x } from "./util.js"\n')
            tool.run(site.folder, "bump", "--all")

            def change(path, query, headers, answer):
                if path == "/static/util.js":
                    answer.headers["Cache-Control"] = "max-age=600"

            site.change = change

        self.check(plant, ("warning", "missing-token", "util.js"))

    def test_never_kept(self):
        def change(path, query, headers, answer):
            answer.headers["Cache-Control"] = "no-cache"

        said = self.changed(change, ("warning", "not-kept", "site.css"))
        self.assertIn("so 2 more of the root", said)

    def test_year_without_a_token(self):
        def plant(site):
            site.page = lambda: PAGE.format(more="", **site.tokens()).replace("?v=" + site.tokens()["logo"], "")

            def change(path, query, headers, answer):
                if path == "/static/logo.svg":
                    answer.headers["Cache-Control"] = YEAR

            site.change = change

        self.check(
            plant, ("warning", "missing-token", "logo.svg"), ("warning", "kept-without-token", "logo.svg")
        )

    def test_year_for_a_token_that_nobody_gave(self):
        def change(path, query, headers, answer):
            if path.startswith("/static/"):
                answer.headers["Cache-Control"] = YEAR

        self.changed(change, ("warning", "unknown-token-kept", "site.css"))

    def test_year_by_expires(self):
        year = email.utils.formatdate(time.time() + 365 * 86_400, usegmt=True)

        def change(path, query, headers, answer):
            if path.startswith("/static/"):
                answer.headers = {"Expires": year}

        # With their tokens they may be kept so long; a token that nobody gave must not be.
        said = self.changed(change, ("warning", "unknown-token-kept", "site.css"))
        self.assertIn("may be kept for 36", said)

    def test_page_that_expires_late(self):
        for expires, is_fault in [
            (email.utils.formatdate(time.time() + 2 * 86_400, usegmt=True), True),
            (email.utils.formatdate(time.time() - 86_400, usegmt=True), False), ("0", False),
        ]:
            with self.subTest(expires):
                site = Site(self)

                def change(path, query, headers, answer):
                    if path == "/":
                        answer.headers = {"Expires": expires}

                site.change = change
                self.assertEqual(site.verify(), [("warning", "page-kept", "")] if is_fault else [], site.said)

    def test_never_kept_by_expires(self):
        def change(path, query, headers, answer):
            answer.headers = {"Expires": "-1"}

        self.changed(change, ("warning", "not-kept", "site.css"))

    def test_page_that_is_kept(self):
        def change(path, query, headers, answer):
            if path == "/":
                answer.headers["Cache-Control"] = "max-age=86400"

        self.changed(change, ("warning", "page-kept", ""))

    def test_immutable_worker(self):
        site = Site(self)
        (site.folder / "static" / "sw.js").write_text("self.oninstall = () => {}\n")
        tool.run(site.folder, "bump", "--all")
        site.more = "<script>navigator.serviceWorker.register('/static/sw.js')</script>"
        self.assertEqual(site.verify(), [], site.said)

        def change(path, query, headers, answer):
            if path == "/static/sw.js":
                answer.headers["Cache-Control"] = YEAR

        site.change = change
        self.assertEqual(site.verify(), [("warning", "worker-kept", "sw.js")], site.said)

    def test_no_vary_search(self):
        for value, is_fault in [
            ('params=("v")', True), ("params", True), ('params, except=("q")', True), ('params=("utm" "v")', True),
            ('params=("utm")', False), ('params, except=("v")', False), ("key-order", False), ("params=?0", False),
        ]:
            with self.subTest(value):
                site = Site(self)

                def change(path, query, headers, answer):
                    if path == "/static/app.js":
                        answer.headers["No-Vary-Search"] = value

                site.change = change
                expected = [("error", "token-ignored", "app.js")] if is_fault else []
                self.assertEqual(site.verify(), expected, site.said)

    def test_wrong_integrity(self):
        def integrity(site, text: bytes) -> None:
            digest = base64.b64encode(hashlib.sha384(text).digest()).decode()
            page = PAGE.format(more="", **site.tokens())
            site.page = lambda: page.replace("<script ", f'<script integrity="sha384-{digest}" ')

        sound = Site(self)
        integrity(sound, (sound.folder / "static" / "app.js").read_bytes())
        self.assertEqual(sound.verify(), [], sound.said)
        self.check(lambda site: integrity(site, b"other"), ("error", "wrong-integrity", "app.js"))

    def test_stale_copies(self):
        for encoding in ["gzip"]:
            with self.subTest(encoding):
                site = Site(self)

                def compress(path, query, headers, answer, body=None):
                    if path == "/static/site.css" and encoding in headers.get("Accept-Encoding", ""):
                        answer.body = gzip.compress(body or answer.body)
                        answer.headers |= {"Content-Encoding": encoding, "Vary": "Accept-Encoding"}

                site.change = compress
                self.assertEqual(site.verify(), [], site.said)
                old = site.old_bytes["site.css"]
                site.change = lambda *words: compress(*words, body=old)
                self.assertEqual(site.verify(), [("error", "encoding-differs", "site.css")], site.said)
                self.assertIn("the bytes of the earlier token", site.said)

    def test_content_type(self):
        def change(path, query, headers, answer):
            if path == "/static/app.js":
                answer.kind = "text/plain"

        self.changed(change, ("error", "content-type", "app.js"))

    def test_named_and_not_served(self):
        def plant(site):
            site.more = '<img src="/static/gone.png"><a href="/static/gone.pdf">x</a>'

        self.check(plant, ("error", "not-served", ""))

    def test_not_deployed(self):
        def plant(site):
            (site.folder / "static" / "site.css").write_text("body { color: teal }\n")

        self.check(plant, ("error", "other-bytes", "site.css"))


class Behaviour(unittest.TestCase):
    def test_each_file_once_and_nothing_else(self):
        site = Site(self)
        self.assertEqual(site.verify(status=0), [])
        tokens = site.tokens()
        files = [path for path, _ in site.asked if path.startswith("/static/") and "verify-" not in path]
        names = {"site": "css", "app": "js", "logo": "svg"}
        expected = [f"/static/{name}.{end}?v={tokens[name]}" for name, end in names.items()]
        # As a browser asks, and without Accept-Encoding.
        self.assertEqual(sorted(files), sorted(expected * 2))
        self.assertEqual(len(set(site.asked)), len(site.asked) - 2)  # both pages once more
        self.assertIn("not asked: https://elsewhere.example", site.said)

    def test_nothing_unasked(self):
        site = Site(self)
        site.more = """<meta name="description" content="Fine things"><meta name="viewport" content="width=device-width">
            <meta name="msapplication-config" content="none"><meta property="og:url" content="/about/us">
            <link rel="canonical" href="/shop"><link rel="alternate" href="/feed"><form action="/search"></form>
            <i data-url="/api/delete"></i><template><img src="{{ x }}"></template><a href="/logout">x</a>
            <script>const page = '<img src="/static/gone.png">', file = "/static/none.svg"</script>"""
        self.assertEqual(site.verify(status=0), [], site.said)
        paths = {path for path, _ in site.asked if not path.startswith("/static/")}
        self.assertEqual(paths, {"/", "/about", "/sitemap.xml"})

    def test_template_place_and_formats(self):
        site = Site(self)
        (site.folder / "templates").mkdir()
        (site.folder / "templates" / "home.html").write_text(
            "<link href=\"{{ url_for('static', filename='site.css') }}\">\n"
        )
        site.page = lambda: PAGE.format(more="", **(site.tokens() | {"site": "deadbeef"}))
        text = verify(site.folder, site.url).stdout
        token = site.tokens()["site"]
        self.assertEqual(
            text,
            f"templates/home.html:1:44: error: static:site.css: other-token: {site.url}/:3 names it with deadbeef,"
            f" which it never had; recorded is {token} - restart the application, and purge pages that a cache in"
            " front keeps\n",
        )
        self.assertTrue(verify(site.folder, site.url, "--format", "github").stdout.startswith("::error file="))
        log = json.loads(verify(site.folder, site.url, "--format", "sarif").stdout)
        self.assertEqual(log["runs"][0]["results"][0]["ruleId"], "other-token")

    def test_unnamed(self):
        site = Site(self)
        (site.folder / "static" / "left.css").write_text("x\n")
        tool.run(site.folder, "bump", "--all")
        self.assertEqual(site.verify(status=0), [])
        self.assertIn("named by nothing that was read: static:left.css", site.said)

    def test_secrets_are_not_on_the_command_line(self):
        site = Site(self)
        seen: list[str] = []
        given: list[str] = []

        def change(path, query, headers, answer):
            given.append(headers.get("Authorization", "") + headers.get("X-Key", ""))
            for process in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    words = process.read_bytes().split(b"\0")
                except OSError:
                    continue
                if words[0].endswith(b"curl"):
                    seen.append(b" ".join(words).decode())

        site.change = change
        site.verify("--user", "me:s3cret", "--header", 'X-Key: "k\\ey"')
        self.assertEqual(set(given), {"Basic bWU6czNjcmV0" + '"k\\ey"'})
        self.assertTrue(seen)
        self.assertEqual(set(seen), {"curl -q --config - "})

    def test_curlrc_and_missing_curl(self):
        site = Site(self)
        (site.folder / ".curlrc").write_text('header = "X-Mine: 1"\n')
        given = []
        site.change = lambda path, query, headers, answer: given.append(headers.get("X-Mine"))
        environment = os.environ | {"HOME": str(site.folder), "CURL_HOME": str(site.folder)}
        command = [tool.program(), "verify", "--project", str(site.folder), site.url]
        subprocess.run(command, env=environment, capture_output=True, timeout=60)
        self.assertEqual(set(given), {None})
        result = subprocess.run(command, env={"PATH": "/nowhere"}, capture_output=True, text=True, timeout=60)
        self.assertEqual(result.returncode, 2)
        self.assertEqual(
            result.stderr,
            "assetbump: curl is not installed - assetbump verify asks the site by it: apt install curl\n",
        )

    def test_wrong_usage(self):
        site = Site(self)
        for arguments in [
            ["ftp://x"], ["http://u:p@127.0.0.1/"], ["127.0.0.1"], [site.url, "--header", "@file"],
            [site.url, "--header", "a: b\nc: d"], [site.url, "--user", "me"], [site.url, "--pages", "0"],
        ]:
            with self.subTest(arguments):
                result = verify(site.folder, *arguments)
                self.assertEqual((result.returncode, result.stdout), (64, ""), result.stderr)
        self.assertEqual(site.asked, [])

    def test_nobody_there(self):
        site = Site(self)
        result = verify(site.folder, "http://127.0.0.1:9/")
        self.assertEqual(
            (result.returncode, result.stdout, result.stderr),
            (
                2, "",
                "assetbump: http://127.0.0.1:9/: nobody listens there - start the application, or name its address\n",
            ),
        )

    def test_thousand_files(self):
        site = Site(self)
        for number in range(1000):
            (site.folder / "static" / f"f{number}.svg").write_text(f"<svg id='{number}'/>\n")
        tool.run(site.folder, "bump", "--all")
        tokens = site.tokens()
        site.tokens = lambda: tokens
        site.more = "".join(f'<img src="/static/f{n}.svg?v={tokens[f"f{n}"]}">' for n in range(1000))
        start = time.monotonic()
        self.assertEqual(site.verify(status=0), [])
        print(f"1,003 files by Python's server: {time.monotonic() - start:.1f} s")
        self.assertEqual(len([path for path, _ in site.asked if "/f" in path]), 2000)


if __name__ == "__main__":
    unittest.main()
