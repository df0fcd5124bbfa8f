"""Finds the places in Swift sources that a mutation can change."""

import dataclasses
import re


@dataclasses.dataclass(frozen=True)
class Site:
    """A change of one piece of text. `path` is relative to the repository."""

    path: str
    line: int  # from 1
    start: int  # offsets in the text of the file
    end: int
    kind: str  # a key of `KINDS`
    text: str  # what stands there

    def __str__(self):
        return f"{self.path}:{self.line}: {KINDS[self.kind]}"


KINDS = {
    "less": "< becomes <=",
    "less_equal": "<= becomes <",
    "greater": "> becomes >=",
    "greater_equal": ">= becomes >",
    "equal": "== becomes !=",
    "unequal": "!= becomes ==",
    "and_left": "&& drops its right term",
    "and_right": "&& drops its left term",
    "or_left": "|| drops its right term",
    "or_right": "|| drops its left term",
    "plus_one": "+ 1 becomes + 0",
    "minus_one": "- 1 becomes - 0",
    "range": "a range ends one earlier",
    "not": "! is dropped",
    "true": "true becomes false",
    "false": "false becomes true",
    "first": ".first becomes .last",
    "last": ".last becomes .first",
    "minimum": "min becomes max",
    "maximum": "max becomes min",
    "statement": "a statement is dropped",
}

# Each pattern's group 1 is what changes. Operators of comparison stand between spaces in this
# repository, as its formatter writes them; those of types do not.
PATTERNS = [
    ("less", r" (<) (?!nil\b)"),
    ("less_equal", r" (<=) "),
    ("greater", r" (>) "),
    ("greater_equal", r" (>=) "),
    ("equal", r" (==) (?!nil\b|\.)"),
    ("unequal", r" (!=) (?!nil\b|\.)"),
    ("and_left", r" (&&) "),
    ("and_right", r" (&&) "),
    ("or_left", r" (\|\|) "),
    ("or_right", r" (\|\|) "),
    ("plus_one", r" (\+) 1\b(?!\.)"),
    ("minus_one", r" (-) 1\b(?!\.)"),
    ("range", r"(?<=[\w)\]]) ?(\.\.<) ?(?=[\w(])"),
    ("not", r"(?<=[ (])(!)(?=[a-zA-Z(])"),
    ("true", r"\breturn (true)$"),
    ("false", r"\breturn (false)$"),
    ("first", r"(?<=[\w)\]])(\.first)\b(?! ?[({])"),
    ("last", r"(?<=[\w)\]])(\.last)\b(?! ?[({])"),
    ("minimum", r"(?<![\w.])(min)\("),
    ("maximum", r"(?<![\w.])(max)\("),
    ("statement", r"^ +([a-z][\w.?!]*\.(?:append|insert|remove|removeAll|formUnion|subtract)\([^(){}]*(?:\([^(){}]*\)[^(){}]*)*\))$"),
    ("statement", r"^ +([a-z][\w.]* [+-]= [^{}]+)$"),
]


def blanked(text):
    """`text` with spaces in place of comments and strings, so that offsets stay."""
    out = list(text)
    at = 0
    while at < len(text):
        end = skipped(text, at)
        if end == at:
            at += 1
            continue
        for place in range(at, min(end, len(text))):
            if out[place] != "\n":
                out[place] = " "
        at = end
    return "".join(out)


def skipped(text, at):
    """The end of the comment or string that begins at `at`, else `at`."""
    if text.startswith("//", at):
        end = text.find("\n", at)
        return len(text) if end < 0 else end
    if text.startswith("/*", at):
        end = text.find("*/", at)
        return len(text) if end < 0 else end + 2
    match = re.compile(r'(#*)("""|")').match(text, at)
    return string_end(text, match) if match else at


def string_end(text, opening):
    hashes, quotes = opening.groups()
    escape, closing = "\\" + hashes, quotes + hashes
    at = opening.end()
    while at < len(text):
        if text.startswith(closing, at):
            return at + len(closing)
        if text.startswith(escape + "(", at):
            at = interpolation_end(text, at + len(escape) + 1)
        elif text.startswith(escape, at):
            at += len(escape) + 1
        elif len(quotes) == 1 and text[at] == "\n":
            return at
        else:
            at += 1
    return at


def interpolation_end(text, at):
    depth = 1
    while at < len(text) and depth > 0:
        end = skipped(text, at)
        if end > at:
            at = end
            continue
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    return at


def sites(path, text):
    """All of a file's sites, in the order of the file."""
    code = blanked(text)
    found = []
    for kind, pattern in PATTERNS:
        for match in re.finditer(pattern, code, re.MULTILINE):
            start, end = match.span(1)
            line = code.count("\n", 0, start) + 1
            if is_declaration(code, start):
                continue
            found.append(Site(path, line, start, end, kind, text[start:end]))
    return sorted(found, key=lambda site: (site.start, site.kind))


def is_declaration(code, at):
    """Whether the line declares an operator, a default value or a generic requirement: no behavior."""
    begin = code.rfind("\n", 0, at) + 1
    line = code[begin:code.find("\n", at)]
    return bool(re.search(r"\bfunc [^\w\s`]|\bwhere\b.*==|^\s*#|\bcase .*=|@available", line))
