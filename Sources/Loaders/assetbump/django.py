"""Give every URL of Django's {% static %} its token: /static/site.css?v=3f2a91c0.

    STORAGES = {…, "staticfiles": {"BACKEND": "assetbump.django.VersionedStaticFilesStorage"}}
    INSTALLED_APPS = […, "assetbump.django.Assets"]

The second line refuses a broken versions file when the application starts. For `{% asset_tag "app.js" %}`
write `"builtins": ["assetbump.django"]` in the OPTIONS of TEMPLATES; for Jinja2
`"environment": "assetbump.django.environment"`.
"""

from __future__ import annotations

import logging
import sys
import sysconfig
from functools import cached_property
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

from assetbump._placement import with_token
from assetbump._tags import tag
from assetbump._versions import JUDGED, Versions, sha256

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
