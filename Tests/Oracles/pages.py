"""Pages made up by chance, whole and broken."""

import random


class Page:
    def __init__(self, number: int) -> None:
        self.random = random.Random(number)

    def one(self, *choices):
        choice = self.random.choice(choices)
        return choice() if callable(choice) else choice

    def text(self) -> str:
        return "".join(self.piece() for _ in range(self.random.randint(1, 12)))

    def space(self) -> str:
        return self.one(" ", " ", "\n", "\t", "  ", "/", " / ", "\r\n", "\f")

    def name(self) -> str:
        return self.one("src", "href", "SRC", "data-x", "style", "x:y", "onclick", "a.b", "@c", ":d", "v-on:e", "é", "'", '"', "<", "a'b", "=", "_")

    def reference(self) -> str:
        return self.one("&amp;", "&quot;", "&#39;", "&#x27;", "&#61", "&equals;", "&quest;", "&amp", "&ampx", "&amp=", "&copy", "&copy;", "&copy=1",
                        "&notit;", "&notin;", "&unknown;", "&#0;", "&#128;", "&#xD800;", "&#x110000;", "&", "&;", "&#;", "&#x;", "&NewLine;", "&Tab;",
                        "&lbrace;", "&colon;", "&fjlig;", "&lt", "&ltx", "&lt;", "&nbsp", "&eacute;", "&eacutex", "&COPY", "&period;", "&sol;")

    def value(self, ends: str) -> str:
        text = "".join(self.one("a", "/static/x.png?v=1", "1x", ",", "=", "'", '"', "<", ">", "`", "{", "\\", "/", " ", "\n", "é", "--", "<b c='d'>", self.reference, self.reference)
                       for _ in range(self.random.randint(0, 5)))
        return "".join(c for c in text if c not in ends)

    def attribute(self) -> str:
        return self.name() + self.one(
            "", lambda: self.one("=", " = ", "\n=", "= ") + '"' + self.value('"') + '"',
            lambda: self.one("=", " = ") + "'" + self.value("'") + "'",
            lambda: "=" + self.value(" \n\t\r\f>\"'") , lambda: '="' + self.value('"') + '"')

    def tag(self) -> str:
        element = self.one("img", "a", "div", "LINK", "p", "use", "o:p", "x-y", "h1", "input", "b.c")
        attributes = "".join(self.space() + self.attribute() for _ in range(self.random.randint(0, 4)))
        return "<" + element + attributes + self.one("", " ", "/", " /", "\n") + ">"

    def raw(self) -> str:
        element = self.one("script", "style", "textarea", "title", "SCRIPT")
        body = "".join(self.one("a", "<b x='y'>", "</", "</b>", "<!--", "-->", "<script>", "<script ", "</scriptx>", "'", '"', "<", "<!", "--", ">", "<SCRIPT/", "&lt;")
                       for _ in range(self.random.randint(0, 6)))
        attributes = self.one("", " type='x'", " src='a.js?v=1'")
        return f"<{element}{attributes}>{body}</{element}{self.one('>', ' >', '/>', ' x=y>')}"

    def piece(self) -> str:
        return self.one(
            self.tag, self.tag, self.tag, self.raw, "text", "</p>", "</p x='y'>", "</ x>", "<>", "< a b='c'>", "<1>", "<!DOCTYPE html>", "<!doctype a 'b>c'>", "<?xml a='b'?>",
            "<?php a?>", "<![CDATA[<a b='c'>]]>", "<!x <a b='c'>>", self.comment, self.comment)

    def comment(self) -> str:
        return "<!--" + "".join(self.one("a", "<img src='x.png'>", "-", "--", ">", "!", "--!", "<!--", "[if IE]>", "<![endif]") for _ in range(self.random.randint(0, 5))) + "-->"
