"""The loader for Django 4.2 and 5.2: run with `python django_test.py`."""

import json
import logging
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import django
import tool
from django import conf
from django.contrib.staticfiles import storage as storages
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages as handler
from django.template import engines
from django.test import override_settings
from loaders import LOADERS, EachLoader

# Files that a URL has to encode in every way. No backslash: Django takes it for a slash.
NAMES = ["site.css", "css/a b.css", "js/ü+%3F?#&;=,@!$'()*~[x]^|\"`{}.js", "app.js"]
FOLDER = Path(tempfile.mkdtemp()).resolve()
VERSIONS = FOLDER / "asset-versions.json"


def setUpModule():
    for name in [*NAMES, "new.css", "app.js.map", ".well-known/x.txt"]:
        path = FOLDER / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (FOLDER / "assetbump.toml").write_text('[[root]]\nloader = "elsewhere"\n')
    tool.run(FOLDER, "bump", *["static:" + name for name in NAMES])
    sys.path.insert(0, str(LOADERS))
    conf.settings.configure(
        BASE_DIR=FOLDER,
        INSTALLED_APPS=["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes",
                        "django.contrib.staticfiles"],
        STATIC_URL="/static/",
        STATICFILES_DIRS=[FOLDER / "static"],
    )  # fmt: skip
    django.setup()


class Storage(unittest.TestCase):
    loader = None

    def setUp(self):
        self.override = override_settings()
        self.override.enable()
        self.addCleanup(lambda: self.override.disable())
        self.settings()

    def settings(self, debug: bool = False, **options: object) -> None:
        """Use the loader's storage with these options."""
        module = self.loader.__name__
        template = {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"builtins": ["django.templatetags.static", module]},
        }
        jinja = {"BACKEND": "django.template.backends.jinja2.Jinja2", "OPTIONS": {"environment": f"{module}.environment"}}
        storage = {"BACKEND": f"{module}.VersionedStaticFilesStorage", "OPTIONS": options}
        self.override.disable()
        self.override = override_settings(DEBUG=debug, TEMPLATES=[template, jinja])
        self.override.enable()
        self.use(storage)

    def use(self, storage: dict) -> None:
        """Use a storage. Django 4.2 loses the OPTIONS of STORAGES that are overridden."""
        handler.__dict__.pop("backends", None)
        handler._backends = {"staticfiles": storage}
        handler._storages = {}
        storages.staticfiles_storage._wrapped = django.utils.functional.empty

    def render(self, text: str, engine: str = "django", **values: object) -> str:
        return engines[engine].from_string(text).render(values)

    def url(self, name: object) -> str:
        return self.render("{% autoescape off %}{% static name %}{% endautoescape %}", name=name)

    def test_static_prints_what_the_program_lists(self):
        listed = {of["path"]: of["url"] for of in tool.listed(FOLDER)}
        for name in NAMES:
            # Django encodes more signs of a path than Werkzeug does; it is the same address.
            self.assertEqual(unquote(self.url(name)), unquote(listed[name]))
        self.assertEqual(self.url("site.css"), listed["site.css"])

    def test_whatever_django_makes_a_name_of(self):
        token = self.url("site.css").partition("?")[2]
        for debug in (True, False):
            self.settings(debug)
            for name in (PurePosixPath("site.css"), "/site.css"):
                self.assertEqual(self.url(name), "/static/site.css?" + token)
            for name in ("", "css", "css/", "../x", ".well-known/x.txt", "nowhere.css"):
                expected = {"../x": "/x"}.get(name, "/static/" + name)
                self.assertEqual(self.url(name), expected)

    def test_a_new_file_of_the_project_is_named_once_and_no_file_of_a_package(self):
        for debug in (True, False):
            self.settings(debug)
            with self.assertLogs("assetbump", logging.WARNING) as logs:
                for name in ("new.css", "app.js.map", "admin/css/base.css") * 2:
                    self.assertEqual(self.url(name), "/static/" + name)
            complaint = "has no token in {}: browsers ask for it each time - assetbump check says what is new"
            self.assertEqual(
                [of.getMessage() for of in logs.records],
                [f'"{name}" {complaint.format(VERSIONS)}' for name in ("new.css", "app.js.map")],
            )

    def test_placement_and_parameter(self):
        token = self.url("app.js").partition("=")[2]
        self.settings(placement="filename")
        self.assertEqual(self.url("app.js"), f"/static/app.{token}.js")
        self.settings(placement="path")
        self.assertEqual(self.url("app.js"), f"/static/{token}/app.js")
        # Django's own server does not find it there.
        self.settings(debug=True, placement="path", parameter="rev")
        self.assertEqual(self.url("app.js"), f"/static/app.js?rev={token}")

    def test_an_edit_has_another_url_in_debug_mode_alone(self):
        # Django's own server says nothing of how long browsers may keep a file.
        file = FOLDER / "static" / "app.js"
        self.addCleanup(file.write_text, file.read_text())
        token = self.url("app.js").partition("=")[2]
        self.settings(debug=True)
        self.assertEqual(self.url("app.js"), f"/static/app.js?v={token}")
        file.write_text("edited")  # printf edited | sha256sum
        self.assertEqual(self.url("app.js"), f"/static/app.js?v={token}-1fb9f409")
        self.settings(debug=False)
        self.assertEqual(self.url("app.js"), f"/static/app.js?v={token}")

    def test_tags(self):
        token = self.url("app.js").partition("=")[2]
        expected = f'<script src="/static/app.js?v={token}" defer></script>'
        self.assertEqual(self.render('{% asset_tag "app.js" defer=True %}'), expected)
        self.assertEqual(self.render('{{ asset_tag("app.js", defer=True) }}', "jinja2"), expected)

    def test_jinja2(self):
        url = self.url("app.js")
        self.assertEqual(self.render('{% static "app.js" %} {{ static("app.js") }}', "jinja2"), f"{url} {url}")
        self.assertEqual(self.render('{% set n = "app" %}{% static n ~ ".js" %}', "jinja2"), url)

    def test_another_file_and_root(self):
        other = FOLDER / "other.json"
        record = {"token": "9", "integrity": "sha384-x"}
        other.write_text(json.dumps({"format": 1, "assets": {"a": {"app.js": record}, "b": {}}}))
        self.settings(file=other, root="a")
        self.assertEqual(self.url("app.js"), "/static/app.js?v=9")
        expected = '<script src="/static/app.js?v=9" integrity="sha384-x" crossorigin></script>'
        self.assertEqual(self.render('{% asset_tag "app.js" %}'), expected)
        self.settings(file=other)
        self.assertEqual(self.url("app.js"), "/static/app.js")
        self.settings(root="a")
        with override_settings(ASSET_VERSIONS=other):
            self.assertEqual(self.url("app.js"), "/static/app.js?v=9")

    def test_another_storage(self):
        self.use({"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"})
        with self.assertRaises(ImproperlyConfigured) as caught:
            self.loader.storage()
        self.assertEqual(str(caught.exception), 'STORAGES["staticfiles"] names no VersionedStaticFilesStorage')


class Start(unittest.TestCase):
    """An application of its own process starts, or is refused."""

    loader = None

    def start(
        self, debug: bool, versions: str | None, base: str = ".", place: str = ".", mark: str = "pyproject.toml"
    ) -> str:
        """Start an application with the settings in a folder; return its URL, or the last line of its error."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name).resolve() / base
            folder.mkdir(parents=True, exist_ok=True)
            top = folder if base == "." else folder.parent
            (top / mark).touch()
            if versions is not None:
                (top / place / "asset-versions.json").write_text(versions)
            module = self.loader.__name__
            (folder / "settings.py").write_text(textwrap.dedent(f"""
                import sys
                sys.path.insert(0, {str(Path(self.loader.__file__).parent)!r})
                {"" if module.startswith("assetbump") else "import loaders; loaders.printed('django')"}
                DEBUG = {debug}
                SECRET_KEY = "x"
                STATIC_URL = "/static/"
                INSTALLED_APPS = ["django.contrib.staticfiles", "{module}.Assets"]
                STORAGES = {{"staticfiles": {{"BACKEND": "{module}.VersionedStaticFilesStorage"}}}}
            """))
            script = "import django; django.setup(); from django.templatetags.static import static; print(static('a.css'))"
            paths = [str(folder), str(LOADERS), str(Path(__file__).parent)]
            result = subprocess.run(
                [sys.executable, "-B", "-c", script], cwd=folder, capture_output=True, text=True, timeout=60,
                env={"PYTHONPATH": ":".join(paths), "DJANGO_SETTINGS_MODULE": "settings"},
            )  # fmt: skip
            return (result.stdout or result.stderr).strip().splitlines()[-1].replace(str(top), "DIR")

    def test_start(self):
        good = json.dumps({"format": 1, "assets": {"static": {"a.css": {"token": "1"}}}})
        for debug in (True, False):
            self.assertEqual(self.start(debug, good), "/static/a.css?v=1")
        self.assertTrue(
            self.start(False, "{").endswith(
                "VersionsError: cannot use the versions file DIR/asset-versions.json: line 1, column 2:"
                " Expecting property name enclosed in double quotes - run assetbump check"
            )
        )
        self.assertTrue(
            self.start(False, None).endswith(
                "VersionsError: no asset-versions.json in DIR or above it, up to DIR:"
                " run assetbump init, or name the file"
            )
        )

    def test_the_versions_file_is_found_beside_the_settings_then_upward(self):
        good = json.dumps({"format": 1, "assets": {"static": {"a.css": {"token": "1"}}}})
        for place in (".", "site"):
            self.assertEqual(self.start(False, good, "site", place), "/static/a.css?v=1")
        for mark in ("assetbump.toml", "pyproject.toml", ".git"):
            self.assertTrue(
                self.start(False, None, "site", mark=mark).endswith(
                    "VersionsError: no asset-versions.json in DIR/site or above it, up to DIR:"
                    " run assetbump init, or name the file"
                )
            )


StorageOfPackage, StorageOfFile = EachLoader.of("django", Storage)
StartOfPackage, StartOfFile = EachLoader.of("django", Start)
del Storage, Start

if __name__ == "__main__":
    unittest.main()
