import Values

/// Calls whose strings test, route, find or tell something, and name no file to be fetched.
enum GuardNames {
  static func contains(_ name: Range<Int>, in scan: ReferenceScan) -> Bool {
    scan.matches("assert", at: name.lowerBound) && name.count >= 6
      || names.contains(UnsafeBufferPointer(rebasing: scan.bytes[name]), lowering: true)
  }

  private static let names = WordSet([
    "startswith", "endswith", "includes", "indexof", "lastindexof", "match", "test",
    "search", "replace", "replaceall", "split", "route", "add_url_rule", "print", "log", "info",
    "debug", "warning", "warn", "error", "exception", "critical", "compile", "fullmatch", "findall",
    "sub", "path", "re_path", "expect", "get_or_404",
    "regexp", "matchall", "localecompare", "padstart", "padend", "has", "hasown", "hasownproperty",
    "removeprefix", "strip", "lstrip", "rstrip", "count", "find", "rfind", "contains", "fnmatch",
  ])
}
