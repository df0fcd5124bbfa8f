"""Give every static URL the token that `assetbump` wrote for it: /static/site.css?v=3f2a91c0."""

import json
from pathlib import Path

from flask import Flask


def init_app(app: Flask, file: Path, literal: tuple[str, ...] = ()) -> None:
    """Read the versions file, and add `v=<token>` to each URL made by `url_for('static', …)`.

    The roots in `literal` are left alone: their tokens stand in the templates.
    """
    tokens: dict[str, dict[str, str]] = {}  # token by static endpoint and file name
    stamp: tuple[int, int, int] | None = None  # of the versions file as it was read
    warned: set[tuple[str, str]] = set()

    def read() -> None:
        nonlocal tokens, stamp
        try:
            info = file.stat()
            found = (info.st_mtime_ns, info.st_size, info.st_ino)
            if stamp == found:
                return
            data = json.loads(file.read_bytes())
            if data["format"] != 1:
                raise ValueError(f"its format is {data['format']!r}, not 1")
            roots = [(root, assets) for root, assets in data["assets"].items() if root not in literal]
            tokens = {root: {name: str(of["token"]) for name, of in assets.items()} for root, assets in roots}
            stamp = found
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise RuntimeError(f"cannot use the versions file {file} ({error!r}): run assetbump to mend it") from error

    read()  # here and not at the first page: without its tokens the application must not start

    @app.url_defaults
    def add_token(endpoint: str, values: dict) -> None:
        if app.debug:  # in production the tokens of one release stay until the next one starts
            read()
        # A blueprint's endpoint is "journal.static". Roots that are not in the file (an extension's
        # own) are none of ours; a name that ends in a slash is a folder, handed on to a script.
        name = values.get("filename")
        if endpoint not in tokens or name is None or name.endswith("/") or "v" in values:
            return
        if name in tokens[endpoint]:
            values["v"] = tokens[endpoint][name]
            return
        # Without this, Flask would drop the token in silence, and browsers keep the old file.
        complaint = f'"{name}" has no token in {file}: assetbump bump {endpoint}:{name}'
        if app.debug:
            raise LookupError(complaint)
        if (endpoint, name) not in warned:
            warned.add((endpoint, name))
            app.logger.warning(complaint)
