"""Have WhiteNoise keep the static files of a Django application for a year, where their bytes are those of the token.

    MIDDLEWARE = [..., "asset_whitenoise.VersionedWhiteNoiseMiddleware", ...]

It takes the place of WhiteNoise's own middleware, and goes with the storage of assetbump.django, whose
versions file, root, placement and parameter it has. What cannot be kept: an answer in Brotli's format, for
Python does not read it without another package; such an answer is asked for each time.

This is the module assetbump.whitenoise in one file, as `assetbump loader whitenoise` prints it: import it by the name that you give it.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from whitenoise.middleware import WhiteNoiseMiddleware

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


CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_RANGE", "HTTP_RANGE")


class VersionedWhiteNoiseMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise, with the times that browsers keep files judged by the bytes that are sent."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request for a static file, or hand it on."""
        if not request.path_info.startswith(self.static_prefix) or request.method not in ("GET", "HEAD"):
            return self.usual(request)
        storage: Any = staticfiles_storage
        name = request.path_info[len(self.static_prefix) :]
        if is_overlong(name):
            return HttpResponseNotFound()
        token = request.GET.get(storage.parameter)
        if storage.placement != "query" and not settings.DEBUG:
            name, token = without_token(storage.placement, name, lambda plain: self.file(plain) is not None)
        found = self.file(name)
        if found is None:
            return self.usual(request)
        if "HTTP_RANGE" in request.META:
            return self.asked_again(found, request)
        return self.judged(found, request, name, token)

    def usual(self, request: HttpRequest) -> HttpResponseBase:
        """Return WhiteNoise's own answer, or that of the application."""
        response: HttpResponseBase = super().__call__(request)
        return response

    def file(self, name: str) -> Any:
        """Return what WhiteNoise knows of a file; None where it has none of this name."""
        url = self.static_prefix + name
        return self.find_file(url) if self.autorefresh else self.files.get(url)

    def asked_again(self, found: Any, request: HttpRequest) -> HttpResponseBase:
        """Return WhiteNoise's own answer, which browsers must not keep."""
        response: HttpResponseBase = self.serve(found, request)
        response["Cache-Control"] = ASK["Cache-Control"]
        return response

    def judged(self, found: Any, request: HttpRequest, name: str, token: str | None) -> HttpResponseBase:
        """Return the answer, with what its bytes prove."""
        answer = found.get_response("GET", {key: of for key, of in request.META.items() if key not in CONDITIONS})
        headers = dict(answer.headers)
        if answer.file is None or int(answer.status) != 200 or int(headers.get("Content-Length", 0)) > JUDGED:
            return self.asked_again(found, request)
        with answer.file:
            body: bytes = answer.file.read()
        versions = staticfiles_storage.versions  # type: ignore[attr-defined]
        plain = decoded(body, headers.get("Content-Encoding"))
        root = staticfiles_storage.root  # type: ignore[attr-defined]
        keeps = plain is not None and not settings.DEBUG and versions.keeps(root, name, token, sha256(plain))
        headers.update({**(YEAR if keeps else ASK), "ETag": f'"{sha256(body)}"'})
        headers.pop("Last-Modified", None)
        had = [tag.strip().removeprefix("W/") for tag in request.META.get("HTTP_IF_NONE_MATCH", "").split(",")]
        if headers["ETag"] in had or had == ["*"]:
            del headers["Content-Length"]
            return HttpResponse(status=304, headers=headers)
        headers["Content-Length"] = str(len(body))
        return HttpResponse(b"" if request.method == "HEAD" else body, headers=headers)


def decoded(body: bytes, encoding: str | None) -> bytes | None:
    """Return the bytes of a file that is sent in gzip's format, or as it is; None in any other."""
    if encoding is None:
        return body
    if encoding != "gzip":
        return None
    try:
        stream = zlib.decompressobj(wbits=31)
        plain = stream.decompress(body, JUDGED)
    except zlib.error:
        return None
    return plain if stream.eof and not stream.unused_data else None
