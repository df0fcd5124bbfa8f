import Formats
import Values

/// Why a versions file cannot be read.
public struct VersionsError: Error, Equatable, Sendable {
  /// The file's name, as the person knows it.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column in Unicode scalars, from 1; nil where the whole line is meant.
  public var column: Int?
  /// What is wrong there.
  public var problem: Problem

  /// Makes an error at a place in a file.
  public init(file: String, line: Int, column: Int?, problem: Problem) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
  }

  /// What can be wrong with a versions file.
  public enum Problem: Equatable, Sendable {
    /// It is no JSON.
    case syntax(JSONProblem)
    /// Git left both sides of a merge in it; the text of the line that shows it.
    case conflict(String)
    /// The number of its format, as written, is greater than ``VersionsFile/format``.
    case newerFormat(String)
    /// The number of its format, as written, never was one.
    case unknownFormat(String)
    /// There is a value of another kind than belongs there.
    case kind(Subject, found: ValueKind, expected: ValueKind)
    /// A member that must be there is not.
    case missing(Subject)
    /// The text cannot be a token.
    case token(Subject, TokenError)
    /// The text is no SHA-256.
    case digest(Subject, String)
    /// The text is no day.
    case day(Subject, String)
    /// The text is no strategy's name.
    case strategy(Subject, String)
    /// A token that the asset carries or carried stands for two different digests.
    case tokenTwice(AssetID, Token)
    /// A key of a root cannot be a path below it.
    case path(AssetID, PathFlaw)
    /// A root has no name.
    case namelessRoot
    /// Two roots have the same name in two spellings of Unicode.
    case rootTwice(String)
  }

  /// What a problem is about.
  public enum Subject: Equatable, Sendable {
    /// The outermost value.
    case file
    /// A member of the outermost object.
    case top(String)
    /// The object of a root.
    case root(String)
    /// The record of an asset.
    case record(AssetID)
    /// A member of a record.
    case member(AssetID, String)
    /// An entry of a record's history, the newest being 1.
    case previous(AssetID, Int)
    /// A member of such an entry.
    case previousMember(AssetID, Int, String)
  }

  /// The kinds of JSON values.
  public enum ValueKind: Equatable, Sendable {
    /// Members in braces.
    case object
    /// Values in brackets.
    case array
    /// Text in quotes.
    case string
    /// Any number.
    case number
    /// A number without fraction and exponent.
    case wholeNumber
    /// `true` or `false`.
    case boolean
    /// `null`.
    case null
  }

  /// Why a text is no path of an asset.
  public enum PathFlaw: Equatable, Sendable {
    /// It is empty.
    case empty
    /// It starts at the top of the file system.
    case absolute
    /// It holds a zero byte.
    case zeroByte
    /// A segment of it is empty, `.` or `..`.
    case segment(String)
  }
}

extension VersionsError: CustomStringConvertible {
  /// `asset-versions.json:7:12: expected ',' or '}' but found '"' - mend it there, or take …`.
  public var description: String {
    let place = column.map { "\(line):\($0)" } ?? "\(line)"
    let advice =
      problem.saysWhatToDo ? "" : " - mend it there, or take the file from version control again"
    return "\(VisibleText.of(file)):\(place): \(problem)\(advice)"
  }
}

extension VersionsError.Problem {
  /// Whether its words end with what to do next.
  fileprivate var saysWhatToDo: Bool {
    switch self {
    case .syntax(.byteOrderMark), .syntax(.duplicateKey), .conflict, .newerFormat, .missing,
      .tokenTwice, .rootTwice:
      true
    default: false
    }
  }
}

extension VersionsError.Problem: CustomStringConvertible {
  /// The problem in words, without the place.
  public var description: String {
    switch self {
    case .syntax(let problem): problem.description
    case .conflict(let line):
      "an unresolved merge conflict, \"\(VisibleText.of(line))\" - each asset is one line: keep "
        + "those of both sides, of an asset with two the right one, and a comma behind each but the "
        + "last of its root, then run assetbump check; assetbump init --git spares you the next one"
    case .newerFormat(let number):
      "format \(VisibleText.of(number)) is newer than format \(VersionsFile.format), "
        + "which this assetbump reads - install a newer assetbump"
    case .unknownFormat(let number):
      "there is no format \(VisibleText.of(number)), expected \(VersionsFile.format)"
    case .kind(let subject, let found, let expected): "\(subject) is \(found), expected \(expected)"
    case .missing(let subject):
      "\(subject) is missing - add it, or take the file from version control again"
    case .token(let subject, let error): "\(subject): \(error)"
    case .digest(let subject, let text):
      "\(subject) is \"\(VisibleText.of(text))\", expected 64 lower-case hex digits"
    case .day(let subject, let text):
      "\(subject) is \"\(VisibleText.of(text))\", expected a day as YYYY-MM-DD"
    case .strategy(let subject, let text):
      "\(subject) is \"\(VisibleText.of(text))\", expected "
        + "\"date\", \"hash\" or \"manual\""
    case .tokenTwice(let asset, let token):
      "\(asset.description): the token \"\(token.text)\" stands for two different digests - "
        + "keep the one whose bytes were served under it"
    case .path(let asset, let flaw): "\(asset.description): \(flaw)"
    case .namelessRoot: "a root has an empty name, expected the name of a Flask endpoint"
    case .rootTwice(let name):
      "the root \"\(VisibleText.of(name))\" stands here twice, in two Unicode spellings - keep one"
    }
  }
}

extension VersionsError.Subject: CustomStringConvertible {
  /// The subject, to begin a sentence.
  public var description: String {
    switch self {
    case .file: "the file"
    case .top(let key): "\"\(key)\""
    case .root(let name): "root \"\(VisibleText.of(name))\""
    case .record(let asset): asset.description
    case .member(let asset, let key): "\(asset.description): \"\(key)\""
    case .previous(let asset, let number): "\(asset.description): previous token \(number)"
    case .previousMember(let asset, let number, let key):
      "\(asset.description): previous token \(number): \"\(key)\""
    }
  }
}

extension VersionsError.ValueKind: CustomStringConvertible {
  /// The kind with its article, for a sentence.
  public var description: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .wholeNumber: "a whole number"
    case .boolean: "true or false"
    case .null: "null"
    }
  }
}

extension VersionsError.PathFlaw: CustomStringConvertible {
  /// The flaw in words.
  public var description: String {
    switch self {
    case .empty: "a path is empty, expected a path below the root"
    case .absolute: "the path starts with \"/\", expected a path below the root"
    case .zeroByte: "the path holds a zero byte, which no file's name has"
    case .segment(let text):
      "the path has the segment \"\(text)\", expected a path below the root without such"
    }
  }
}
