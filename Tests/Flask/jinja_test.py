"""The loader for Jinja without a framework: run with `python jinja_test.py`."""

import json
import logging
import shutil
import tempfile
import unittest
from pathlib import Path

import jinja2
import tool
from loaders import EachLoader

NAMES = ["site.css", "css/a b.css", "js/ü+%3F?#&;=,@!$'()*~[x]^|\"`{}\\.js"]
PREFIXES = {"static": "/static/", "journal.static": "/journal/static/"}
SETTINGS = """
[[root]]
name = "static"
paths = ["static"]
loader = "elsewhere"
{}
[[root]]
name = "journal.static"
paths = ["journal"]
url = "/journal/static/"
loader = "elsewhere"
"""


class Templates(unittest.TestCase):
    loader = None

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp()).resolve()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        for name in ["static/" + name for name in NAMES] + ["journal/journal.css", "pages/templates/x.html"]:
            path = cls.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
        cls.place("")
        tool.run(cls.folder, "bump", "--all")
        cls.versions = cls.folder / "asset-versions.json"

    @classmethod
    def place(cls, line: str) -> None:
        (cls.folder / "assetbump.toml").write_text(SETTINGS.format(line))

    def render(self, text: str, **options: object) -> str:
        loader = jinja2.FileSystemLoader(self.folder / "pages/templates")
        environment = jinja2.Environment(loader=loader)
        self.loader.init_environment(environment, **options)
        return environment.from_string(text).render()

    def test_it_prints_what_the_program_lists(self):
        for placement in ("query", "filename", "path"):
            self.place(f'placement = "{placement}"')
            options = {"prefixes": PREFIXES, "placement": {"static": placement}}
            for of in tool.listed(self.folder):
                call = f"{{{{ static({json.dumps(of['path'])}, '{of['root']}') }}}}"
                self.assertEqual(self.render(call, **options), of["url"])
        self.place("")

    def test_the_versions_file_is_found_beside_the_templates_then_upward(self):
        text = '{"format": 1, "assets": {"static": {"a.css": {"token": "%s"}}}}'
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name).resolve()
            (folder / "site/pages").mkdir(parents=True)
            environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder / "site/pages"))
            for place in (".", "site", "site/pages"):  # the nearest counts
                (folder / place / "asset-versions.json").write_text(text % place.replace("/", "-"))
                self.loader.init_environment(environment)
                page = environment.from_string("{{ static('a.css') }}").render()
                self.assertEqual(page, f"/static/a.css?v={place.replace('/', '-')}")
            for mark in ("assetbump.toml", "pyproject.toml", ".git"):
                end = folder / f"of-{mark}"
                (end / "pages").mkdir(parents=True)
                (end / mark).touch()
                with self.assertRaises(RuntimeError) as caught:
                    self.loader.init_environment(jinja2.Environment(loader=jinja2.FileSystemLoader(end / "pages")))
                self.assertEqual(
                    str(caught.exception),
                    f"no asset-versions.json in {end}/pages or above it, up to {end}:"
                    " run assetbump init, or name the file",
                )

    def test_an_unusable_file_is_one_clear_error(self):
        with tempfile.TemporaryDirectory() as name:
            file = Path(name).resolve() / "asset-versions.json"
            file.write_text('{"format": 1')
            with self.assertRaises(RuntimeError) as caught:
                self.loader.init_environment(jinja2.Environment(), file)
            self.assertEqual(
                str(caught.exception),
                f"cannot use the versions file {file}: line 1, column 13: Expecting ',' delimiter - run assetbump check",
            )
            self.assertIsNone(caught.exception.__context__)

    def test_integrity_where_it_is_recorded(self):
        with tempfile.TemporaryDirectory() as name:
            file = Path(name) / "asset-versions.json"
            record = {"token": "1", "integrity": "sha384-x"}
            file.write_text(json.dumps({"format": 1, "assets": {"static": {"app.js": record, "a.css": {"token": "2"}}}}))
            environment = jinja2.Environment()
            self.loader.init_environment(environment, file)
            self.assertEqual(
                environment.from_string("{{ asset_tag('app.js') }}{{ asset_tag('a.css') }}").render(),
                '<script src="/static/app.js?v=1" integrity="sha384-x" crossorigin></script>'
                '<link rel="stylesheet" href="/static/a.css?v=2">',
            )

    def test_the_function_alone(self):
        static = self.loader.asset_urls(self.versions, PREFIXES)
        listed = {(of["root"], of["path"]): of["url"] for of in tool.listed(self.folder)}
        self.assertEqual(static("site.css"), listed["static", "site.css"])
        self.assertEqual(static(Path("site.css")), listed["static", "site.css"])

    def test_names_without_a_token(self):
        with self.assertLogs("assetbump", logging.WARNING) as logs:
            for name in ("", "css/", ".well-known/x", "new.css"):
                text = f"{{{{ static('{name}') }}}}"
                self.assertEqual(self.render(text * 2), f"/static/{name}" * 2)
        complaint = f'"new.css" has no token in {self.versions} - assetbump check says what is new'
        self.assertEqual([of.getMessage() for of in logs.records], [complaint])
        with self.assertRaises(LookupError) as caught:
            self.render("{{ static('new.css') }}", strict=True)
        self.assertEqual(str(caught.exception), complaint)

    def test_a_root_without_a_prefix(self):
        with self.assertRaises(LookupError) as caught:
            self.render("{{ static('x', 'other') }}")
        self.assertEqual(str(caught.exception), 'no prefix is given for the root "other": prefixes={"other": "/…/"}')

    def test_tags(self):
        url = self.render("{{ static('site.css') }}")
        self.assertEqual(
            self.render("{{ asset_tag('site.css', media='print') }}"),
            f'<link rel="stylesheet" href="{url}" media="print">',
        )


OfPackage, OfFile = EachLoader.of("jinja", Templates)
del Templates

if __name__ == "__main__":
    unittest.main()
