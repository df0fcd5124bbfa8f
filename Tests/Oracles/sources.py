"""Python made up by chance: strings of all kinds, and what looks like them."""

import random


class Source:
    def __init__(self, number: int) -> None:
        self.random = random.Random(number)

    def one(self, *choices):
        choice = self.random.choice(choices)
        return choice() if callable(choice) else choice

    def text(self) -> str:
        return self.one("", "", "\ufeff", "#!/usr/bin/python3 '\n") + "".join(self.line() for _ in range(self.random.randint(1, 8)))

    def string(self) -> str:
        prefix = self.one("", "", "f", "r", "b", "rb", "BR", "F", "u", "fr", "Rf", "U")
        quote = self.one("'", '"', "'''", '"""')
        parts = ["a", "#", " ", "\\\\", "x/y.png?v=1", "{{", "}}"]
        parts += ["\\'", '\\"', "\\n"]
        parts += ['"'] if quote[0] == "'" else ["'"]
        if len(quote) == 3:
            parts += ["\n", quote[0] + " ", quote[0] * 2 + " "]
        else:
            parts += ["\\\n"]
        if "f" in prefix.lower():
            parts += ["{a}", "{a + 1}"]
            parts = [p for p in parts if "\\" not in p or "r" in prefix.lower()]
        body = "".join(self.random.choice(parts) for _ in range(self.random.randint(0, 5)))
        return prefix + quote + body + quote

    def value(self) -> str:
        return self.one(self.string, self.string, "1", "x", lambda: f"f({self.string()}, k={self.string()})", lambda: f"[{self.string()},\n  {self.string()}]",
                        lambda: f"{{{self.string()}: {self.string()}}}", lambda: f"{self.string()} {self.string()}", lambda: f"({self.string()}\n {self.string()})",
                        lambda: f"{self.string()} + x", lambda: f"x[{self.string()}]", "x.f", "br", "rb", "f")

    def line(self) -> str:
        return self.one(
            lambda: f"x = {self.value()}\n", lambda: f"{self.value()}\n", lambda: f"x = {self.value()}  # it's\n", "# \"\n", "# '''\n", "\n",
            lambda: f"def f(a={self.value()}):\n    {self.string()}\n    return {self.value()}\n", lambda: f"if x == {self.value()}:\n  pass\n",
            lambda: f"x = \\\n  {self.value()}\n", lambda: f"@d({self.value()})\ndef g(): pass\n", lambda: f"x = {self.value()}; y = {self.value()}\n")
