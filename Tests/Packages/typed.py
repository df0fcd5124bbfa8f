"""Uses of the loaders that a type checker takes, and two that it must not take."""

from assetbump.flask import init_app
from assetbump.jinja import asset_urls
from flask import Flask

app = Flask(__name__)
init_app(app, literal=["admin.static"], placement={"static": "filename"})
url: str = asset_urls("asset-versions.json")("site.css")
init_app(app, placement=3)  # type: ignore[arg-type]
init_app("app")  # type: ignore[arg-type]
