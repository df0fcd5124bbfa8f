import Values

/// What functions and methods of scripts do with texts that they are given (ECMA-262, chapters 19 to 24).
enum ScriptFunctions {
  /// Methods of a string that leave a URL in it as it is.
  static let textMethods = WordSet([
    "trim", "trimStart", "trimEnd", "trimLeft", "trimRight", "toString", "valueOf",
  ])

  /// Methods of an array that give back an array of the same texts.
  static let listMethods = WordSet([
    "filter", "concat", "slice", "sort", "reverse", "flat", "toSorted", "toReversed", "with",
    "fill",
  ])

  /// Methods of an array or set that put its texts together or compare them, and those that give back one.
  static let listReaders = WordSet([
    "join", "has", "toString", "toLocaleString", "includes", "indexOf", "lastIndexOf", "at", "pop",
    "shift",
  ])

  /// Functions that give back their text as it stands.
  static let keeping = WordSet(["String", "encodeURI", "decodeURI", "Object", "trustedHTML"])

  /// Functions that give back a set of what a list holds.
  static let sets = WordSet(["Set", "Map"])

  /// Functions that look at the characters of a text, or make a digest of it.
  static let parting = WordSet([
    "btoa", "Symbol", "md5", "sha1", "sha256", "sha512", "crc32",
  ])

  /// Methods and members of what a function gave back by which its text becomes another, or is looked at.
  static let changing = WordSet([
    "slice", "substring", "substr", "replace", "replaceAll", "split", "at", "charAt", "charCodeAt",
    "codePointAt", "toUpperCase", "toLowerCase", "padStart", "padEnd", "repeat", "match",
    "matchAll",
    "search", "indexOf", "lastIndexOf", "startsWith", "endsWith", "normalize", "localeCompare",
    "pathname", "searchParams",
  ])

  /// Members of what a function gave back that are the same text.
  static let sameText = WordSet(["href", "toString", "valueOf", "trim", "description", "toJSON"])

  /// Functions that give back markup or styles as they stand (lit, htm, styled-components, Hono).
  static let markupTags = WordSet([
    "html", "svg", "mathml", "css", "raw", "styled", "attrs", "withConfig", "keyframes",
    "injectGlobal", "literal", "safeHtml", "dedent", "outdent",
  ])
}
