"""Give templates of Jinja a function for versioned URLs: {{ static("site.css") }}.

    from asset_urls import init_environment
    init_environment(environment)

This is the module assetbump.jinja in one file, as `assetbump loader jinja` prints it: import it by the name that you give it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup

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
PREFIXES: Mapping[str, str] = {"static": "/static/"}


def init_environment(
    environment: Environment,
    file: str | Path | None = None,
    prefixes: Mapping[str, str] = PREFIXES,
    *,
    placement: str | Mapping[str, str] = "query",
    parameter: str | Mapping[str, str] = "v",
    strict: bool = False,
) -> None:
    """Give templates `static('site.css')` and `asset_tag('app.js', defer=True)`.

    Without `file`, the versions file is looked for in the folder of the templates, then upward, else
    from the working folder. `prefixes` has the URL of each root, with a slash at its end; `placement`
    and `parameter` are those of the settings, for all roots, or by root.
    """
    folders = getattr(environment.loader, "searchpath", None) or ["."]
    versions = Versions.open(file, near=Path(folders[0]))
    static = function(versions, prefixes, placement, parameter, strict)

    def asset_tag(name: str, root: str = "static", **attributes: object) -> Markup:
        """Return the HTML tag of a file, with its URL, and its integrity where that is recorded."""
        return Markup(tag(name, static(name, root), versions.integrity(root, name), attributes))

    environment.globals.update(static=static, asset_tag=asset_tag)


def asset_urls(
    file: str | Path,
    prefixes: Mapping[str, str] = PREFIXES,
    *,
    placement: str | Mapping[str, str] = "query",
    parameter: str | Mapping[str, str] = "v",
    strict: bool = False,
) -> Callable[..., str]:
    """Return a function from a file's name, and its root, to its URL."""
    return function(Versions(Path(file)), prefixes, placement, parameter, strict)


def function(
    versions: Versions,
    prefixes: Mapping[str, str],
    placement: str | Mapping[str, str],
    parameter: str | Mapping[str, str],
    strict: bool,
) -> Callable[..., str]:
    """Return the function `static`; a strict one takes no name that is not recorded."""
    missed: set[tuple[str, str]] = set()

    def static(name: object, root: str = "static") -> str:
        if root not in prefixes:
            raise LookupError(f'no prefix is given for the root "{root}": prefixes={{"{root}": "/…/"}}')
        path = str(name).lstrip("/")
        token = versions.token(root, path)
        if token is None:
            hidden = any(part.startswith(".") for part in path.split("/"))
            complaint = f'"{path}" has no token in {versions.file} - assetbump check says what is new'
            if strict:
                raise LookupError(complaint)
            if path and not path.endswith("/") and not hidden and (root, path) not in missed:
                missed.add((root, path))
                LOGGER.warning(complaint)
            return prefixes[root] + quote(path, safe="!$&'()*+,-./:;=@_~")
        place = of_root(placement, root, "query")
        url = prefixes[root] + quote(with_token(place, path, token), safe="!$&'()*+,-./:;=@_~")
        return f"{url}?{of_root(parameter, root, 'v')}={token}" if place == "query" else url

    return static
