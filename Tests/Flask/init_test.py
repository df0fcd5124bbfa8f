"""`init --loader` on applications as people begin them: run with `python init_test.py`.

What it writes, and the lines that it shows, are enough for pages with tokens: the diff is put in by `patch`, and the
application is run by its framework.
"""

import os
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

import tool

PAGE = '<link href="{}">'
FACTORY = """
    from flask import (
        Flask,
        render_template,
    )


    def create_app():
        app = Flask(
            __name__,
        )

        @app.get("/")
        def home():
            return render_template("home.html")

        return app
"""
CLASS = """
    import flask


    class Site:
        def __init__(self):
            self.app = flask.Flask(__name__)
            self.app.add_url_rule("/", view_func=lambda: flask.render_template("home.html"))


    app = Site().app
"""
FASTAPI = """
    from fastapi import FastAPI, Request
    from fastapi.staticfiles import StaticFiles
    from fastapi.templating import Jinja2Templates

    app = FastAPI()
    app.mount("/static", StaticFiles(directory="static"), name="static")
    pages = Jinja2Templates(directory="templates")


    @app.get("/")
    def home(request: Request):
        return pages.TemplateResponse(request, "home.html")
"""
ROUTES = """
    from starlette.applications import Starlette
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles
    from starlette.templating import Jinja2Templates

    pages = Jinja2Templates(directory="templates")


    def home(request):
        return pages.TemplateResponse(request, "home.html")


    routes = [
        Route("/", home),
        Mount("/files", app=StaticFiles(directory="static"), name="static"),
    ]
    app = Starlette(routes=routes)
"""
DJANGO = """
    from pathlib import Path

    BASE_DIR = Path(__file__).parent.parent
    SECRET_KEY = "x"
    DEBUG = False
    ALLOWED_HOSTS = ["*"]
    ROOT_URLCONF = "shop.urls"
    INSTALLED_APPS = ({}"django.contrib.staticfiles",)
    TEMPLATES = [{{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [BASE_DIR / "templates"]}}]
    STATIC_URL = "static/"
    STATICFILES_DIRS = [BASE_DIR / "static"]
"""
DJANGO_URLS = """
    from django.urls import path
    from django.views.generic import TemplateView

    urlpatterns = [path("", TemplateView.as_view(template_name="home.html"))]
"""
STORAGES = """
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
"""
NODE = """
    const express = require("express");
    const app = express();
    app.use("/static", express.static("public"));
    app.get("/", (request, response) => response.send(app.locals.asset("site.css")));
    module.exports = app;
"""
MODULE = """
    import express from "express";

    const app = express();
    app.use("/static", express.static("public"));
    app.get("/", (request, response) => response.send(app.locals.asset("site.css")));
    export default app;
"""
QUART = """
    from quart import Quart, render_template

    app = Quart(__name__)


    @app.get("/")
    async def home():
        return await render_template("home.html")
"""
QUART_CLIENT = """
import asyncio
from app import app

async def main():
    response = await app.test_client().get("/")
    print(await response.get_data(as_text=True))

asyncio.run(main())
"""
FLASK_CLIENT = "print(app.test_client().get('/').get_data(as_text=True))"
DJANGO_CLIENT = """
import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
django.setup()
from django.test import Client
print(Client().get("/").content.decode())
"""
NODE_CLIENT = """
const server = APPLICATION.listen(0, async () => {
  console.log(await (await fetch(`http://127.0.0.1:${server.address().port}/`)).text());
  server.close();
});
"""


class InitTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).removeprefix("\n"))

    def set_up(self) -> str:
        """Run `init --loader` and put the lines in that it shows; return what it said."""
        said = tool.run(self.folder, "init", "--loader")
        subprocess.run(["patch", "-p1", "-s"], input=said, text=True, cwd=self.folder, check=True, timeout=20)
        tool.run(self.folder, "check")
        return said

    def shown(self, *words: str) -> str:
        """Run a client of the application; return the page that it gets."""
        environment = os.environ | {"NODE_PATH": "/usr/share/nodejs"}  # where Debian has Express
        result = subprocess.run(
            words, capture_output=True, text=True, cwd=self.folder, env=environment, timeout=60
        )
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout.strip()

    def python(self, script: str) -> str:
        return self.shown(sys.executable, "-B", "-c", script)

    def token(self) -> str:
        return tool.listed(self.folder)[0]["token"]

    def flask(self, source: str, script: str, name: str) -> None:
        self.write(name, source)
        home = Path(name).parent
        self.write(str(home / "static/site.css"), "body {}")
        self.write(str(home / "templates/home.html"), PAGE.format("{{ url_for('static', filename='site.css') }}"))
        self.set_up()
        self.assertEqual(self.python(script), PAGE.format(f"/static/site.css?v={self.token()}"))

    def test_flask_with_a_factory(self) -> None:
        self.flask(FACTORY, f"from shop import create_app; app = create_app(); {FLASK_CLIENT}", "shop/__init__.py")

    def test_flask_in_one_file(self) -> None:
        source = "from flask import Flask, render_template\n\napp = Flask(__name__)\napp.add_url_rule('/', view_func=lambda: render_template('home.html'))\n"
        self.flask(source, f"from app import app; {FLASK_CLIENT}", "app.py")

    def test_flask_in_a_class(self) -> None:
        self.flask(CLASS, f"from site_app import app; {FLASK_CLIENT}", "site_app.py")

    def test_quart(self) -> None:
        self.flask(QUART, QUART_CLIENT, "app.py")

    def test_fastapi(self) -> None:
        self.write("main.py", FASTAPI)
        self.write("static/site.css", "body {}")
        self.write("templates/home.html", PAGE.format("{{ url_for('static', path='site.css') }}"))
        self.set_up()
        script = "from fastapi.testclient import TestClient; from main import app; print(TestClient(app).get('/').text)"
        self.assertEqual(self.python(script), PAGE.format(f"http://testserver/static/site.css?v={self.token()}"))

    def test_starlette_with_a_table_of_routes(self) -> None:
        self.write("main.py", ROUTES)
        self.write("static/site.css", "body {}")
        self.write("templates/home.html", PAGE.format("{{ url_for('static', path='site.css') }}"))
        self.set_up()
        script = "from starlette.testclient import TestClient; from main import app; print(TestClient(app).get('/').text)"
        self.assertEqual(self.python(script), PAGE.format(f"http://testserver/files/site.css?v={self.token()}"))

    def django(self, settings: str) -> str:
        self.write("manage.py", "")
        self.write("shop/settings.py", settings)
        self.write("shop/urls.py", DJANGO_URLS)
        self.write("static/site.css", "body {}")
        self.write("templates/home.html", "{% load static %}" + PAGE.format("{% static 'site.css' %}"))
        self.set_up()
        self.assertEqual(self.python(DJANGO_CLIENT), PAGE.format(f"/static/site.css?v={self.token()}"))

    def test_django(self) -> None:
        self.django(DJANGO.format(""))

    def test_django_with_storages_of_its_own(self) -> None:
        self.django(DJANGO.format("") + STORAGES)
        script = "import shop.settings; print(shop.settings.STORAGES['default']['BACKEND'])"
        self.assertEqual(self.python(script), "django.core.files.storage.InMemoryStorage")

    def express(self, name: str, source: str, package: str, application: str) -> None:
        self.write(name, source)
        self.write("public/site.css", "body {}")
        self.write("package.json", package)
        (self.folder / "node_modules").symlink_to("/usr/share/nodejs")  # modules know no NODE_PATH
        self.set_up()
        kind = "module" if "import" in application else "commonjs"
        client = NODE_CLIENT.replace("APPLICATION", application)
        page = self.shown("node", f"--input-type={kind}", "-e", client)
        self.assertEqual(page, f"/static/site.css?v={self.token()}")

    def test_express(self) -> None:
        self.express("server.js", NODE, "{}", 'require("./server.js")')

    def test_express_as_a_module(self) -> None:
        application = '(await import("./NAME")).default'
        self.express("server.js", MODULE, '{"type": "module"}', application.replace("NAME", "server.js"))

    def test_express_as_a_module_by_its_name(self) -> None:
        application = '(await import("./NAME")).default'
        self.express("server.mjs", MODULE, "{}", application.replace("NAME", "server.mjs"))

    def test_express_as_no_module_among_modules(self) -> None:
        self.express("server.cjs", NODE, '{"type": "module"}', 'require("./server.cjs")')

    def test_a_loader_that_is_there_stays(self) -> None:
        self.write("app.py", "from flask import Flask\napp = Flask(__name__)\n")
        self.write("static/site.css", "body {}")
        self.write("asset_versions.py", "mine = 1\n")
        said = tool.run(self.folder, "init", "--loader").splitlines()
        self.assertIn("kept asset_versions.py", said)
        self.assertEqual((self.folder / "asset_versions.py").read_text(), "mine = 1\n")
        self.assertEqual((self.folder / "app.py").read_text(), "from flask import Flask\napp = Flask(__name__)\n")

    def test_nothing_is_written_where_nothing_lacks(self) -> None:
        self.write("app.py", "from flask import Flask\nfrom assetbump.flask import init_app\napp = Flask(__name__)\ninit_app(app)\n")
        self.write("static/site.css", "body {}")
        said = tool.run(self.folder, "init", "--loader").splitlines()
        self.assertEqual(said[-1], "wrote no loader: no application was found that lacks one - see assetbump loader --help")
        self.assertFalse((self.folder / "asset_versions.py").exists())


if __name__ == "__main__":
    unittest.main()
