import Values

/// A place in a template, stylesheet, script or source file that names a static file.
///
/// What it names is decided in a second step, ``Resolver``; ranges count the file's bytes from 0.
public struct Reference: Equatable, Sendable {
  /// The file, relative to the project's folder.
  public var file: BytePath
  /// The place of the target's first byte: line from 1, column in Unicode scalars from 1.
  public var position: TextPosition
  /// How the file is named.
  public var form: ReferenceForm
  /// Whether a browser comes to see it.
  public var context: ReferenceContext
  /// The path as written, without query and fragment; of a helper's call whose path is computed, the
  /// expression.
  public var target: [UInt8]
  /// Where the target stands.
  public var targetRange: Range<Int>
  /// What the asset's URL replaces.
  ///
  /// The whole `{{ url_for(…) }}` or `{% static … %}`, or the path; with the query behind it, without
  /// a `#fragment`. Of a call that is only a part of its expression, the call.
  public var urlRange: Range<Int>
  /// The path's parts, with the language's escapes taken out.
  public var parts: [TargetPart]
  /// The token in the URL.
  public var token: ReferenceToken
  /// The call of a helper; nil where a URL is written out.
  public var call: HelperCall?
  /// Whether the place can hold nothing but a URL (`src`, `url()`, a helper), so that a file that is
  /// not there is missing; a string in code is only a reference where it names a file.
  public var isCertain: Bool
  /// The name of the CSS custom property in whose value it stands: a relative URL there counts from
  /// the stylesheet that uses the property.
  public var customProperty: [UInt8]?
  /// The `integrity` attribute beside it; nil where there is none.
  public var integrity: IntegrityAttribute?
  /// Whether a relative URL counts from the file that it stands in, as in a worker.
  public var countsFromFile = false
  /// The parameter that may be a version, where the URL has no token.
  public var unclear: UnclearParameter?
}

/// The `integrity` attribute of the element that a reference stands in.
public struct IntegrityAttribute: Equatable, Sendable {
  /// Where its value stands.
  public var range: Range<Int>
  /// The value as written.
  public var text: [UInt8]
}

/// A part of a target: text, or an expression whose value only a running application knows.
public enum TargetPart: Equatable, Sendable {
  /// Bytes as they will stand in the path.
  case literal([UInt8])
  /// The place of an expression.
  case hole(Range<Int>)
}

/// The version token of a reference, as far as its file tells.
public struct ReferenceToken: Equatable, Sendable {
  /// What the token is.
  public var kind: Kind
  /// The query parameter's or keyword's name; nil for a bare token and where there is none.
  public var parameter: [UInt8]?
  /// The token as written; of a computed one, the expression.
  public var text: [UInt8]
  /// Where the text stands; nil where there is no token.
  public var range: Range<Int>?
  /// Whether the URL carries a second one: `?v=1?v=1`, `?v=1&t=2`, a keyword and a query behind it.
  public var isDoubled = false

  /// What a token is.
  public enum Kind: String, BitwiseCopyable, CaseIterable, Sendable {
    /// There is none.
    case none
    /// Text behind a name, `?v=5`.
    case literal
    /// Text without a name, `?5`.
    case bare
    /// An expression.
    case computed = "expr"
    /// An expression that differs at each request or build, `time()`.
    case changing
    /// The application adds it.
    case automatic = "auto"
  }

  /// No token.
  public static let none = ReferenceToken(kind: .none, parameter: nil, text: [], range: nil)
}

/// A call of a function that makes URLs of static files.
public struct HelperCall: Equatable, Sendable {
  /// The helper's name, as the rules have it.
  public var helper: String
  /// The first argument of `url_for`; nil where it is computed or the helper takes none.
  public var endpoint: [UInt8]?
  /// The other arguments by name; one without a name has an empty one.
  public var arguments: [Argument]
  /// Whether the call is all that its tag prints, so that a URL can stand in place of the tag.
  public var isWhole = false
  /// Whether code or text behind the call goes on with its URL, so that no token has a place at its end.
  public var goesOn = false

  /// An argument.
  public struct Argument: Equatable, Sendable {
    /// The keyword.
    public var name: [UInt8]
    /// The value.
    public var parts: [TargetPart]
  }
}
