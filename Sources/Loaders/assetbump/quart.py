"""Give every static URL of a Quart application its token, and say how long browsers may keep the file.

    from assetbump.quart import init_app
    init_app(app)
"""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup
from quart import Quart, Response, g, request

from assetbump._tags import tag
from assetbump._tokens import Tokens
from assetbump._versions import ASK, JUDGED, YEAR, sha256

# What a request asks under conditions. Quart's own answers go by the time of a file, ours by its bytes.
CONDITIONS = ("If-None-Match", "If-Modified-Since", "If-Range", "Range")


def init_app(
    app: Quart,
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
    careful: dict[str, Callable[..., Awaitable[Response]]] = {}  # the views of the static roots

    @app.url_defaults
    def add_token(root: str, values: dict[str, Any]) -> None:
        if "filename" in values:
            values.update(tokens.of(root, values))

    @app.url_value_preprocessor
    def take_token_off(root: str | None, values: dict[str, Any] | None) -> None:
        g.assetbump_token = tokens.take_off(root, values, request.args)

    @app.before_request
    async def serve_with_care() -> None:
        # Here and not at the start: blueprints come later, and extensions put other views in place.
        root = request.endpoint
        if root in versions.roots and app.view_functions[root] is not careful.get(root):
            careful[root] = app.view_functions[root] = judged(root, app.view_functions[root])

    def judged(root: str, view: Callable[..., Any]) -> Callable[..., Awaitable[Response]]:
        @functools.wraps(view)
        async def answer(**values: Any) -> Response:
            given = {name: request.headers.pop(name) for name in CONDITIONS if name in request.headers}
            try:
                response = await app.make_response(await app.ensure_async(view)(**values))
            finally:
                request.headers.update(given)
            if isinstance(response, Response) and response.status_code == 200:
                await judge(response, root, values.get("filename", ""))
            return response  # type: ignore[return-value]

        return answer

    async def judge(response: Response, root: str, name: str) -> None:
        """Say how long browsers may keep the file, by the bytes that are sent."""
        tokens.read_again()
        response.headers.pop("Expires", None)
        response.headers.update(ASK)
        length = response.content_length
        if length is None:
            return
        if length <= JUDGED:
            body = await response.get_data(as_text=False)
            response.set_data(body)
            length, digest = len(body), sha256(body)
            response.set_etag(digest)
            response.headers.pop("Last-Modified", None)
            if not app.debug and versions.keeps(root, name, g.get("assetbump_token"), digest):
                response.headers.update(YEAR)
        await response.make_conditional(request, accept_ranges=True, complete_length=length)

    def asset_tag(name: str, root: str = "static", **attributes: object) -> Markup:
        """Return the HTML tag of a file, with its URL, and its integrity where that is recorded."""
        integrity = None if app.debug else versions.integrity(root, name)
        make_url: Callable[..., str] = app.jinja_env.globals["url_for"]  # type: ignore[assignment]
        return Markup(tag(name, make_url(root, filename=name), integrity, attributes))

    app.jinja_env.globals["asset_tag"] = asset_tag
