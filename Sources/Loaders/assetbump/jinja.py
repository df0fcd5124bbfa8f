"""Give templates of Jinja a function for versioned URLs: {{ static("site.css") }}.

    from assetbump.jinja import init_environment
    init_environment(environment)
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup

from assetbump._placement import of_root, with_token
from assetbump._tags import tag
from assetbump._versions import Versions

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
