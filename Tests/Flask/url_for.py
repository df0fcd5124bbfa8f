"""Answer, line by line, which URL real Flask makes for a static file.

stdin:  {"endpoint": "static", "filename": "css/site.css", "token": "3f2a91c0", "prefix": null}
stdout: {"url": "/static/css/site.css?v=3f2a91c0", "html": "/static/css/site.css?v=3f2a91c0"}

"endpoint" is "static" or a blueprint's, "admin.static". "prefix" is the static_url_path of the
application or the blueprint; null leaves Flask's own: /static, and /admin/static for a blueprint
with the url_prefix /admin. A "token" of null asks for no token. "html" is what Jinja writes for
{{ url_for(…) }} in an autoescaped template. Where Flask raises, the answer is
{"error": "UnicodeEncodeError: …"}.
"""

import functools
import json
import sys

from flask import Blueprint, Flask

TEMPLATE = "{{ url_for(endpoint, filename=filename, v=token) }}"


@functools.cache
def site(endpoint: str, prefix: str | None):
    """Make an application with the endpoint, its open request, and the template, once for each."""
    blueprint_name, _, last = endpoint.rpartition(".")
    if last != "static":
        raise ValueError(f'"{endpoint}" is no static endpoint')
    if blueprint_name:
        app = Flask("oracle", static_folder=None)
        app.register_blueprint(
            Blueprint(
                blueprint_name,
                "oracle",
                static_folder="static",
                static_url_path=prefix,
                url_prefix=f"/{blueprint_name}" if prefix is None else None,
            )
        )
    else:
        app = Flask("oracle", static_folder="static", static_url_path=prefix)
    # from_string autoescapes, as a template named *.html does.
    return app, app.jinja_env.from_string(TEMPLATE)


def answer(endpoint: str, filename: str, token: str | None, prefix: str | None) -> dict[str, str]:
    """Ask Flask for one URL, as the application and as a template would."""
    try:
        app, template = site(endpoint, prefix)
        with app.test_request_context():
            url = app.url_for(endpoint, filename=filename, v=token)
            return {"url": url, "html": template.render(endpoint=endpoint, filename=filename, token=token)}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


for line in sys.stdin.buffer:
    if line.strip():
        print(json.dumps(answer(**json.loads(line))))
