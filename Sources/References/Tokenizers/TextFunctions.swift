import Values

/// What functions, methods and filters of Python, its frameworks, Jinja, Django, Liquid and PHP do with texts
/// that they are given.
enum TextFunctions {
  /// Functions that give back their text as it stands, or one of several.
  static let keeping = WordSet([
    "str", "bytes", "Markup", "escape", "quote", "unquote", "force_str", "force_text", "smart_str",
    "mark_safe", "default", "iri_to_uri", "intern", "fspath", "SafeString", "max", "min",
    "strval", "htmlspecialchars", "htmlentities", "esc_url", "esc_attr", "esc_html", "trim",
    "ltrim",
    "rtrim", "e",
  ])

  /// Functions that look at the characters or parts of a text, or make a digest of it.
  static let parting = WordSet([
    "len", "hash", "list", "tuple", "set", "iter", "ord", "sorted", "reversed", "enumerate", "zip",
    "md5", "sha1", "sha256", "sha384", "sha512", "blake2b", "b64encode",
    "hexlify", "crc32", "eq", "ne", "as", "sameas", "equalto", "adler32", "urlparse", "urlsplit",
    "parse_qs", "parse_qsl",
  ])

  /// Functions and tags whose text is the key of a translation (gettext, Django, Babel, WordPress).
  static let translating = WordSet([
    "_", "__", "_e", "_x", "_l", "gettext", "ngettext", "pgettext", "npgettext", "ugettext",
    "gettext_lazy", "ngettext_lazy", "pgettext_lazy", "lazy_gettext", "gettext_noop", "trans",
    "translate", "blocktrans", "blocktranslate",
  ])

  /// Words between two texts that compare them: of Python, Jinja, Twig and Liquid.
  static let tests = WordSet(["in", "contains", "when", "with", "matches", "ifequal", "ifnotequal"])

  /// Functions of Go's templates and Handlebars, and tags, that compare their operands, put them together or
  /// take them apart.
  static let prefixes = WordSet([
    "eq", "ne", "lt", "gt", "le", "ge", "index", "compare", "print", "printf", "println", "concat",
    "replace", "replaceRE", "findRE", "split", "trim", "slicestr", "substr", "hasPrefix",
    "hasSuffix",
    "len", "ifequal", "ifnotequal", "strings.Replace", "strings.Trim", "strings.TrimLeft",
    "strings.Contains", "strings.Split", "strings.Substr",
  ])

  /// Words in front of such a function.
  static let openers = WordSet(["if", "else", "unless", "with", "range", "and", "or", "not"])

  /// Functions that put the texts of a list together.
  static let joining = WordSet(["sum", "reduce", "accumulate", "concat"])

  /// Methods of a string that leave a URL in it as it is, or put values in the places of its marks.
  static let methods = WordSet(["format", "encode", "strip", "lstrip", "rstrip"])

  /// Methods, and filters, by which a text becomes another.
  static let changing = WordSet([
    "replace", "split", "rsplit", "partition", "rpartition", "removeprefix", "removesuffix",
    "strip",
    "rstrip", "lstrip", "lower", "upper", "casefold", "capitalize", "title", "swapcase",
    "translate",
    "ljust", "rjust", "center", "zfill", "expandtabs", "cut", "slice", "truncate", "truncatechars",
    "urlencode", "length", "reverse", "append", "remove", "replace_first", "remove_first", "upcase",
    "downcase", "regex_replace",
  ])

  /// Filters of Jinja, Django, Jekyll and Hugo that leave a URL as it is, or put something before it.
  static let filters = WordSet([
    "safe", "e", "escape", "forceescape", "force_escape", "string", "trim", "relative_url",
    "absolute_url", "prepend", "relURL", "absURL", "relLangURL", "absLangURL", "safeURL",
    "safeHTML", "tojson", "json", "json_encode", "to_json", "jsonify", "escapejs", "raw",
    "html_safe",
  ])

  /// Methods and filters that choose one of a list's values.
  static let choosing = WordSet(["first", "last", "random", "pop", "min", "max"])

  /// Filters that leave the values of a list as they are.
  static let listFilters = WordSet([
    "list", "sort", "unique", "reverse", "tojson", "json_script", "compact", "dictsort", "batch",
    "slice", "select", "reject", "uniq", "concat",
  ])
}
