"""The HTML tag of a static file, by the ending of its name."""

from __future__ import annotations

from html import escape

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
