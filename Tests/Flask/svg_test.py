"""The sizes that the program reads from SVG files, held against Chromium's.

Where both sides of an image are known they are the ones that the browser lays it out with; where
only its shape is, the browser fits that into 300 by 150, and the shapes must be the same.
"""

import re
import tempfile
import unittest
from pathlib import Path

import chromium
import tool

# name: the attributes of the root element
SIZED = {
    "plain": 'width="40" height="30"',
    "px": 'width="40px" height="30px"',
    "space": 'width=" 40 " height="\n30"',
    "fraction": 'width="40.4" height="29.6"',
    "exponent": 'width="4e1" height="+3.0E1"',
    "inches": 'width="1in" height=".5in"',
    "centimetres": 'width="2.54cm" height="12.7mm"',
    "points": 'width="72pt" height="3pc"',
    "quarters": 'width="40q" height="80Q"',
    "em": 'width="2em" height="3rem"',
    "boxed": 'width="40" height="30" viewBox="0 0 400 100"',
    "width-of-box": 'width="40" viewBox="0 0 400 100"',
    "height-of-box": 'height="40" viewBox="0,0,100,400"',
    "percent-of-box": 'width="100" height="50%" viewBox="0 0 4 1"',
}
SHAPED = {
    "box": 'viewBox="0 0 64 64"',
    "wide-box": 'viewBox="-10 -10 900 100"',
    "percents": 'width="100%" height="100%" viewBox="0 0 30 60"',
    "auto": 'width="auto" height="auto" viewBox="0 0 30 60"',
}
UNSIZED = {
    "none": "",
    "viewport": 'width="10vw" height="10vh"',
    "one-side": 'width="40"',
    "zero-box": 'viewBox="0 0 0 10"',
}


class SVGSizes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        images = self.folder / "static"
        images.mkdir()
        for name, attributes in (SIZED | SHAPED | UNSIZED).items():
            text = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><path d="M0 0h9v9z"/></svg>'
            (images / f"{name}.svg").write_text(text)

    def sizes_of_the_program(self) -> dict[str, tuple[int, int] | None]:
        text = tool.run(self.folder, "preview", "--html")
        sizes = {}
        for name, tag in re.findall(r"static:(\S+)\.svg\n.*\n  next +(<img .*>)\n", text):
            size = re.search(r'width="(\d+)" height="(\d+)"', tag)
            sizes[name] = (int(size[1]), int(size[2])) if size else None
        return sizes

    def sizes_of_the_browser(self) -> dict[str, tuple[int, int]]:
        names = SIZED | SHAPED | UNSIZED
        page = self.folder / "page.html"
        page.write_text("".join(f'<img id="{name}" src="static/{name}.svg">' for name in names))
        browser = chromium.open(self.folder / "profile")
        try:
            browser.get(page.as_uri())  # waits for the images
            script = "return [...document.images].map(i => [i.id, i.naturalWidth, i.naturalHeight])"
            return {name: (width, height) for name, width, height in browser.execute_script(script)}
        finally:
            browser.quit()

    def test_sizes(self):
        ours, theirs = self.sizes_of_the_program(), self.sizes_of_the_browser()
        self.assertEqual(ours.keys(), theirs.keys())
        for name in SIZED:
            with self.subTest(name):
                self.assertEqual(ours[name], theirs[name])
        for name in SHAPED:
            with self.subTest(name):
                width, height = ours[name]
                scale = min(300 / width, 150 / height)
                self.assertEqual(theirs[name], (round(width * scale), round(height * scale)))
        for name in UNSIZED:
            with self.subTest(name):
                self.assertIsNone(ours[name])


if __name__ == "__main__":
    unittest.main()
