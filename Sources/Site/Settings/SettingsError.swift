import Values

/// Why a settings file cannot be used.
public enum SettingsError: Error, Equatable, Sendable {
  /// The file has more bytes than the limit given.
  case tooLarge(file: String, limit: Int)
  /// A byte is not part of UTF-8.
  case notUTF8(SettingsPlace)
  /// A NUL, plain or escaped, stands in the text.
  case holdsNUL(SettingsPlace)
  /// Brackets or dotted keys are nested deeper than the limit given.
  case tooDeep(SettingsPlace, limit: Int)
  /// The text is not TOML, in the words of the TOML parser.
  case notTOML(SettingsPlace, reason: String)
  /// A `pyproject.toml` without `[tool.assetbump]`.
  case noTable(file: String)
  /// A key that means nothing here.
  ///
  /// `near` is the key that was probably meant; without one, `known` are the keys there are.
  case unknownKey(SettingsPlace, key: String, near: String?, known: [String])
  /// A key that has to be there and is not, in the static root of the name given where it has one.
  case missingKey(SettingsPlace, table: String, key: String, root: String?)
  /// A value of another type, or a number out of range.
  case wrongType(SettingsPlace, key: String, found: String, expected: SettingsType)
  /// A word that is none of those there are; `near` is the one that was probably meant.
  case wrongWord(SettingsPlace, key: String, found: String, words: [String], near: String?)
  /// A text of the right type that cannot serve.
  case badText(SettingsPlace, key: String, found: String, fault: SettingsFault)
  /// A list that has to hold something.
  case emptyList(SettingsPlace, key: String)
  /// A name or folder that the static root at `first` has already.
  case repeated(SettingsPlace, key: String, found: String, first: String)
}

/// A place in a settings file.
public struct SettingsPlace: Equatable, Sendable, CustomStringConvertible {
  /// The file's name as it was given.
  public var file: String
  /// The line and column in it.
  public var position: TextPosition

  /// Makes a place in a file.
  public init(file: String, position: TextPosition) {
    self.file = file
    self.position = position
  }

  /// `assetbump.toml:12:3`.
  public var description: String {
    "\(VisibleText.of(file)):\(position.line):\(position.column)"
  }
}

/// What the value of a settings key has to be.
public enum SettingsType: Equatable, Sendable, CustomStringConvertible {
  /// True or false.
  case truth
  /// A string.
  case string
  /// A list of strings.
  case strings
  /// A string or a list of strings.
  case stringOrStrings
  /// A whole number in a range.
  case number(ClosedRange<Int>)
  /// An argument of a call: its place or its name.
  case argument
  /// A table.
  case table
  /// A list of tables.
  case tables

  /// The type with its article, for a sentence.
  public var description: String {
    switch self {
    case .truth: "true or false"
    case .string: "a string"
    case .strings: "a list of strings"
    case .stringOrStrings: "a string or a list of strings"
    case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .argument: "an argument: its place from 1 to 9, or its name"
    case .table: "a table"
    case .tables: "a list of tables"
    }
  }
}

/// Why a text of the right type cannot serve.
public enum SettingsFault: Equatable, Sendable {
  /// It is empty.
  case empty
  /// It holds a control character.
  case controlCharacter
  /// It does not start as a URL has to.
  case urlStart
  /// `http://` or `https://` without a host after it.
  case urlWithoutHost
  /// It holds a character that no URL prefix can hold.
  case urlCharacter(Character)
  /// It is no address of a site.
  case siteURL
  /// It is an absolute path.
  case absolutePath
  /// It leads out of the project's folder.
  case outsideProject
  /// Where it leads into git's own folder.
  case gitFolder
  /// It names a folder where a file is needed.
  case namesFolder
  /// It is no name for a query parameter.
  case parameter
  /// It is no path that an application can be mounted at.
  case scriptName
  /// It is no version of Werkzeug.
  case werkzeug
  /// It is a glob that no path can match.
  case matchesNothing
  /// It is no name of a function, tag or argument.
  case helperName
  /// It says again, or otherwise, what another key of the table says.
  case besides(String)
  /// It speaks of an argument of a tag.
  case ofTag
}

extension SettingsFault: CustomStringConvertible {
  /// The fault as the end of a sentence, with what to do next.
  public var description: String {
    switch self {
    case .empty: "is empty - write something, or leave the key out"
    case .controlCharacter: "holds a control character - take it out"
    case .urlStart: "is no URL prefix - start it with /, http:// or https://"
    case .urlWithoutHost: "names no host - write one after the //, or start with /"
    case .urlCharacter(let character):
      "holds \(VisibleText.quoted(String(character))) - a URL prefix has no query, fragment, "
        + "space or control character"
    case .siteURL:
      "is no address of a site - write http:// or https://, a host and a path, without name and password"
    case .absolutePath: "is an absolute path - write it from the project's folder"
    case .gitFolder: "leads into git's own folder - name a path outside it"
    case .outsideProject: "leads out of the project's folder - name a path inside it"
    case .namesFolder: "names a folder - name a file"
    case .parameter: "is no parameter name - use A-Z a-z 0-9 - . _ ~"
    case .scriptName: "is no path an application is mounted at - start it with one /"
    case .werkzeug:
      "is no version of Werkzeug - write \"2.3\" (for any later one too), \"2.2\", or \"2.1\" "
        + "(for any earlier one too)"
    case .matchesNothing:
      "can match nothing - close each [, and give each name between slashes a letter"
    case .helperName: "is no name in code - use letters, digits and _, in a helper's name dots too"
    case .besides(let key): "says another thing than \(key) - keep one of them"
    case .ofTag: "speaks of a tag, whose first word is the path - leave the key out"
    }
  }
}

extension SettingsError: CustomStringConvertible {
  /// What is wrong, where, and what to do next.
  public var description: String {
    switch self {
    case .tooLarge(let file, let limit):
      "\(VisibleText.of(file)): larger than \(limit) bytes - settings are far smaller; "
        + "is this the right file?"
    case .notUTF8(let place): "\(place): not UTF-8 - save the file as UTF-8"
    case .holdsNUL(let place): "\(place): a NUL character - take it out"
    case .tooDeep(let place, let limit):
      "\(place): nested more than \(limit) deep - settings need no such depth"
    case .notTOML(let place, let reason): "\(place): not TOML: \(VisibleText.of(reason))"
    case .noTable(let file):
      "\(VisibleText.of(file)): no [tool.assetbump] - add it, or write assetbump.toml"
    case .unknownKey(let place, let key, let near?, _):
      "\(place): \(key): no such key - did you mean \(near)?"
    case .unknownKey(let place, let key, nil, let known):
      "\(place): \(key): no such key - known here: \(known.joined(separator: ", "))"
    case .missingKey(let place, let table, let key, let root):
      "\(place): \(table): no \(key) - add it"
        + (root.map { ", \(VisibleText.quoted($0)) is not the root that goes without" } ?? "")
    case .wrongType(let place, let key, let found, let expected):
      "\(place): \(key): \(found) is not \(expected)\(Self.advice(found, expected))"
    case .wrongWord(let place, let key, let found, let words, let near):
      "\(place): \(key): \(VisibleText.quoted(found)) is none of "
        + words.map(VisibleText.quoted).joined(separator: ", ")
        + (near.map { " - did you mean \(VisibleText.quoted($0))?" } ?? "")
    case .badText(let place, let key, let found, let fault):
      "\(place): \(key): \(VisibleText.quoted(found)) \(fault)"
    case .emptyList(let place, let key):
      "\(place): \(key): the list is empty - name at least one, or leave the key out"
    case .repeated(let place, let key, let found, let first):
      "\(place): \(key): \(VisibleText.quoted(found)) stands in \(first) already - name another"
    }
  }

  private static func advice(_ found: String, _ expected: SettingsType) -> String {
    switch expected {
    case .strings where found.hasPrefix("\""): " - write [\(found)]"
    case .tables where found == "a table": " - write double brackets, [[…]]"
    default: ""
    }
  }
}
