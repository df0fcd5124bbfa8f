"""The README's code for Django, Jinja and Node, held against what the program lists."""

import json
import logging
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from urllib.parse import unquote

import django
import jinja2
import readme
import tool
from django import conf
from django.template import engines
from django.test import override_settings

# Files that a URL has to encode in every way, and the folder of the blueprint.
# No backslash: Django takes it for a slash.
NAMES = ["site.css", "css/a b.css", "js/ü+%3F?#&;=,@!$'()*~[x]^|\"`{}.js"]
NEW = "img/new.avif"
PREFIXES = {"static": "/static/", "journal.static": "/journal/static/"}
SETTINGS = """
[[root]]
name = "static"
paths = ["static"]
[[root]]
name = "journal.static"
paths = ["journal"]
url = "/journal/static/"
"""
CONSOLE = """
const { assetURLs } = require("./asset-urls.js");
const [file, prefixes, asked] = JSON.parse(process.argv[2]);
const asset = assetURLs(file, prefixes);
// As an Express template would: app.locals.asset, called in the page.
const page = (locals) => asked.map(([name, root]) => locals.asset(name, root));
try { console.log(JSON.stringify(page({ asset }))); } catch (error) { console.log(error.message); }
"""


class FrameworksTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        for name in NAMES:
            cls.file("static/" + name)
        cls.file("journal/journal.css")
        (cls.folder / "assetbump.toml").write_text(SETTINGS)
        tool.run(cls.folder, "bump", "--all")
        cls.urls = {(of["root"], of["path"]): of["url"] for of in tool.listed(cls.folder)}
        assert len(cls.urls) == len(NAMES) + 1, cls.urls
        cls.versions = cls.folder / "asset-versions.json"
        (cls.folder / "asset_storage.py").write_text(readme.block("asset_storage.py"))
        sys.path.insert(0, str(cls.folder))
        conf.settings.configure(
            BASE_DIR=cls.folder,
            INSTALLED_APPS=["django.contrib.staticfiles"],
            STATIC_URL="/static/",
            ASSET_VERSIONS=cls.versions,
            STORAGES={"staticfiles": {"BACKEND": "asset_storage.VersionedStaticFiles"}},
            TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        )
        django.setup()

    @classmethod
    def file(cls, name: str) -> None:
        path = cls.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)

    def complaint(self, name: str, root: str = "static") -> str:
        return f'"{name}" has no token in {self.versions}: assetbump bump {root}:{name}'

    # Django

    def django(self, name: str) -> str:
        template = engines["django"].from_string("{% load static %}{% autoescape off %}{% static name %}{% endautoescape %}")
        return template.render({"name": name})

    def test_django_prints_what_the_program_lists(self):
        for name in NAMES[:2]:
            self.assertEqual(self.django(name), self.urls["static", name])
        # Django encodes more signs of a path than Werkzeug does; it is the same address.
        self.assertEqual(unquote(self.django(NAMES[2])), unquote(self.urls["static", NAMES[2]]))

    @override_settings(DEBUG=True)
    def test_django_refuses_an_unrecorded_name_in_debug(self):
        with self.assertRaises(LookupError) as caught:
            self.django(NEW)
        self.assertEqual(str(caught.exception), self.complaint(NEW))

    def test_django_warns_once_in_production(self):
        with self.assertLogs("asset_storage", logging.WARNING) as logs:
            self.assertEqual([self.django(NEW) for _ in range(3)], ["/static/" + NEW] * 3)
        self.assertEqual([record.getMessage() for record in logs.records], [self.complaint(NEW)])

    @override_settings(DEBUG=True)
    def test_django_leaves_the_files_of_others(self):
        self.assertEqual(self.django("admin/css/base.css"), "/static/admin/css/base.css")

    # Jinja

    def jinja(self, template: str) -> str:
        environment = jinja2.Environment()
        environment.globals["static"] = readme.module("asset_urls", self.folder).asset_urls(self.versions, PREFIXES)
        return environment.from_string(template).render()

    def test_jinja_prints_what_the_program_lists(self):
        for (root, name), url in self.urls.items():
            self.assertEqual(self.jinja(f"{{{{ static({json.dumps(name)}, '{root}') }}}}"), url)
        self.assertEqual(self.jinja("{{ static('site.css') }}"), self.urls["static", "site.css"])

    def test_jinja_refuses_an_unrecorded_name(self):
        for name, root in ((NEW, "static"), ("site.css", "journal.static")):
            with self.assertRaises(LookupError) as caught:
                self.jinja(f"{{{{ static('{name}', '{root}') }}}}")
            self.assertEqual(str(caught.exception), self.complaint(name, root))

    # Node

    def node(self, asked: list, mode: str) -> tuple[str, str]:
        (self.folder / "asset-urls.js").write_text(readme.block("asset-urls.js"))
        (self.folder / "page.js").write_text(CONSOLE)
        question = json.dumps([str(self.versions), PREFIXES, asked])
        result = subprocess.run(
            ["node", "page.js", question],
            cwd=self.folder, env={"NODE_ENV": mode, "PATH": "/usr/local/bin:/usr/bin:/bin"},
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout, result.stderr

    def test_node_prints_what_the_program_lists(self):
        asked = [[name, root] for root, name in self.urls] + [["site.css"]]
        output, errors = self.node(asked, "development")
        self.assertEqual(json.loads(output), [*self.urls.values(), self.urls["static", "site.css"]])
        self.assertEqual(errors, "")

    def test_node_refuses_an_unrecorded_name(self):
        for name, root in ((NEW, "static"), ("site.css", "journal.static"), ("constructor", "static")):
            self.assertEqual(self.node([[name, root]], "development"), (self.complaint(name, root) + "\n", ""))

    def test_node_warns_once_in_production(self):
        output, errors = self.node([[NEW], [NEW]], "production")
        self.assertEqual(json.loads(output), ["/static/" + NEW] * 2)
        self.assertEqual(errors, self.complaint(NEW) + "\n")


if __name__ == "__main__":
    unittest.main()
