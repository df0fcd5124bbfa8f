"""Scripts made up by chance, in which quotes and slashes stand wherever ECMAScript lets them."""

import random


class Script:
    """A script of a number: a few statements, each of expressions down to a depth."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)

    def one(self, *choices):
        choice = self.random.choice(choices)
        return choice() if callable(choice) else choice

    def text(self) -> str:
        return self.one("", "", "#!/usr/bin/node '\n", "'use strict';\n") + "".join(
            self.statement(3) for _ in range(self.random.randint(1, 6)))

    def gap(self) -> str:
        return self.one("", " ", " ", "\n", "/* ' */", "// \" ` /\n", "\t", "/* \n */", " \n\n ")

    def line(self) -> str:
        return self.one("", " ", "/* ' */", "\t")

    def end(self) -> str:
        return self.one(";", ";\n", "\n", ";// '\n", " ; ")

    def name(self) -> str:
        return self.one("a", "b1", "$", "_x", "$a$", "of", "get", "set", "async_", "from", "if_", "élan", "static_")

    def string(self) -> str:
        return self.one("'x'", '"y"', "'a\"b'", '"it\'s"', "'\\''", '"\\\\"', "'/'", '"// no"', "'`'", '"\\\n"', "'${'", "'</a>'", '"\\u0026"')

    def expression_literal(self) -> str:
        body = self.one("a", "'", '"', "`", "[/]", "[\"/']", "\\/", "a|b", "[^]]", "\\[", "(?:x)", "[\\]/]", "a{2}", "[[]", "\\\\")
        return "/" + body + self.one("", "b", "'") + "/" + self.one("", "g", "im", "u")

    def template(self, depth: int) -> str:
        parts = []
        for _ in range(self.random.randint(0, 3)):
            parts.append(self.one("x", "'", '"', "//", "/*", "\\`", "\\${", "$", "}", "{", "\n", "$$", "\\\\"))
            if self.random.random() < 0.5:
                parts.append("${" + self.gap() + self.expression(depth - 1) + self.gap() + "}")
        return "`" + "".join(parts) + "`"

    def number(self) -> str:
        return self.one("1", "0.5", ".5", "1.", "0x1F", "1e3", "1e-3", "10n", "1_000", "0b1", "0xe", "5..a")

    def value(self, depth: int) -> str:
        """What may stand in front of a division."""
        if depth <= 0:
            return self.one(self.name, self.string, self.number, "this", "null", "true", "[]", "a.of", "a.return", "a?.b", "x.if", "a.class")
        d = depth - 1
        return self.one(
            self.name, self.string, self.number, lambda: self.template(d), self.expression_literal,
            lambda: "(" + self.gap() + self.expression(d) + self.gap() + ")",
            lambda: "[" + ", ".join(self.expression(d) for _ in range(self.random.randint(0, 2))) + "]",
            lambda: self.name() + "(" + self.gap() + self.expression(d) + ")",
            lambda: self.name() + "[" + self.expression(d) + "]",
            lambda: self.name() + "." + self.one("a", "of", "in", "if", "return", "typeof", "class", "function", "default", "case", "await", "yield"),
            lambda: self.name() + "." + self.one("if", "while", "for", "a") + "(" + self.expression(d) + ")",
            lambda: "(" + self.function(d) + ")", lambda: "(" + self.object(d) + ")",
            lambda: self.name() + self.template(d), lambda: "new " + self.name() + "(" + self.expression(d) + ")",
            lambda: "(" + self.name() + self.one("++", "--") + ")")

    def function(self, depth: int) -> str:
        body = self.block(depth)
        return self.one(
            lambda: "function" + self.gap() + self.one("", " f") + self.line() + "(a, b = " + self.value(0) + ")" + self.gap() + body,
            lambda: "async function(){" + "await " + self.expression(0) + "}",
            lambda: "function*(){ yield " + self.expression(0) + self.one("", ";") + "}")

    def object(self, depth: int) -> str:
        members = [self.one(
            lambda: self.one("a", "'q'", "if", "class", "function", "return", "case", "default", "of", "2", "[" + self.value(0) + "]")
            + self.line() + ":" + self.gap() + self.expression(depth - 1),
            lambda: self.one("m", "if", "get", "static", "async m", "get x", "* g", "async * h", "function") + "()" + self.gap() + self.block(depth - 1),
            "a", lambda: "..." + self.value(0)) for _ in range(self.random.randint(0, 3))]
        return "{" + self.gap() + ("," + self.gap()).join(members) + self.gap() + "}"

    def expression(self, depth: int) -> str:
        if depth <= 0:
            return self.one(lambda: self.value(0), self.expression_literal, self.string)
        d = depth - 1
        return self.one(
            lambda: self.value(depth), lambda: self.value(depth),
            lambda: self.value(d) + self.gap() + "/" + self.one(" ", " ", "") .strip() + " " + self.value(d),
            lambda: self.value(0) + " / " + self.value(0) + " / " + self.value(0),
            lambda: self.value(d) + self.gap() + self.one("+", "-", "*", "%", "&&", "||", "??", "===", "<", ">", ",", "in", "instanceof").join((" ", " ")) + self.expression(d),
            lambda: self.one("!", "-", "~", "typeof ", "void ", "delete ") + self.expression(d),
            lambda: self.value(d) + self.gap() + "?" + self.gap() + self.expression(d) + self.gap() + ":" + self.gap() + self.expression(d),
            lambda: self.name() + " = " + self.expression(d),
            lambda: self.name() + self.one("++", "--") + self.line() + "/" + " " + self.value(0),
            self.expression_literal, lambda: self.expression_literal() + ".test(" + self.expression(d) + ")",
            lambda: "(a" + self.line() + ") => " + self.value(0), lambda: "(x => " + self.block(d) + ")",
            lambda: "(async x => await " + self.expression(0) + ")",
            lambda: "class" + self.one("", " K", " extends B") + self.gap() + self.members(d))

    def members(self, depth: int) -> str:
        parts = [self.one(
            lambda: self.one("m", "if", "get x", "static s", "async a", "*g", "constructor", "'q'", "#p", "static async *h", "return") + "()" + self.gap() + self.block(depth - 1) + self.one("", "\n"),
            lambda: self.one("f", "static f", "#q", "of") + " = " + self.expression(depth - 1) + ";",
            lambda: "static" + self.gap() + self.block(depth - 1), ";") for _ in range(self.random.randint(0, 3))]
        return "{" + self.gap() + "".join(parts) + "}"

    def block(self, depth: int) -> str:
        return "{" + self.gap() + ("".join(self.statement(depth - 1) for _ in range(self.random.randint(0, 2))) if depth > 0 else "") + "}"

    def statement(self, depth: int) -> str:
        if depth <= 0:
            return self.one(lambda: self.expression_literal() + ".x()" + ";", lambda: "a = " + self.value(0) + ";", ";", lambda: "f(" + self.string() + ");")
        d = depth - 1
        return self.one(
            lambda: self.one("var", "let", "const") + " x = " + self.expression(d) + self.end(),
            lambda: self.name() + " = " + self.expression(d) + self.end(),
            lambda: self.expression_literal() + ".test(" + self.expression(d) + ")" + self.end(),
            lambda: "if (" + self.expression(d) + ")" + self.gap() + self.one(lambda: self.block(d), lambda: self.statement(0), lambda: self.expression_literal() + ".test(b);")
            + self.one("", lambda: self.gap() + "else " + self.one(lambda: self.block(d), lambda: self.expression_literal() + ".test(c);")),
            lambda: "while (" + self.expression(d) + ")" + self.gap() + self.one(lambda: self.block(d), lambda: self.expression_literal() + ".exec(q);"),
            lambda: "for (" + self.one("", "let i = 0", "i = " + self.value(0)) + ";" + self.one("", lambda: self.value(d)) + ";" + self.one("", lambda: "i++") + ")" + self.gap() + self.one(lambda: self.block(d), lambda: self.expression_literal() + ".test(b);"),
            lambda: "for (const k " + self.one("of", "in") + " " + self.expression(d) + ")" + self.block(d),
            lambda: "do " + self.block(d) + " while (" + self.expression(d) + ");",
            lambda: "function f(a) " + self.block(d) + self.one("", "\n", lambda: "\n" + self.expression_literal() + ".test(z);"),
            lambda: "async function g() { await " + self.expression(d) + "; for await (const x of y) " + self.block(d) + "}\n",
            lambda: "function* h() { yield " + self.expression(d) + "; }\n",
            lambda: "class C " + self.one("", "extends B ") + self.members(d) + self.one("", "\n", lambda: "\n" + self.expression_literal() + ".x();"),
            lambda: self.block(d) + self.one("", "\n", lambda: self.expression_literal() + ".test(z);"),
            lambda: "switch (" + self.expression(d) + ") {" + self.gap() + "case " + self.value(d) + ":" + self.gap() + self.statement(d) + "default:" + self.gap() + self.one(lambda: self.block(d), lambda: self.statement(0)) + "}",
            lambda: "try " + self.block(d) + self.one(" catch (e) ", " catch ") + self.block(d) + self.one("", lambda: " finally " + self.block(d)),
            lambda: "label:" + self.gap() + self.one(lambda: self.block(d), lambda: self.statement(d)),
            lambda: "(function() " + self.block(d) + ")()" + self.one(";", "\n"),
            lambda: "return_ = () => " + self.block(d) + ";",
            lambda: "throw " + self.expression(d) + ";", lambda: "f(" + self.function(d) + ", " + self.object(d) + ");",
            lambda: "export default " + self.one(lambda: self.function(d) + "\n", lambda: self.expression(d) + ";") if depth == 3 else ";",
            lambda: "import a from 'b';" if depth == 3 else ";",
            lambda: "<!-- it's a comment\n" if depth == 3 else ";",
            "// it's\n", "/* \" */")
