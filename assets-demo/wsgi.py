"""The application for a WSGI server; while working on it: flask --app shop run --debug."""

from shop import create_app

app = create_app()
