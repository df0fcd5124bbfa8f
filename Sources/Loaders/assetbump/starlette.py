"""Give every static URL of a Starlette or FastAPI application its token, and say how long browsers may keep the file.

    from assetbump.starlette import init_app
    app.mount("/static", StaticFiles(directory="static"), name="static")
    init_app(app, templates)
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from anyio import to_thread
from jinja2 import pass_context
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.datastructures import URL, Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assetbump._placement import is_overlong, of_root, with_token, without_token
from assetbump._tags import tag
from assetbump._versions import ASK, JUDGED, YEAR, Versions, is_file, sha256

LOGGER = logging.getLogger("assetbump")


def init_app(
    app: Starlette,
    templates: Jinja2Templates | None = None,
    file: str | Path | None = None,
    literal: Collection[str] = (),
    *,
    placement: str | Mapping[str, str] = "query",
    parameter: str | Mapping[str, str] = "v",
) -> None:
    """Add the token of the versions file to each URL that `url_for('static', path=…)` makes in templates.

    Call it after `app.mount`: a root has the name of its mount, `admin:static` for one in another.
    Without `file`, the versions file is looked for beside the folder of static files, then upward. The
    roots in `literal` get no tokens: those stand in the templates. `placement` and `parameter` are those
    of the settings, for all roots, or by root.

    Browsers keep a file for a year where the bytes sent are those that the token was given for; they
    ask again for anything else, and for everything in debug mode.

    Templates get `asset_tag('app.js', defer=True)`.
    """
    found = dict(mounts(app.routes))
    served = [of.directory for of in map(files, found.values()) if of is not None and of.directory is not None]
    versions = Versions.open(file, near=Path(served[0] if served else "."))
    if not any(root in versions.roots for root in found):
        roots = ", ".join(versions.roots) or "none"
        raise RuntimeError(
            f"no mount has the name of a root in {versions.file} ({roots}): call init_app after app.mount(…, name=…)"
        )
    for root, mount in found.items():
        if root in versions.roots:
            place, key = of_root(placement, root, "query"), of_root(parameter, root, "v")
            mount.app = Careful(mount.app, files(mount), app, versions, root, place, key)
    if templates is not None:
        usual: Callable[..., URL] = templates.env.globals["url_for"]  # type: ignore[assignment]

        @pass_context
        def url_for(context: Any, name: str, /, **values: Any) -> URL:
            place, key = of_root(placement, name, "query"), of_root(parameter, name, "v")
            if name not in versions.roots or name in literal or "path" not in values:
                return usual(context, name, **values)
            if app.debug:  # in production the tokens of one release stay until the next one starts
                versions.read()
            path = str(values["path"]).lstrip("/")
            token = versions.token(name, path)
            if token is None:
                complaint = versions.missed(name, path, lambda: file_of(found.get(name), path))
                if complaint:
                    LOGGER.warning(complaint)
                return usual(context, name, **{**values, "path": path})
            url = usual(context, name, **{**values, "path": with_token(place, path, token)})
            return url.include_query_params(**{key: token}) if place == "query" else url

        @pass_context
        def asset_tag(context: Any, name: str, root: str = "static", **attributes: object) -> Markup:
            """Return the HTML tag of a file, with its URL, and its integrity where that is recorded."""
            integrity = None if app.debug else versions.integrity(root, name)
            return Markup(tag(name, str(url_for(context, root, path=name)), integrity, attributes))

        templates.env.globals.update(url_for=url_for, asset_tag=asset_tag)


def mounts(routes: Iterable[BaseRoute], prefix: str = "") -> Iterator[tuple[str, Mount]]:
    """Yield each mount of an application, with the name by which `url_for` knows it."""
    for route in routes:
        if isinstance(route, Mount):
            yield prefix + (route.name or ""), route
            yield from mounts(route.routes or [], f"{prefix}{route.name}:" if route.name else prefix)


def files(mount: Mount | None) -> StaticFiles | None:
    """Return what serves the files of a mount, under its middleware; None where it serves none."""
    served = getattr(mount, "_base_app", None)
    served = served.files if isinstance(served, Careful) else served
    return served if isinstance(served, StaticFiles) else None


def file_of(mount: Mount | None, path: str) -> Path | None:
    """Return the file that a mount serves under a path; None where there is none."""
    served = files(mount)
    try:
        found = served.lookup_path(path)[0] if served and path else ""
    except (OSError, ValueError):
        return None
    return Path(found) if found else None


class Careful:
    """An application that serves the files of another, and says how long browsers may keep them."""

    def __init__(
        self,
        inner: ASGIApp,
        files: StaticFiles | None,
        app: Starlette,
        versions: Versions,
        root: str,
        placement: str,
        parameter: str,
    ) -> None:
        self.inner = inner
        self.files = files
        self.app = app
        self.versions = versions
        self.root = root
        self.placement = placement
        self.parameter = parameter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a file, judged by the bytes that are sent."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return await self.inner(scope, receive, send)
        prefix = scope.get("root_path", "")
        path: str = scope["path"]
        name = (path[len(prefix) :] if path.startswith(prefix + "/") else path).lstrip("/")
        if is_overlong(name):
            return await PlainTextResponse("Not Found", 404)(scope, receive, send)
        if self.placement == "query":
            token = parse_qs(scope["query_string"].decode("latin-1")).get(self.parameter, [None])[0]
        else:
            name, token = await to_thread.run_sync(without_token, self.placement, name, self.is_there)
        inner = {**scope, "path": f"{prefix}/{name}", "extensions": {}}
        asked = Headers(scope=scope)
        # A part of a file proves nothing of the whole. Else the bytes are needed, also for HEAD, and the
        # answer to a condition goes by them, not by the time of the file.
        if "range" not in asked:
            conditions = (b"if-none-match", b"if-modified-since")
            inner["method"] = "GET"
            inner["headers"] = [header for header in scope["headers"] if header[0] not in conditions]
        await self.inner(inner, receive, Answer(self, name, token, scope, send).take)

    def is_there(self, name: str) -> bool:
        """Say whether there is a file of this name."""
        try:
            found = self.files.lookup_path(name)[0] if self.files else ""
        except (OSError, ValueError):
            return False
        return found != "" and is_file(Path(found))

    def keeps(self, name: str, token: str | None, body: bytes) -> tuple[str, bool]:
        """Return the SHA-256 of a file's bytes, and whether browsers need not ask again."""
        if self.app.debug:
            self.versions.read()
        digest = sha256(body)
        return digest, not self.app.debug and self.versions.keeps(self.root, name, token, digest)


class Answer:
    """An answer on its way, held back until all of the file is there."""

    def __init__(self, careful: Careful, name: str, token: str | None, scope: Scope, send: Send) -> None:
        self.careful = careful
        self.name = name
        self.token = token
        self.asked = Headers(scope=scope)
        self.has_body = scope["method"] == "GET"
        self.send = send
        self.start: Message = {}
        self.body = b""
        self.passes = False

    async def take(self, message: Message) -> None:
        """Take a message of the application that serves the file."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            self.start = {**message, "headers": headers.raw}
            if message["status"] not in (200, 206, 304):
                self.passes = True
            else:
                headers.update(ASK)
                large = int(headers.get("content-length", JUDGED + 1)) > JUDGED
                self.passes = message["status"] != 200 or "range" in self.asked or large
            if self.passes:
                await self.begin(headers)
        elif self.passes:
            await self.go_on(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self.finish()

    async def finish(self) -> None:
        """Send the file, with what its bytes prove."""
        digest, keeps = await to_thread.run_sync(self.careful.keeps, self.name, self.token, self.body)
        headers = MutableHeaders(raw=self.start["headers"])
        headers["ETag"] = f'"{digest}"'
        headers.update(YEAR if keeps else ASK)
        del headers["Last-Modified"]
        await self.begin(headers)
        await self.go_on({"type": "http.response.body", "body": self.body})

    async def begin(self, headers: MutableHeaders) -> None:
        """Send the headers; those of an answer without a body where the client has the file."""
        had = [tag.strip().removeprefix("W/") for tag in self.asked.get("if-none-match", "").split(",")]
        if self.start["status"] == 200 and (headers.get("etag") in had or had == ["*"]):
            del headers["Content-Length"]
            del headers["Content-Type"]
            self.start["status"] = 304
            self.has_body = False
        await self.send(self.start)
        if not self.has_body:
            await self.send({"type": "http.response.body"})

    async def go_on(self, message: Message) -> None:
        """Send a part of the body, where the answer has one."""
        if self.has_body:
            await self.send(message)
