"""The journal: a blueprint with templates and static files of its own."""

from flask import Blueprint, render_template

blueprint = Blueprint(
    "journal", __name__, url_prefix="/journal", template_folder="templates", static_folder="static"
)


@blueprint.get("/")
def index():
    """Show the latest letter."""
    return render_template("journal/index.html")
