"""The workshop: the oldest page of the shop. Its tokens stand in its template and stylesheet."""

import time

from flask import Blueprint, render_template

blueprint = Blueprint(
    "workshop", __name__, url_prefix="/workshop", template_folder="templates", static_folder="static"
)


@blueprint.get("/")
def index():
    """Say when the workshop is open."""
    return render_template("workshop/index.html", time=time)
