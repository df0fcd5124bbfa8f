"""The versions file, as an application reads it."""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
