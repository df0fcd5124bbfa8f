"""The tokens in the URLs of an application that makes them as Flask does."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from werkzeug.exceptions import NotFound

from assetbump._placement import is_overlong, of_root, with_token, without_token
from assetbump._versions import Versions, below, is_file


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
