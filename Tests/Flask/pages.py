"""Serve a copy of the demo in production mode and print what its pages ask for, as one JSON object.

usage: pages.py PATH-OF-A-COPY-OF-assets-demo

{"/": {"status": 200, "urls": [...], "html": "..."}, ...,
 "responses": {url: status}, "cache": {url: Cache-Control}}

"urls" are the static URLs of a page in its order, HTML-unescaped, each as often as it stands
there. Warnings of the loader go to stderr.
"""

import html
import json
import re
import sys

sys.dont_write_bytecode = True  # the copy stays as it was

PAGES = ["/", "/lamps/moth", "/journal/", "/workshop/"]
# A static URL ends where an attribute, a CSS string or a srcset entry ends: Flask percent-encodes
# spaces and double quotes, and Jinja writes a single quote as &#39;.
STATIC_URL = re.compile(r"""(?<![\w/])(?:/journal|/workshop)?/static/[^\s"'<>]+""")


def main(folder: str) -> None:
    sys.path.insert(0, folder)
    from shop import create_app

    app = create_app()
    app.debug = False
    client = app.test_client()
    result: dict[str, dict] = {}
    for page in PAGES:
        response = client.get(page)
        text = response.get_data(as_text=True)
        urls = [html.unescape(url) for url in STATIC_URL.findall(text)]
        result[page] = {"status": response.status_code, "urls": urls, "html": text}

    responses: dict[str, int] = {}
    cache: dict[str, str | None] = {}
    for url in dict.fromkeys(url for page in PAGES for url in result[page]["urls"]):
        with client.get(url) as response:
            responses[url] = response.status_code
            cache[url] = response.headers.get("Cache-Control")
    print(json.dumps(result | {"responses": responses, "cache": cache}))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: pages.py PATH-OF-A-COPY-OF-assets-demo")
    main(sys.argv[1])
