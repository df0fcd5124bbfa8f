"""The cache of a real browser, busted: run with `python browser_test.py`.

Headless Chromium with one profile kept throughout, and the demo served over HTTP, which lets browsers
keep files for a year. It needs no network.
"""

import sys
import tempfile
import threading
import unittest
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import chromium
import tool
from selenium import webdriver
from selenium.webdriver.support.wait import WebDriverWait
from werkzeug.serving import WSGIRequestHandler, make_server

OLD = "rgb(1, 2, 3)"
NEW = "rgb(4, 5, 6)"
# The page's stylesheet names it, and no application adds a token there: it is asked for each time.
WITHOUT_TOKEN = ["/static/img/weave.svg"]
RULE = "\nbody {{ outline: 1px solid {} !important }}\n"


class Quiet(WSGIRequestHandler):
    """Prints no line for each request."""

    def log(self, type: str, message: str, *args) -> None:
        pass


class Site:
    """The demo, served on one port by one server, which is handed a fresh application by `deploy`.

    Not a new server for each: Chromium opens connections ahead, and one to a server that has been
    shut down would still be answered, by the old application.
    """

    def __init__(self, demo: Path):
        self.log: list[str] = []  # every URL asked for, in order
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(demo))
        self.deploy()
        self.server = make_server("127.0.0.1", 0, self.answer, threaded=True, request_handler=Quiet)
        self.port = self.server.port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def deploy(self) -> None:
        """Make the application anew, as a restart does: it reads the versions file."""
        from shop import create_app

        self.app = create_app()
        self.app.debug = False

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse):
        self.log.append(environ["RAW_URI"])
        return self.app(environ, start_response)

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def taken_log(self) -> list[str]:
        """Return what was asked for since the last call."""
        log = self.log[:]
        del self.log[: len(log)]
        return log


class BrowserTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)  # Chromium may still be ending
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.demo = tool.released_demo(self.folder)
        self.style = self.demo / "shop" / "static" / "css" / "site.css"

    def outline(self, browser: webdriver.Chrome, site: Site) -> str:
        """Go to the home page, as by a link, and return the computed colour of the body's outline."""
        browser.get("about:blank")
        browser.get(f"http://127.0.0.1:{site.port}/")
        WebDriverWait(browser, 60).until(lambda page: page.execute_script("return document.readyState") == "complete")
        return browser.execute_script("return getComputedStyle(document.body).outlineColor")

    def url(self, path: str) -> str:
        """Return the URL that the program lists for an asset of the shop."""
        (found,) = [of["url"] for of in tool.listed(self.demo) if (of["root"], of["path"]) == ("static", path)]
        return found

    def change(self, colour: str) -> None:
        with self.style.open("a") as file:
            file.write(RULE.format(colour))

    def test_a_bump_is_seen_and_nothing_else_is_asked_for(self):
        self.change(OLD)
        tool.run(self.demo, "bump", "static:css/site.css")
        style, script = self.url("css/site.css"), self.url("js/theme.js")
        site = Site(self.demo)
        self.addCleanup(site.stop)
        browser = chromium.open(self.folder / "profile")
        self.addCleanup(lambda: browser.quit())

        self.assertEqual(self.outline(browser, site), OLD)
        first = site.taken_log()
        self.assertEqual([first.count(url) for url in ("/", style, script)], [1, 1, 1], first)

        # The file changes, its URL does not: the browser does not even ask, also after its restart.
        self.change(NEW)
        tool.run(self.demo, "check", status=1)
        self.assertEqual(self.outline(browser, site), OLD)
        self.assertEqual(site.taken_log(), ["/", *WITHOUT_TOKEN])
        browser.quit()
        browser = chromium.open(self.folder / "profile")
        self.assertEqual(self.outline(browser, site), OLD)
        self.assertEqual(site.taken_log(), ["/", *WITHOUT_TOKEN])

        # Bumped, written and deployed, the stylesheet is asked for by its new URL, and nothing else is.
        tool.run(self.demo, "bump", "static:css/site.css")
        site.deploy()
        self.assertNotEqual(self.url("css/site.css"), style)
        self.assertEqual(self.url("js/theme.js"), script)
        self.assertEqual(self.outline(browser, site), NEW)
        self.assertEqual(site.taken_log(), ["/", self.url("css/site.css"), *WITHOUT_TOKEN])


if __name__ == "__main__":
    unittest.main()
