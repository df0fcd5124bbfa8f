"""Flask-Static-Digest and Django's collectstatic, from PyPI, on a copy of a tree."""

import os
import shutil
import subprocess
import sys

from paired import Command

PACKAGES = ["flask==3.1.3", "Flask-Static-Digest==0.4.1", "django==5.2.9"]

SETTINGS = """
SECRET_KEY = "benchmark"
STATIC_URL = "/static/"
STATIC_ROOT = "{out}"
STATICFILES_DIRS = ["{static}"]
INSTALLED_APPS = ["django.contrib.staticfiles"]
STORAGES = {{"staticfiles": {{
    "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}}}
"""

APPLICATION = """
from flask import Flask
from flask_static_digest import FlaskStaticDigest
app = Flask(__name__, static_folder="{static}")
app.config["FLASK_STATIC_DIGEST_COMPRESSION"] = []
FlaskStaticDigest().init_app(app)
"""


class Peer:
    """A peer's command on a folder with no output of it yet, and with the output of the run before."""

    def __init__(self, first, again):
        self.first, self.again = first, again


class Peers:
    """The virtual environment of the peers, and their commands."""

    def __init__(self, cache, folder):
        self.folder, self.place = folder, f"{cache}/peers"
        if not os.path.exists(f"{self.place}/complete"):
            subprocess.run([sys.executable, "-m", "venv", self.place], check=True)
            subprocess.run([f"{self.place}/bin/pip", "install", "-q", *PACKAGES], check=True)
            with open(f"{self.place}/complete", "w"):
                pass

    def commands(self):
        """The peers, each ready to run."""
        return [self.flask(), self.django()]

    def flask(self):
        """Flask-Static-Digest writes its copies beside the files, so it gets a tree of its own."""
        static = f"{self.place}/flask/static"
        shutil.rmtree(f"{self.place}/flask", ignore_errors=True)
        shutil.copytree(f"{self.folder}/static", static)
        with open(f"{self.place}/flask/app.py", "w") as file:
            file.write(APPLICATION.format(static=static))
        words = [f"{self.place}/bin/flask", "digest"]
        clean = lambda: subprocess.run(
            [*words, "clean"], cwd=f"{self.place}/flask", check=True, capture_output=True,
            env={**os.environ, "FLASK_APP": "app"})
        return self.peer("`flask digest compile`", [*words, "compile"], f"{self.place}/flask",
                         {"FLASK_APP": "app"}, clean)

    def django(self):
        """Django copies into a folder of its own."""
        folder = f"{self.place}/django"
        os.makedirs(folder, exist_ok=True)
        with open(f"{folder}/benchmark_settings.py", "w") as file:
            file.write(SETTINGS.format(out=f"{folder}/out", static=f"{self.folder}/static"))
        environment = {"DJANGO_SETTINGS_MODULE": "benchmark_settings", "PYTHONPATH": folder}
        return self.peer("`collectstatic` (manifest)",
                         [f"{self.place}/bin/django-admin", "collectstatic", "--noinput"], folder,
                         environment, lambda: shutil.rmtree(f"{folder}/out", ignore_errors=True))

    def peer(self, name, words, folder, environment, clean):
        """A peer of a command line and of what takes its output away."""
        return Peer(Command(name, words, folder, environment, before=clean),
                    Command(f"{name} again", words, folder, environment))
