"""Give every static URL of a Flask application its token, and say how long browsers may keep the file.

    from assetbump.flask import init_app
    init_app(app)
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, request
from markupsafe import Markup

from assetbump._tags import tag
from assetbump._tokens import Tokens
from assetbump._versions import ASK, JUDGED, YEAR, sha256

# What a request asks under conditions. Flask's own answers go by the time of a file, ours by its bytes.
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_RANGE", "HTTP_RANGE")


def init_app(
    app: Flask,
    file: str | Path | None = None,
    literal: Collection[str] = (),
    *,
    placement: str | Mapping[str, str] = "query",
    parameter: str | Mapping[str, str] = "v",
) -> None:
    """Add the token of the versions file to each URL that `url_for('static', …)` makes.

    Without `file`, the versions file is looked for beside the application, then upward. The roots in
    `literal` get no tokens: those stand in the templates. `placement` and `parameter` are those of the
    settings, for all roots, or by root.

    Browsers keep a file for a year where the bytes sent are those that the token was given for; they
    ask again for anything else, and for everything in debug mode.

    Templates get `asset_tag('app.js', defer=True)`.
    """
    tokens = Tokens(app, file, literal, placement, parameter)
    versions = tokens.versions
    careful: dict[str, Callable[..., Response]] = {}  # the views of the static roots

    @app.url_defaults
    def add_token(root: str, values: dict[str, Any]) -> None:
        if "filename" in values:
            values.update(tokens.of(root, values))

    @app.url_value_preprocessor
    def take_token_off(root: str | None, values: dict[str, Any] | None) -> None:
        g.assetbump_token = tokens.take_off(root, values, request.args)

    @app.before_request
    def serve_with_care() -> None:
        # Here and not at the start: blueprints come later, and extensions put other views in place.
        root = request.endpoint
        if root in versions.roots and app.view_functions[root] is not careful.get(root):
            careful[root] = app.view_functions[root] = judged(root, app.view_functions[root])

    def judged(root: str, view: Callable[..., Any]) -> Callable[..., Response]:
        @functools.wraps(view)
        def answer(**values: Any) -> Response:
            environ = request.environ
            asked = {key: environ.pop(key) for key in CONDITIONS if key in environ}
            try:
                response = app.make_response(view(**values))
            finally:
                environ.update(asked)
            if response.status_code == 200:
                judge(response, root, values.get("filename", ""))
            return response

        return answer

    def judge(response: Response, root: str, name: str) -> None:
        """Say how long browsers may keep the file, by the bytes that are sent."""
        tokens.read_again()
        response.headers.pop("Expires", None)
        response.headers.update(ASK)
        length = response.content_length
        if "X-Sendfile" in response.headers or length is None:
            return
        if length <= JUDGED:
            response.direct_passthrough = False
            body = response.get_data()
            length, digest = len(body), sha256(body)
            response.headers["Content-Length"] = str(length)
            response.set_etag(digest)
            response.headers.pop("Last-Modified", None)
            if not app.debug and versions.keeps(root, name, g.get("assetbump_token"), digest):
                response.headers.update(YEAR)
        try:
            response.make_conditional(request.environ, accept_ranges=True, complete_length=length)
        except BaseException:
            response.close()
            raise

    def asset_tag(name: str, root: str = "static", **attributes: object) -> Markup:
        """Return the HTML tag of a file, with its URL, and its integrity where that is recorded."""
        integrity = None if app.debug else versions.integrity(root, name)
        make_url: Callable[..., str] = app.jinja_env.globals["url_for"]  # type: ignore[assignment]
        return Markup(tag(name, make_url(root, filename=name), integrity, attributes))

    app.jinja_env.globals["asset_tag"] = asset_tag
