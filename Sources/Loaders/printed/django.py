"""Give every URL of Django's {% static %} its token: /static/site.css?v=3f2a91c0.

    STORAGES = {…, "staticfiles": {"BACKEND": "asset_storage.VersionedStaticFilesStorage"}}
    INSTALLED_APPS = […, "asset_storage.Assets"]

The second line refuses a broken versions file when the application starts. For `{% asset_tag "app.js" %}`
write `"builtins": ["asset_storage"]` in the OPTIONS of TEMPLATES; for Jinja2
`"environment": "asset_storage.environment"`.

This is the module assetbump.django in one file, as `assetbump loader django` prints it: import it by the name that you give it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import posixpath
import re
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django import template
from django.apps import AppConfig
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.exceptions import ImproperlyConfigured, SuspiciousOperation
from django.core.files.storage import storages
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

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


if TYPE_CHECKING:
    import jinja2

LOGGER = logging.getLogger("assetbump")
register = template.Library()


class VersionedStaticFilesStorage(StaticFilesStorage):
    """The static files, with the tokens of the versions file, which is read once for each start.

    OPTIONS: `file`, the versions file, which is else `ASSET_VERSIONS` of the settings, or looked for in
    BASE_DIR, then upward; `root`, which need not be named where there is one; `placement` and
    `parameter` as in assetbump.toml. Django's own server finds no file under another placement than
    `query`, so in debug mode that is used.
    """

    def __init__(
        self,
        *args: Any,
        file: str | Path | None = None,
        root: str | None = None,
        placement: str = "query",
        parameter: str = "v",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.versions_file = file
        self.named_root = root
        self.placement = placement
        self.parameter = parameter

    @cached_property
    def versions(self) -> Versions:
        """The tokens."""
        near = getattr(settings, "BASE_DIR", None)
        if near is None:
            module = sys.modules.get(getattr(settings, "SETTINGS_MODULE", None) or "")
            near = Path(getattr(module, "__file__", None) or "settings.py").parent
        return Versions.open(self.versions_file or getattr(settings, "ASSET_VERSIONS", None), near=Path(near))

    @property
    def root(self) -> str:
        """The name of the static root in the versions file."""
        if self.named_root is not None:
            return self.named_root
        return next(iter(self.versions.roots)) if len(self.versions.roots) == 1 else "static"

    def url(self, name: str | None) -> str:
        """Return the URL of a file, with its token where one is recorded."""
        if settings.DEBUG:  # in production the tokens of one release stay until the next one starts
            self.versions.read()
        plain = "" if name is None else str(name).replace("\\", "/").lstrip("/")
        token = self.versions.token(self.root, plain)
        if token is None:
            complaint = self.versions.missed(self.root, plain, lambda: self.own_file(plain))
            if complaint:
                LOGGER.warning(complaint)
            return super().url(name)
        if settings.DEBUG:
            token = self.edited(plain, token)
        if self.placement == "query" or settings.DEBUG:
            url = super().url(plain)
            return f"{url}{'&' if '?' in url else '?'}{self.parameter}={token}"
        return super().url(with_token(self.placement, plain, token))

    def edited(self, name: str, token: str) -> str:
        """Return the token of a file, or another one where the file was edited since it was given.

        Django's own server says nothing of how long browsers may keep a file, so they may keep the old one.
        """
        file = self.own_file(name)
        try:
            if file is None or file.stat().st_size > JUDGED:
                return token
            digest = sha256(file.read_bytes())
        except OSError:
            return token
        return token if self.versions.record(self.root, name).get("sha256") == digest else f"{token}-{digest[:8]}"

    def own_file(self, name: str) -> Path | None:
        """Return the project's own file of a name, none that an installed package brings."""
        try:
            found = finders.find(name) if name else None
        except SuspiciousOperation:
            return None
        if not found:
            return None
        file = Path(str(found)).resolve()
        installed = [Path(sysconfig.get_path(kind)).resolve() for kind in ("purelib", "platlib")]
        if self.versions.file.resolve().parent not in file.parents or any(at in file.parents for at in installed):
            return None
        return file


def storage() -> VersionedStaticFilesStorage:
    """Return the storage of the settings."""
    found: object = storages["staticfiles"]
    if isinstance(found, VersionedStaticFilesStorage):
        return found
    raise ImproperlyConfigured('STORAGES["staticfiles"] names no VersionedStaticFilesStorage')


class Assets(AppConfig):
    """An application that refuses to start in production with a versions file that is broken."""

    name = __name__
    label = "assetbump"

    def ready(self) -> None:
        """Read the versions file."""
        if not settings.DEBUG:
            storage().versions


@register.simple_tag
def asset_tag(name: str, **attributes: object) -> SafeString:
    """Return the HTML tag of a file, with its URL, and its integrity where that is recorded."""
    integrity = None if settings.DEBUG else storage().versions.integrity(storage().root, name)
    return mark_safe(tag(name, static(name), integrity, attributes))


def environment(**options: Any) -> jinja2.Environment:
    """Return an environment for Jinja2 with `static(…)`, `asset_tag(…)` and the tag {% static "site.css" %}."""
    import jinja2
    import jinja2.ext
    import jinja2.nodes
    import jinja2.parser

    class StaticTag(jinja2.ext.Extension):
        tags = {"static"}

        def parse(self, parser: jinja2.parser.Parser) -> jinja2.nodes.Node:
            line = next(parser.stream).lineno
            call = jinja2.nodes.Call(jinja2.nodes.Name("static", "load"), [parser.parse_expression()], [], None, None)
            return jinja2.nodes.Output([call], lineno=line).set_lineno(line)

    made = jinja2.Environment(**{**options, "extensions": [*options.get("extensions", []), StaticTag]})
    made.globals.update(static=static, asset_tag=asset_tag)
    return made
