import Site

/// A reference as it is kept from one run to the next: what of a ``PackedReference`` its file alone tells.
///
/// All of it is numbers, since whatever a file says may be none of an enumeration's cases.
struct RememberedReference: BitwiseCopyable, Equatable, Sendable {
  var line: UInt32
  var column: UInt32
  var targetStart: UInt32
  var targetEnd: UInt32
  var urlStart: UInt32
  var urlEnd: UInt32
  var targetCount: UInt32
  var tokenCount: UInt32
  var traits: UInt16
  var form: UInt8
  var context: UInt8
  var tokenKind: UInt8
  var source: UInt8
  /// Nothing, in the room that would else be filled with whatever lies there.
  var rest: UInt16 = 0

  init(_ row: PackedReference) {
    line = row.line
    column = row.column
    targetStart = row.targetStart
    targetEnd = row.targetEnd
    urlStart = row.urlStart
    urlEnd = row.urlEnd
    targetCount = row.targetCount
    tokenCount = row.tokenCount
    traits = row.traits.rawValue
    form = Self.number(of: row.form)
    context = Self.number(of: row.context)
    tokenKind = Self.number(of: row.tokenKind)
    source = Self.number(of: row.source)
  }

  /// The reference; nil where its numbers mean none.
  ///
  /// - Parameters:
  ///   - file: the file's index among the files.
  ///   - text: where its texts begin.
  func packed(file: UInt32, text: UInt32) -> PackedReference? {
    let traits = PackedReference.Traits(rawValue: traits)
    guard traits.isSubset(of: .all), let form: ReferenceForm = Self.value(form),
      let context: ReferenceContext = Self.value(context),
      let tokenKind: ReferenceToken.Kind = Self.value(tokenKind),
      let source: SourceClass = Self.value(source)
    else { return nil }
    return PackedReference(
      file: file, line: line, column: column, targetStart: targetStart, targetEnd: targetEnd,
      urlStart: urlStart, urlEnd: urlEnd, text: text, targetCount: targetCount,
      tokenCount: tokenCount, form: form, context: context, tokenKind: tokenKind, source: source,
      traits: traits)
  }

  /// The number of a case: without values of their own, cases are counted in their order, in a byte
  /// (Swift's ABI, "Type Layout", of enumerations with no payload).
  private static func number<Case: CaseIterable & BitwiseCopyable>(of value: Case) -> UInt8 {
    unsafeBitCast(value, to: UInt8.self)
  }

  private static func value<Case: CaseIterable & BitwiseCopyable>(_ number: UInt8) -> Case? {
    number < Case.allCases.count ? unsafeBitCast(number, to: Case.self) : nil
  }
}
