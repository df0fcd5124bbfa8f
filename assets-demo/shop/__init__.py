"""Evenfall, a small shop for paper lamps."""

from flask import Flask, abort, render_template, send_from_directory

from . import asset_versions, journal, workshop
from .lamps import LAMPS


def create_app() -> Flask:
    """Make the shop, with its journal and the tokens of its static files."""
    app = Flask(__name__)
    # Every static URL carries a token that changes with the file, so browsers may keep what they
    # have for a year and need not ask again. Flask's own default is to ask each time.
    asset_versions.init_app(app, literal=("workshop.static",))
    app.register_blueprint(journal.blueprint)
    app.register_blueprint(workshop.blueprint)

    @app.context_processor
    def add_lamps():
        return {"lamps": LAMPS}

    @app.get("/")
    def home():
        return render_template("home.html")

    @app.get("/lamps/<name>")
    def lamp(name: str):
        if name not in LAMPS:
            abort(404)
        return render_template("lamp.html", lamp=LAMPS[name])

    @app.get("/robots.txt")
    def robots():
        # Its address never changes, so it must not be kept for a year.
        return send_from_directory(app.static_folder, "robots.txt", max_age=3600)

    return app
