import References
import Values

/// A place where a reference without a token can get one.
public struct TokenAddition: Equatable, Sendable {
  /// The place, a number of bytes from the file's start.
  let place: Int
  /// What comes in front of the token: `?v=`, or `, v='`.
  let before: [UInt8]
  /// What comes behind it: nothing, or a quote.
  let after: [UInt8]

  /// The name of the query parameter or keyword; nil for a bare token.
  let parameter: [UInt8]?

  /// Finds the place: in the helper's call or behind its tag as the house style has it, behind a path
  /// that is written out.
  ///
  /// Nil where there is none that is plain: a query is there already, the path's quotes are escaped, the
  /// URL goes on behind the tag, or the bytes are not those that the reference was read from.
  ///
  /// - Parameter parameter: the name that the root's settings give the query parameter.
  init?(for reference: Reference, in bytes: [UInt8], _ style: HouseStyle, parameter: String) {
    let target = reference.targetRange
    guard target.upperBound <= bytes.count, reference.urlRange.upperBound <= bytes.count,
      bytes[target].elementsEqual(reference.target)
    else { return nil }
    let standard = Array(parameter.utf8)
    // Keywords that are handed on may hold the token, and other keywords make a query of their own.
    if reference.hasArgument(where: { $0.starts(with: "**".utf8) }) { return nil }
    if reference.call?.goesOn == true { return nil }
    let hasQuery = reference.hasArgument { $0.first != UInt8(ascii: "_") }
    if reference.takesKeywords,
      hasQuery || style.callStyle(in: reference.file) == .keyword
        || reference.call?.isWhole == false
    {
      guard let quote = Self.quote(around: target, in: bytes) else { return nil }
      let keyword = style.keyword(in: reference.file, standard: standard)
      place = target.upperBound + 1
      before = [UInt8(ascii: ","), UInt8(ascii: " ")] + keyword + [UInt8(ascii: "="), quote]
      after = [quote]
      self.parameter = keyword
      return
    }
    if let call = reference.call {
      guard call.isWhole, !hasQuery else { return nil }
      place = reference.urlRange.upperBound
    } else {
      guard reference.urlRange == target else { return nil }
      place = target.upperBound
    }
    guard place == bytes.count || bytes[place].endsURL else { return nil }
    let name = style.parameter(in: reference.file, standard: standard)
    before = [UInt8(ascii: "?")] + (name.map { $0 + [UInt8(ascii: "=")] } ?? [])
    after = []
    self.parameter = name
  }

  /// Finds the place in a URL of a built site: behind the path, or behind the parameters that it has.
  ///
  /// Nil where that is not plain: the bytes are not those that the reference was read from, the URL goes on,
  /// it has the parameter for something of its own, or it has parameters in XML, where `&` is no character.
  ///
  /// - Parameters:
  ///   - name: the name of the query parameter.
  ///   - isXML: whether the file is XML.
  init?(
    builtURL reference: Reference, in bytes: [UInt8], parameter name: String, isXML: Bool
  ) {
    let (target, url) = (reference.targetRange, reference.urlRange)
    guard reference.call == nil, target.upperBound <= bytes.count, url.upperBound <= bytes.count,
      bytes[target].elementsEqual(reference.target), url.lowerBound == target.lowerBound,
      url.upperBound == bytes.count || bytes[url.upperBound].endsURL
    else { return nil }
    let query = bytes[target.upperBound..<url.upperBound]
    place = url.upperBound
    parameter = Array(name.utf8)
    after = []
    let assigned = Array(name.utf8) + [UInt8(ascii: "=")]
    let parameters = query.dropFirst().split(whereSeparator: { "&;".utf8.contains($0) })
    // A value that is no version is the site's own: `?v=dark`.
    if parameters.contains(where: { $0.starts(with: assigned) }) { return nil }
    switch query.first {
    case nil: before = [UInt8(ascii: "?")] + assigned
    case UInt8(ascii: "?")? where query.count == 1: before = assigned
    case UInt8(ascii: "?")? where !isXML && !query.dropFirst().contains(UInt8(ascii: "?")):
      before = [UInt8(ascii: "&")] + assigned
    default: return nil
    }
  }

  /// The quote on both sides of an argument, behind which the next argument or the call's end follows.
  private static func quote(around target: Range<Int>, in bytes: [UInt8]) -> UInt8? {
    guard target.lowerBound > 0, target.upperBound < bytes.count else { return nil }
    let quote = bytes[target.lowerBound - 1]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      bytes[target.upperBound] == quote
    else { return nil }
    let next = bytes[(target.upperBound + 1)...].first { !$0.isSpace }
    return next == UInt8(ascii: ",") || next == UInt8(ascii: ")") ? quote : nil
  }
}

extension Reference {
  /// Whether the call has an argument besides the path whose name is one.
  fileprivate func hasArgument(where isOne: ([UInt8]) -> Bool) -> Bool {
    call?.arguments.contains { $0.parts != parts && isOne($0.name) } ?? false
  }

  /// Whether the path is a keyword of the helper's call, so that the token can be one as well.
  fileprivate var takesKeywords: Bool {
    call?.arguments.contains { argument in
      argument.parts.count == 1 && parts == argument.parts
    } ?? false
  }
}

extension UInt8 {
  /// Whether a URL ends in front of this byte, or its fragment begins.
  fileprivate var endsURL: Bool {
    switch self {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "#"),
      UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "<"), UInt8(ascii: ">"):
      true
    default: isSpace
    }
  }
}
