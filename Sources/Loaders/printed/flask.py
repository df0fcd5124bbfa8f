"""Give every static URL of a Flask application its token, and say how long browsers may keep the file.

    from asset_versions import init_app
    init_app(app)

This is the module assetbump.flask in one file, as `assetbump loader flask` prints it: import it by the name that you give it.
"""

from __future__ import annotations

import functools
import hashlib
import json
import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from flask import Flask, Response, g, request
from markupsafe import Markup
from werkzeug.exceptions import NotFound

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


class Tokens:
    """Adds the tokens of a versions file to the URLs that `url_for` makes, and takes them off those asked for."""

    def __init__(
        self,
        app: Any,
        file: str | Path | None,
        literal: Collection[str],
        placement: str | Mapping[str, str],
        parameter: str | Mapping[str, str],
    ) -> None:
        self.app = app
        self.versions = Versions.open(file, near=Path(app.root_path))
        self.literal = literal
        self.placement = placement
        self.parameter = parameter
        self.converter = app.url_map.converters["path"](app.url_map)

    def read_again(self) -> None:
        """Read the versions file again in debug mode; in production the tokens of one release stay."""
        if self.app.debug:
            self.versions.read()

    def path(self, root: str, name: str) -> Path | None:
        """Return the path of a file of a root."""
        folder = self.app.blueprints.get(root.rpartition(".")[0], self.app).static_folder
        return None if folder is None else below(folder, name)

    def is_there(self, root: str, name: str) -> bool:
        """Say whether a root has a file."""
        found = self.path(root, name)
        return found is not None and is_file(found)

    def of(self, root: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the values of a URL get besides: what `url_defaults` is for."""
        key = of_root(self.parameter, root, "v")
        if root not in self.versions.roots or root in self.literal or "filename" not in values or key in values:
            return {}
        self.read_again()
        given = values["filename"]
        # Whatever Flask makes a name of: a path, a number, a lazy string.
        name = given if isinstance(given, str) else unquote(self.converter.to_url(given))
        token = self.versions.token(root, name)
        place = of_root(self.placement, root, "query")
        if token is None:
            complaint = self.versions.missed(root, name, lambda: self.path(root, name))
            if complaint:
                self.app.logger.warning(complaint)
            return {}
        return {key: token} if place == "query" else {"filename": with_token(place, name, token)}

    def take_off(self, root: str | None, values: dict[str, Any] | None, asked: Mapping[str, str]) -> str | None:
        """Return the token of a URL that is asked for, and leave the name of its file in the values."""
        if root is None or root not in self.versions.roots or not values or "filename" not in values:
            return None
        place = of_root(self.placement, root, "query")
        if place == "query":
            return asked.get(of_root(self.parameter, root, "v"))
        if is_overlong(values["filename"]):
            raise NotFound
        values["filename"], token = without_token(place, values["filename"], lambda name: self.is_there(root, name))
        return token


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
