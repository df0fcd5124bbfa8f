import Values

/// Why a text is no JSON that this program reads.
///
/// RFC 8259, read strictly: UTF-8 without a byte order mark, no key twice in an object, no half of a
/// surrogate pair, nothing nested more than ``deepest`` deep.
public enum JSONProblem: Equatable, Sendable {
  /// There is nothing but white space.
  case empty
  /// The file starts with EF BB BF.
  case byteOrderMark
  /// A byte that is no part of well-formed UTF-8.
  case notUTF8(UInt8)
  /// Something other than what the grammar has here.
  case unexpected(Found, expected: Expected)
  /// A control character that stands in a string as it is, not escaped.
  case controlCharacter(UInt8)
  /// A backslash before a character that it does not go with.
  case escape(Unicode.Scalar)
  /// An escaped half of a surrogate pair without the other half.
  case loneSurrogate(UInt16)
  /// A key, its bytes unescaped, that the object has already.
  case duplicateKey([UInt8])
  /// Objects and arrays in each other, more than ``deepest``.
  case tooDeep

  /// The greatest number of objects and arrays within each other.
  public static let deepest = 128

  /// What stands in the text.
  public enum Found: Equatable, Sendable {
    /// Nothing more.
    case endOfFile
    /// A line feed or carriage return.
    case endOfLine
    /// Any other character.
    case scalar(Unicode.Scalar)
  }

  /// What the grammar has at a place.
  public enum Expected: Equatable, Sendable {
    /// Any value.
    case value
    /// A key.
    case key
    /// A key, or the end of an object that has none.
    case keyOrEnd
    /// What parts a key from its value.
    case colon
    /// A further member, or the end of the object.
    case commaOrBrace
    /// A further element, or the end of the array.
    case commaOrBracket
    /// The end of a string.
    case quote
    /// A digit of a number.
    case digit
    /// One of the four hex digits after `\u`.
    case hexDigit
    /// Nothing after the outermost value.
    case endOfFile
  }
}

extension JSONProblem: CustomStringConvertible {
  /// The problem in words, without the place.
  public var description: String {
    switch self {
    case .empty: "the file is empty"
    case .byteOrderMark: "starts with a byte order mark - save it as UTF-8 without one"
    case .notUTF8(let byte): "the byte \(VisibleText.of([byte])) is not UTF-8"
    case .unexpected(let found, let expected): "expected \(expected) but found \(found)"
    case .controlCharacter(let byte):
      "the control character \(VisibleText.of([byte])) must be escaped in a string"
    case .escape(let scalar): "no escape is written '\\\(VisibleText.of(String(scalar)))'"
    case .loneSurrogate(let half):
      "'\\u\(String(half, radix: 16))' is half of a surrogate pair, the other half is not there"
    case .duplicateKey(let key): "the key \"\(VisibleText.of(key))\" stands here twice - keep one"
    case .tooDeep: "nested more than \(JSONProblem.deepest) deep"
    }
  }
}

extension JSONProblem.Found: CustomStringConvertible {
  /// What was found, for a sentence.
  public var description: String {
    switch self {
    case .endOfFile: "the end of the file"
    case .endOfLine: "the end of the line"
    case .scalar(let scalar): "'\(VisibleText.of(String(scalar)))'"
    }
  }
}

extension JSONProblem.Expected: CustomStringConvertible {
  /// What was expected, for a sentence.
  public var description: String {
    switch self {
    case .value: "a value"
    case .key, .quote: "'\"'"
    case .keyOrEnd: "'\"' or '}'"
    case .colon: "':'"
    case .commaOrBrace: "',' or '}'"
    case .commaOrBracket: "',' or ']'"
    case .digit: "a digit"
    case .hexDigit: "a hex digit"
    case .endOfFile: "the end of the file"
    }
  }
}
