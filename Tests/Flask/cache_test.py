"""What the README says of Cache-Control: run with `python cache_test.py`."""

import tempfile
import unittest
from pathlib import Path

from flask import Flask


class CacheTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.app = Flask("site", root_path=folder.name)
        static = Path(folder.name) / "static"
        static.mkdir()
        (static / "site.css").write_text("body { color: black }")

    def get(self, **headers):
        response = self.app.test_client().get("/static/site.css?v=3f2a91c0", headers=headers)
        self.addCleanup(response.close)
        return response

    def test_by_default_browsers_ask_each_time(self):
        first = self.get()
        self.assertEqual((first.status_code, first.headers["Cache-Control"]), (200, "no-cache"))
        again = self.get(**{"If-None-Match": first.headers["ETag"]})
        self.assertEqual((again.status_code, again.headers["Cache-Control"], again.data), (304, "no-cache", b""))

    def test_with_a_max_age_they_may_keep_it_for_a_year(self):
        self.app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 31536000
        first = self.get()
        self.assertEqual((first.status_code, first.headers["Cache-Control"]), (200, "public, max-age=31536000"))


if __name__ == "__main__":
    unittest.main()
