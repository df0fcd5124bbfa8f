"""Where the token stands in a URL: `query`, `filename` (site.T.css) or `path` (T/site.css)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

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
