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
