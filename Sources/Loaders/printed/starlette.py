"""Give every static URL of a Starlette or FastAPI application its token, and say how long browsers may keep the file.

    from asset_versions import init_app
    app.mount("/static", StaticFiles(directory="static"), name="static")
    init_app(app, templates)

This is the module assetbump.starlette in one file, as `assetbump loader starlette` prints it: import it by the name that you give it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from html import escape
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

# What is said of a static file whose URL changes with its bytes, and of every other.
YEAR = {"Cache-Control": "public, max-age=31536000, immutable"}
ASK = {"Cache-Control": "no-cache"}
# Bytes of a file that are held in memory to be judged; a larger file is asked for each time.
JUDGED = 16 << 20
# Names without a token that are remembered; a name may come from a request, so there must be an end.
MISSED = 1000


class VersionsError(RuntimeError):
    """The versions file cannot be used, and the application must not start without its tokens."""


class Versions:
    """The tokens of a versions file, by static root and file name."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.roots: dict[str, dict[str, dict[str, Any]]] = {}
        self._stamp: tuple[int, int, int, int] | None = None
        self._missed: set[tuple[str, str]] = set()
        self.read()

    @classmethod
    def open(cls, file: str | Path | None, near: Path) -> Versions:
        """Read a file, or the `asset-versions.json` in the folder `near`, or else above it.

        The project ends at the folder that has assetbump.toml, pyproject.toml or .git.
        """
        if file is not None:
            return cls(Path(file))
        folder = near.resolve()
        while True:
            found = folder / "asset-versions.json"
            if found.is_file():
                return cls(found)
            ends = any((folder / name).exists() for name in ("assetbump.toml", "pyproject.toml", ".git"))
            if ends or folder == folder.parent:
                raise VersionsError(
                    f"no asset-versions.json in {near} or above it, up to {folder}: run assetbump init, or name the file"
                )
            folder = folder.parent

    def read(self) -> None:
        """Read the file, where it is another one than the one that was read."""
        try:
            info = self.file.stat()
            stamp = (info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino)
            if stamp == self._stamp:
                return
            self.roots = checked(json.loads(self.file.read_bytes()))
            self._stamp = stamp
        except OSError as error:
            reason = error.strerror or str(error)
        except RecursionError:
            reason = "it is nested too deep"
        except UnicodeDecodeError:
            reason = "it is not UTF-8"
        except json.JSONDecodeError as error:
            reason = f"line {error.lineno}, column {error.colno}: {error.msg}"
        except ValueError as error:
            reason = str(error)
        else:
            return
        self._stamp = None
        raise VersionsError(f"cannot use the versions file {self.file}: {reason} - run assetbump check")

    def record(self, root: str, name: str) -> dict[str, Any]:
        """Return what is recorded of a file, by its name as it stands or without `.`, `..` and `//`."""
        assets = self.roots.get(root, {})
        return assets.get(name) or assets.get(posixpath.normpath(name)) or {}

    def token(self, root: str, name: str) -> str | None:
        """Return the token of a file; None where none is recorded."""
        return self.record(root, name).get("token")

    def integrity(self, root: str, name: str) -> str | None:
        """Return the value of the `integrity` attribute; None where none is recorded."""
        return self.record(root, name).get("integrity")

    def keeps(self, root: str, name: str, token: str | None, digest: str) -> bool:
        """Say whether bytes of this SHA-256 are those that the token was given for, so that nobody asks again."""
        record = self.record(root, name)
        given = [record, *record.get("previous", [])] if token else []
        return any(of.get("token") == token and of.get("sha256") == digest for of in given)

    def missed(self, root: str, name: str, find: Callable[[], Path | None]) -> str | None:
        """Return what is to be said, once, of a file that has no token; None where nothing is.

        Of a name that leads to no file, such as that of a folder, nothing is said, nor of a hidden one,
        for those have no tokens. `find` gives the path.
        """
        if (root, name) in self._missed or len(self._missed) >= MISSED:
            return None
        self._missed.add((root, name))
        if any(part.startswith(".") for part in posixpath.normpath(name).split("/")):
            return None
        file = find()
        if file is None or not is_file(file):
            return None
        return f'"{name}" has no token in {self.file}: browsers ask for it each time - assetbump check says what is new'


def checked(data: Any) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the roots of a versions file; a ValueError says what is wrong with it."""
    if not isinstance(data, dict) or not isinstance(data.get("assets"), dict):
        raise ValueError("it has no assets")
    if data.get("format") != 1:
        raise ValueError(f"its format is {data.get('format')!r}, not 1")
    for root, assets in data["assets"].items():
        if not isinstance(assets, dict):
            raise ValueError(f'root "{root}" has no assets')
        for name, record in assets.items():
            if not isinstance(record, dict) or not isinstance(record.get("token"), str):
                raise ValueError(f'"{root}:{name}" has no token')
            previous = record.get("previous", [])
            if not isinstance(previous, list) or not all(isinstance(of, dict) for of in previous):
                raise ValueError(f'"{root}:{name}" has no list of previous tokens')
    roots: dict[str, dict[str, dict[str, Any]]] = data["assets"]
    return roots


def is_file(file: Path) -> bool:
    """Say whether a path leads to a file; one that no system can open does not."""
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


def below(folder: str | Path, name: str) -> Path | None:
    """Return the path of a name in a folder; None where it leads out of the folder."""
    path = posixpath.normpath(name)
    if path.startswith("/") or path == ".." or path.startswith("../"):
        return None
    return Path(folder, path)


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes in hex digits."""
    return hashlib.sha256(data).hexdigest()


TAGS = {
    "css": '<link rel="stylesheet" href="{}"{}>',
    "js": '<script src="{}"{}></script>',
    "mjs": '<script type="module" src="{}"{}></script>',
    "webmanifest": '<link rel="manifest" href="{}"{}>',
    "ico": '<link rel="icon" href="{}"{}>',
}
TAGS.update(dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp"), '<img src="{}" alt=""{}>'))
TAGS.update(
    (kind, f'<link rel="preload" href="{{}}" as="font" type="font/{kind}" crossorigin{{}}>')
    for kind in ("woff2", "woff", "ttf", "otf")
)
CHECKED = ("css", "js", "mjs")  # the tags that take `integrity`


def tag(name: str, url: str, integrity: str | None, attributes: dict[str, object]) -> str:
    """Return the tag that puts a file into a page, `data_x="1"` among the attributes as `data-x="1"`."""
    ending = name.rpartition(".")[2].lower()
    if ending not in TAGS:
        raise ValueError(f'"{name}" is of no kind that has a tag: write the tag and put the URL in it')
    if integrity and ending in CHECKED:
        # What is checked must be fetched in CORS mode (Subresource Integrity, section 3.3).
        attributes = {"integrity": integrity, "crossorigin": True, **attributes}
    if "alt" in attributes:
        pattern = TAGS[ending].replace(' alt=""', "")
    else:
        pattern = TAGS[ending]
    return pattern.format(escape(url), "".join(attribute(key, value) for key, value in attributes.items()))


def attribute(key: str, value: object) -> str:
    """Return one attribute with a space before it; a name of Python, `class_`, may end in a low line."""
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


TOKEN = re.compile(r"[A-Za-z0-9._~-]{1,64}")
# A name, and the ending that the token stands before: ".css", ".min.js", ".d.ts", ".css.map", or none.
MARK = r"(?:\.min|\.d(?=\.[mc]?ts(?:\.|$)))?"
WRAPPED = r"(?:\.[a-z][^.]*(?=\.(?:map|gz|br|zst)$))?"
NAME = re.compile(rf"(.+?)({MARK}{WRAPPED}\.[^.]+)?", re.DOTALL | re.IGNORECASE)
# Bytes that a file system takes for a name, and for a path; a name also holds a dot and a token here.
LONGEST_NAME = 255 + 1 + 64
LONGEST_PATH = 4096


def of_root(choice: str | Mapping[str, str], root: str, usual: str) -> str:
    """Return what is chosen for a root, where there is one choice for all or one for each."""
    return choice if isinstance(choice, str) else choice.get(root, usual)


def with_token(placement: str, path: str, token: str) -> str:
    """Return the path below the static root that a file has in its URL."""
    if placement == "query":
        return path
    if placement == "path":
        return f"{token}/{path}"
    folder, slash, name = path.rpartition("/")
    match = NAME.fullmatch(name)
    stem, ending = match.groups(default="") if match else (name, "")
    return f"{folder}{slash}{stem}.{token}{ending}"


def without_token(placement: str, path: str, is_file: Callable[[str], bool]) -> tuple[str, str | None]:
    """Return the file that a URL is about, and the token that it holds: that of the very name first.

    A name or path that no file can have is not looked for.
    """
    if placement == "query" or is_overlong(path) or is_file(path):
        return path, None
    for plain, token in readings(placement, path):
        if TOKEN.fullmatch(token) and with_token(placement, plain, token) == path and is_file(plain):
            return plain, token
    return path, None


def is_overlong(path: str) -> bool:
    """Say whether a path is longer than that of any file, with a token in it."""
    return len(path) > LONGEST_PATH or any(len(name) > LONGEST_NAME for name in path.split("/"))


def readings(placement: str, path: str) -> Iterator[tuple[str, str]]:
    """Yield each path and token that the path of a URL may be made of, the shortest token first."""
    if placement == "path":
        token, _, plain = path.partition("/")
        yield plain, token
        return
    start = path.rfind("/") + 1
    dots = [at for at in range(start, len(path)) if path[at] == "."]
    for dot in reversed(dots[-67:]):  # a token has 64 characters at most, an ending three dots
        for end in (*dots[-3:], len(path)):
            if start < dot < end:
                yield path[:dot] + path[end:], path[dot + 1 : end]


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
