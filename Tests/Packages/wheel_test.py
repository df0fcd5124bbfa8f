"""The five minutes from the wheel alone: run with `python wheel_test.py WHEEL FOLDER`.

Each framework has a virtual environment of its own in FOLDER, with the framework, its server and the wheel in
it, and nothing of this repository. A browser looks at the site: what it shows in debug mode, and what it asks
for in production.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Flask"))

import chromium  # noqa: E402
from selenium.webdriver.support.wait import WebDriverWait  # noqa: E402

FOLDER, WHEEL = Path(sys.argv.pop(2)).resolve(), Path(sys.argv.pop(1)).resolve()
YEAR = "public, max-age=31536000, immutable"
BLACK, NAVY, GREEN = "rgb(1, 2, 3)", "rgb(4, 5, 6)", "rgb(7, 8, 9)"

PAGE = """<!doctype html>
<title>Home</title>
{head}
<p>Home
"""
FLASK = """from assetbump.flask import init_app
from flask import Flask, render_template


def create_app():
    app = Flask(__name__)
    init_app(app)

    @app.route("/")
    def home():
        return render_template("home.html")

    return app
"""
FASTAPI = """import os

from assetbump.starlette import init_app
from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates

app = FastAPI(debug="SHOP_DEBUG" in os.environ)
app.mount("/static", StaticFiles(directory="static"), name="static")
templates = Jinja2Templates(directory="templates")
init_app(app, templates)


@app.get("/")
def home(request: Request):
    return templates.TemplateResponse(request, "home.html")
"""
DJANGO = """
import os

DEBUG = "SHOP_DEBUG" in os.environ
ALLOWED_HOSTS = ["127.0.0.1"]
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "collected"
TEMPLATES[0]["DIRS"] = [BASE_DIR / "templates"]
MIDDLEWARE.insert(1, "assetbump.whitenoise.VersionedWhiteNoiseMiddleware")
"""
DJANGO_URLS = """from django.urls import path
from django.views.generic import TemplateView

urlpatterns = [path("", TemplateView.as_view(template_name="home.html"))]
"""


def pinned(name: str) -> list[str]:
    """Return the packages of a file beside the other tests of pages."""
    return (HERE.parent / "Flask" / name).read_text().split()


class Environment:
    """A virtual environment that has a framework and the wheel, and a folder with a site in it."""

    def __init__(self, name: str, packages: list[str], site: Path) -> None:
        self.home = FOLDER / name
        shutil.rmtree(self.home, ignore_errors=True)
        venv.create(self.home, with_pip=True)
        self.site = site
        pip = [str(self.home / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", "--use-pep517"]
        subprocess.run([*pip, *packages, str(WHEEL)], check=True, timeout=300)
        self.variables = {
            "PATH": f"{self.home / 'bin'}:/usr/bin:/bin", "HOME": str(site.parent), "LC_ALL": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip

    def run(self, *words: str, status: int = 0) -> str:
        """Run a program of the environment; return what it prints."""
        result = subprocess.run(
            words, capture_output=True, text=True, cwd=self.site, env=self.variables, timeout=60
        )
        if result.returncode != status:
            raise AssertionError(f"{words}: {result.returncode}\n{result.stdout}{result.stderr}")
        return result.stdout

    def write(self, name: str, text: str, days: int = 0) -> None:
        """Write a file of the site, as of some days ago."""
        path = self.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        stamp = time.time() - days * 86400
        os.utime(path, (stamp, stamp))


class Server:
    """A server of a site, until it is stopped."""

    def __init__(self, environment: Environment, words: list[str], variables: dict[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.log = (environment.site.parent / "server.log").open("w+")
        self.process = subprocess.Popen(
            [word.format(port=port) for word in words], cwd=environment.site, stdout=self.log, stderr=self.log,
            env={**environment.variables, **variables}, start_new_session=True,
        )  # fmt: skip
        until = time.monotonic() + 30
        while True:
            try:
                self.get("/")
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > until:
                    self.log.seek(0)
                    raise AssertionError(f"{words}: it does not answer\n{self.log.read()}") from None
                time.sleep(0.05)

    def get(self, url: str) -> tuple[str, str | None]:
        """Return the text under a URL, and its Cache-Control."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(self.address + url, timeout=20) as response:
            return response.read().decode(), response.headers["Cache-Control"]

    def stop(self) -> None:
        """End the server and what it started."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(20)
        self.log.close()


class WheelTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        profile = tempfile.TemporaryDirectory()
        cls.addClassCleanup(profile.cleanup)
        cls.browser = chromium.open(Path(profile.name))
        cls.addClassCleanup(cls.browser.quit)

    def environment(self, name: str, packages: list[str]) -> Environment:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        site = Path(folder.name) / "site"
        site.mkdir()
        return Environment(name, packages, site)

    def serve(self, environment: Environment, words: list[str], variables: dict[str, str]) -> Server:
        server = Server(environment, words, variables)
        self.addCleanup(server.stop)
        return server

    def colour(self, server: Server) -> str:
        """Return the colour of the page's text, as a browser shows it that comes by a link."""
        self.browser.get(server.address + "/")
        WebDriverWait(self.browser, 20).until(
            lambda browser: browser.execute_script("return document.readyState") == "complete"
        )
        return self.browser.execute_script("return getComputedStyle(document.body).color")

    def asked(self, server: Server, url: str) -> bool:
        """Say whether the browser asks the server, where its page wants a URL."""
        self.browser.set_script_timeout(20)
        return self.browser.execute_async_script(
            "const done = arguments[1];"
            "performance.clearResourceTimings();"
            "fetch(arguments[0]).then(async (answer) => { await answer.text();"
            " setTimeout(() => done(performance.getEntriesByType('resource').at(-1).transferSize > 0)); });",
            server.address + url,
        )

    def url(self, server: Server) -> str:
        """Return the URL of the stylesheet in the page, without the address."""
        text, _ = server.get("/")
        return text.split('href="')[1].split('"')[0].removeprefix(server.address)

    def five_minutes(
        self, environment: Environment, style: str, words: list[str], debug: dict[str, str],
        production: dict[str, str], deploy: list[str] = [],
    ) -> None:  # fmt: skip
        """Set a site up, see an edit in debug mode, release it, and see what a browser keeps."""
        environment.write(style, f"body {{ color: {BLACK} }}", days=100)
        environment.run("assetbump", "init")
        environment.run("assetbump", "check")

        server = self.serve(environment, words, debug)
        self.assertEqual(self.colour(server), BLACK)
        environment.write(style, f"body {{ color: {NAVY} }}", days=99)
        self.assertEqual(self.colour(server), NAVY)
        self.assertNotEqual(server.get(self.url(server))[1], YEAR)
        server.stop()

        environment.run("assetbump", "check", status=1)
        environment.run("assetbump", "bump", "--all")
        environment.run("assetbump", "check")
        if deploy:
            environment.run(*deploy)
        server = self.serve(environment, words, production)
        first = self.url(server)
        self.assertEqual(server.get(first), (f"body {{ color: {NAVY} }}", YEAR))
        self.assertEqual(server.get(first.partition("?")[0] + "?v=tomorrow")[1], "no-cache")
        self.assertEqual(self.colour(server), NAVY)
        self.assertFalse(self.asked(server, first))
        for _ in range(2):
            self.assertTrue(self.asked(server, first.partition("?")[0] + "?v=tomorrow"))
        server.stop()

        environment.write(style, f"body {{ color: {GREEN} }}", days=98)
        environment.run("assetbump", "bump", "--all")
        if deploy:
            environment.run(*deploy)
        server = self.serve(environment, words, production)
        self.assertNotEqual(self.url(server), first)
        self.assertEqual(self.colour(server), GREEN)

    def flask(self, name: str, packages: list[str], debug: dict[str, str]) -> None:
        environment = self.environment(name, packages)
        environment.write("shop/__init__.py", FLASK)
        head = "<link rel=\"stylesheet\" href=\"{{ url_for('static', filename='site.css') }}\">"
        environment.write("shop/templates/home.html", PAGE.format(head=head))
        self.five_minutes(
            environment, "shop/static/site.css", ["flask", "run", "--port", "{port}"],
            {"FLASK_APP": "shop", "FLASK_ENV": "development", **debug}, {"FLASK_APP": "shop"},
        )  # fmt: skip

    def test_flask_3_1(self) -> None:
        self.flask("flask-3.1", ["flask==3.1.3"], {"FLASK_DEBUG": "1"})

    def test_flask_2_2(self) -> None:
        self.flask("flask-2.2", pinned("requirements-2.2.txt"), {"FLASK_DEBUG": "1"})

    def test_flask_1_1(self) -> None:
        self.flask("flask-1.1", pinned("requirements-1.1.txt"), {"FLASK_DEBUG": "1"})

    def test_fastapi(self) -> None:
        environment = self.environment("fastapi", ["fastapi==0.165.0", "uvicorn==0.54.0", "jinja2==3.1.6"])
        environment.write("app.py", FASTAPI)
        head = "<link rel=\"stylesheet\" href=\"{{ url_for('static', path='site.css') }}\">"
        environment.write("templates/home.html", PAGE.format(head=head))
        self.five_minutes(
            environment, "static/site.css", ["uvicorn", "app:app", "--port", "{port}"], {"SHOP_DEBUG": "1"}, {}
        )

    def django(self, name: str, packages: list[str]) -> None:
        environment = self.environment(name, [*packages, "whitenoise==6.12.0"])
        environment.run("django-admin", "startproject", "shop", ".")
        lines = [line.strip() for line in self.lines(environment).split("\n")]
        settings = environment.site / "shop" / "settings.py"
        settings.write_text("\n".join([settings.read_text() + DJANGO, *lines, ""]))
        (environment.site / "shop" / "urls.py").write_text(DJANGO_URLS)
        head = "{% load static %}<link rel=\"stylesheet\" href=\"{% static 'site.css' %}\">"
        environment.write("templates/home.html", PAGE.format(head=head))
        self.five_minutes(
            environment, "static/site.css", ["python", "manage.py", "runserver", "--noreload", "127.0.0.1:{port}"],
            {"SHOP_DEBUG": "1"}, {}, ["python", "manage.py", "collectstatic", "--noinput", "--clear"],
        )  # fmt: skip

    def lines(self, environment: Environment) -> str:
        """Return the two lines that `init` says the settings must have."""
        environment.write("static/site.css", "")
        said = environment.run("assetbump", "init", "--dry-run")
        return said.partition("has these two lines:\n")[2].partition("\n  or assetbump init")[0]

    def test_django_5_2(self) -> None:
        self.django("django-5.2", ["django==5.2.19"])

    def test_django_4_2(self) -> None:
        self.django("django-4.2", pinned("requirements-django-4.2.txt"))


if __name__ == "__main__":
    unittest.main()
