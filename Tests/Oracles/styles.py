"""Styles made up by chance, whole and broken."""

import random


class Style:
    def __init__(self, number: int) -> None:
        self.random = random.Random(number)

    def one(self, *choices):
        choice = self.random.choice(choices)
        return choice() if callable(choice) else choice

    def text(self) -> str:
        return "".join(self.piece() for _ in range(self.random.randint(1, 8)))

    def gap(self) -> str:
        return self.one("", "", " ", "\n", "/* url(no) */", "/* ' */", "\t")

    def path(self) -> str:
        return "".join(self.one("a", "/", ".png", "?v=1", "#f", "\\41 ", "\\)", "\\'", '\\"', "é", "-", ",", "\\26 v", ":")
                       for _ in range(self.random.randint(0, 5)))

    def url(self) -> str:
        name = self.one("url", "URL", "Url", "src", "url-prefix", "my-url", "image")
        inner = self.one(
            lambda: self.path(), lambda: " " + self.path() + "\n", lambda: "'" + self.path() + "'", lambda: '"' + self.path() + '"',
            lambda: ' "' + self.path() + '" ', lambda: self.path() + self.one("'", '"', "(", " x"), lambda: "'" + self.path() + "' format('x')",
            lambda: "\"a\\\nb\"", "data:x,y'z", lambda: self.gap() + "'" + self.path() + "'" + self.gap())
        return f"{name}({inner})"

    def value(self) -> str:
        return "".join(self.one(
            "red", "1px", ",", " ", self.gap, self.url, self.url, self.url, "'it\\'s'", '"url(no)"', "calc(1 + (2))", "var(--x)", "[a]", "#fff", "!important", "/",
            lambda: "image-set(" + self.url() + " 1x, 'b.png' 2x)", lambda: "f(" + self.url() + ")", "<!--", "-->", "\\", "u+26,")
            for _ in range(self.random.randint(0, 4)))

    def piece(self) -> str:
        return self.one(
            lambda: "a" + self.gap() + "{" + self.gap() + self.one("background", "--x", "--url", "src") + ":" + self.value() + self.one(";", "") + "}",
            lambda: "@import " + self.one("'x.css'", self.url) + ";", lambda: "@media x { b { c:" + self.value() + "} }",
            lambda: "@font-face{src:" + self.url() + "," + self.url() + "}", lambda: "a[href='" + self.path() + "']{}", lambda: "/*" + self.value().replace("*/", "") + "*/",
            lambda: "@supports (a: " + self.url() + ") {}", "'open\n", lambda: "x:" + self.value() + ";", "}", "{", "\n", "@charset 'x';", "/* open ", ")")
