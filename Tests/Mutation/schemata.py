"""Writes all chosen mutations into one copy of the sources, each switched on by its number.

A mutation of an operator is an operator of its own: a sign of mathematics, declared for its target,
which does what the source says, and the changed thing only where its number is switched on. So a
hundred mutations are one build.
"""

import pathlib

FIRST_SIGN = 0x2A00  # supplemental mathematical operators: none of them is Swift's
SIGNS = 256

HEADER = """// Made by Tests/mutate.
import Glibc

/// The number of the mutation that is switched on, the text of the file at `{switch}`; 0: none is, and
/// each that is reached is written to the file at `{reached}`.
@usableFromInline let switchedOnMutation: Int = {{
  guard let file = fopen("{switch}", "r") else {{ return -1 }}
  defer {{ fclose(file) }}
  var number = 0
  var byte = fgetc(file)
  while byte >= 48, byte <= 57 {{
    number = number * 10 + Int(byte - 48)
    byte = fgetc(file)
  }}
  return number
}}()

nonisolated(unsafe) private let isReached: UnsafeMutablePointer<Bool> = {{
  let flags = UnsafeMutablePointer<Bool>.allocate(capacity: {count})
  flags.initialize(repeating: false, count: {count})
  return flags
}}()

private func note(_ number: Int) {{
  // Threads that race here write a number twice, which does no harm.
  if isReached[number] {{ return }}
  isReached[number] = true
  let file = open("{reached}", O_WRONLY | O_APPEND)
  if file < 0 {{ return }}
  let line = Array("\\(number)\\n".utf8)
  _ = write(file, line, line.count)
  close(file)
}}

@usableFromInline func isMutated(_ number: Int) -> Bool {{
  if switchedOnMutation == 0 {{ note(number) }}
  return switchedOnMutation == number
}}
"""

COMPARISON = """
infix operator {sign}: ComparisonPrecedence
@usableFromInline func {sign} <T: {protocol}>(left: T, right: T) -> Bool {{
  isMutated({number}) ? left {changed} right : left {original} right
}}
"""
LOGICAL = """
infix operator {sign}: {precedence}
@usableFromInline func {sign} (left: Bool, right: @autoclosure () throws -> Bool) rethrows -> Bool {{
  isMutated({number}) ? {changed} : try left {original} right()
}}
"""
ADDITION = """
infix operator {sign}: AdditionPrecedence
@usableFromInline func {sign} <T: BinaryInteger>(left: T, right: T) -> T {{
  isMutated({number}) ? left : left {original} right
}}
"""
RANGE = """
infix operator {sign}: RangeFormationPrecedence
@usableFromInline func {sign} <T: BinaryInteger>(left: T, right: T) -> Range<T> {{
  isMutated({number}) ? left..<max(left, right - 1) : left..<right
}}
"""
NOT = """
prefix operator {sign}
@usableFromInline prefix func {sign} (value: Bool) -> Bool {{
  isMutated({number}) ? value : !value
}}
"""
END = """
extension BidirectionalCollection {{
  @usableFromInline var mutated{number}: Element? {{
    isMutated({number}) ? {changed} : {original}
  }}
}}
"""
EXTREME = """
@usableFromInline func mutated{number}<T: Comparable>(_ left: T, _ right: T) -> T {{
  isMutated({number}) ? {changed}(left, right) : {original}(left, right)
}}
"""

DECLARATIONS = {
    "less": (COMPARISON, dict(protocol="Comparable", original="<", changed="<=")),
    "less_equal": (COMPARISON, dict(protocol="Comparable", original="<=", changed="<")),
    "greater": (COMPARISON, dict(protocol="Comparable", original=">", changed=">=")),
    "greater_equal": (COMPARISON, dict(protocol="Comparable", original=">=", changed=">")),
    "equal": (COMPARISON, dict(protocol="Equatable", original="==", changed="!=")),
    "unequal": (COMPARISON, dict(protocol="Equatable", original="!=", changed="==")),
    "and_left": (LOGICAL, dict(precedence="LogicalConjunctionPrecedence", original="&&", changed="left")),
    "and_right": (LOGICAL, dict(precedence="LogicalConjunctionPrecedence", original="&&", changed="try right()")),
    "or_left": (LOGICAL, dict(precedence="LogicalDisjunctionPrecedence", original="||", changed="left")),
    "or_right": (LOGICAL, dict(precedence="LogicalDisjunctionPrecedence", original="||", changed="try right()")),
    "plus_one": (ADDITION, dict(original="+")),
    "minus_one": (ADDITION, dict(original="-")),
    "range": (RANGE, dict()),
    "not": (NOT, dict()),
    "first": (END, dict(original="first", changed="last")),
    "last": (END, dict(original="last", changed="first")),
    "minimum": (EXTREME, dict(original="Swift.min", changed="Swift.max")),
    "maximum": (EXTREME, dict(original="Swift.max", changed="Swift.min")),
}


def sign(number):
    """An operator of its own for each number: one sign, or two beyond `SIGNS`."""
    first, rest = number % SIGNS, number // SIGNS
    return chr(FIRST_SIGN + first) * (rest + 1)


def replacement(site, number):
    """What stands in the source in place of the site's text."""
    if site.kind in ("first", "last"):
        return f".mutated{number}"
    if site.kind in ("minimum", "maximum"):
        return f"mutated{number}"
    if site.kind in ("true", "false"):
        return f"isMutated({number}) != {site.text}"
    if site.kind == "statement":
        return f"if !isMutated({number}) {{ {site.text} }}"
    return f" {sign(number)} " if site.kind == "range" else sign(number)


def declaration(site, number):
    if site.kind not in DECLARATIONS:
        return ""
    form, names = DECLARATIONS[site.kind]
    return form.format(sign=sign(number), number=number, **names)


def write(top, chosen, switch, reached):
    """Writes the mutations `{number: site}` into the sources below `top`, over what stands there.

    `switch` and `reached` are files: which mutation is on, and which ones a run of tests reached.
    """
    targets, files = {}, {}
    for number, site in chosen.items():
        targets.setdefault(site.path.split("/")[1], []).append((number, site))
        files.setdefault(site.path, []).append((number, site))
    for path, changes in files.items():
        file = pathlib.Path(top, path)
        text = file.read_text()
        for number, site in sorted(changes, key=lambda change: -change[1].start):
            assert text[site.start:site.end] == site.text, site
            text = text[:site.start] + replacement(site, number) + text[site.end:]
        file.write_text(text)
    for target, changes in targets.items():
        made = HEADER.format(
            switch=switch, reached=reached, count=max(chosen) + 1) + "".join(declaration(site, number) for number, site in changes)
        pathlib.Path(top, "Sources", target, "Mutations.swift").write_text(made)
