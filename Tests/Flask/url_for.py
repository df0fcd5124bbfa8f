"""Answer, line by line, which URL real Flask makes for a static file, and whether it serves it.

stdin:  {"endpoint": "static", "filename": "css/site.css", "token": "3f2a91c0"}
stdout: {"url": "/static/css/site.css?v=3f2a91c0", "html": "/static/css/site.css?v=3f2a91c0"}

"endpoint" is "static" or a blueprint's, "admin.static". A "token" of null asks for no token.
"html" is what Jinja writes for {{ url_for(…) }} in an autoescaped template. Where Flask raises, the
answer is {"error": "UnicodeEncodeError"}. A question may also hold:
  "prefix"       the static_url_path of the application or the blueprint; without one Flask's own:
                 /static, and /admin/static for a blueprint with the url_prefix /admin
  "script_name"  where the application is mounted
  "base"         "https://cdn.example.com": the URL is asked for with _external=True
  "template"     a template in which url_for adds the token by itself, as the loader makes it do; the
                 answer's "page" is what Jinja makes of it
  "folder"       where the static files lie; the answer's "status" is that of a request of the URL

Runs with Flask 1.1 and every later version.
"""

import functools
import json
import sys
import warnings

warnings.simplefilter("ignore")

from flask import Blueprint, Flask, g, url_for  # noqa: E402

TEMPLATE = "{{ url_for(endpoint, filename=filename, v=token) }}"


@functools.lru_cache(maxsize=None)
def site(endpoint, prefix, folder):
    """Make an application with the endpoint, a client, and the template, once for each."""
    blueprint_name, _, last = endpoint.rpartition(".")
    if last != "static":
        raise ValueError('"%s" is no static endpoint' % endpoint)
    folder = folder or "static"
    if blueprint_name:
        app = Flask("oracle", static_folder=None)
        app.register_blueprint(
            Blueprint(
                blueprint_name,
                "oracle",
                static_folder=folder,
                static_url_path=prefix,
                url_prefix="/" + blueprint_name if prefix is None else None,
            )
        )
    else:
        app = Flask("oracle", static_folder=folder, static_url_path=prefix)

    @app.url_defaults
    def add_token(_, values):
        if getattr(g, "token", None) is not None:
            values["v"] = g.token

    # from_string autoescapes, as a template named *.html does.
    return app, app.test_client(), app.jinja_env.from_string(TEMPLATE)


def answer(question):
    """Ask Flask for one URL, as the application and as a template would."""
    endpoint, filename, token = question["endpoint"], question["filename"], question["token"]
    app, client, template = site(endpoint, question.get("prefix"), question.get("folder"))
    # WSGI has the bytes of the path as Latin-1.
    script_name = (question.get("script_name") or "").encode().decode("latin-1")
    base = question.get("base")
    context = app.test_request_context(base_url=base, environ_overrides={"SCRIPT_NAME": script_name})
    external = {"_external": True} if base else {}
    with context:
        url = url_for(endpoint, filename=filename, v=token, **external)
        html = template.render(endpoint=endpoint, filename=filename, token=token)
        answer = {"url": url, "html": html}
        if question.get("template") is not None:
            g.token = token
            answer["page"] = app.jinja_env.from_string(question["template"]).render()
    if question.get("folder") is not None:
        response = client.get(url)
        answer["status"] = response.status_code
        response.close()
    return answer


def reply(question):
    """Answer a question, or say what Flask raised."""
    try:
        return answer(question)
    except Exception as error:  # whatever it is, it is the answer
        return {"error": type(error).__name__}


for line in sys.stdin.buffer:
    if line.strip():
        print(json.dumps(reply(json.loads(line.decode()))))
