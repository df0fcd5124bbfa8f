"""Render one template of a copy of the demo in production mode and print the page.

usage: render.py PATH-OF-A-COPY-OF-assets-demo TEMPLATE
"""

import sys

sys.dont_write_bytecode = True  # the copy stays as it was


def main(folder: str, template: str) -> None:
    sys.path.insert(0, folder)
    from flask import render_template
    from shop import create_app

    app = create_app()
    app.debug = False
    with app.test_request_context("/journal/"):  # a blueprint's page, where ".static" has a meaning
        sys.stdout.write(render_template(template))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: render.py PATH-OF-A-COPY-OF-assets-demo TEMPLATE")
    main(sys.argv[1], sys.argv[2])
