import Site
import Values

/// References of many files, packed.
struct ReferencePack: Sendable {
  /// The references.
  var rows: [PackedReference] = []
  /// Their texts.
  private(set) var texts: [UInt8] = []
  /// What pages of a built site count their URLs from, by the pages' indices.
  var bases: [(file: UInt32, text: [UInt8])] = []

  /// Sets aside room for as many references as so many files have as a rule.
  ///
  /// Room that is not used is never taken from the system; to make more of it each time it is short costs
  /// more than to fill it.
  mutating func reserve(forFiles count: Int) {
    rows.reserveCapacity(8 * count)
    texts.reserveCapacity(1024 * count)
  }

  /// Adds the texts of rows that were packed before.
  mutating func append(_ texts: UnsafeBufferPointer<UInt8>) {
    self.texts.append(contentsOf: texts)
  }

  /// Adds a reference of a file, by the file's index.
  mutating func append(_ reference: Reference, of file: UInt32, _ source: SourceClass) {
    let token = reference.token
    var row = PackedReference(
      file: file, line: UInt32(reference.position.line), column: UInt32(reference.position.column),
      targetStart: UInt32(reference.targetRange.lowerBound),
      targetEnd: UInt32(reference.targetRange.upperBound),
      urlStart: UInt32(reference.urlRange.lowerBound),
      urlEnd: UInt32(reference.urlRange.upperBound),
      text: UInt32(texts.count), targetCount: UInt32(reference.target.count),
      tokenCount: UInt32(token.text.count), form: reference.form, context: reference.context,
      tokenKind: token.kind, source: source, traits: reference.isCertain ? .isCertain : [])
    texts += reference.target
    texts += token.text
    if let call = reference.call {
      row.traits.insert(.hasCall)
      if call.isWhole { row.traits.insert(.isWholeCall) }
      if call.goesOn { row.traits.insert(.goesOn) }
      texts.pack(call.helper.utf8)
      if let endpoint = call.endpoint {
        row.traits.insert(.hasEndpoint)
        texts.pack(endpoint)
      }
    }
    if token.isDoubled { row.traits.insert(.isDoubled) }
    if reference.countsFromFile { row.traits.insert(.countsFromFile) }
    if let range = token.range {
      row.traits.insert(.hasTokenRange)
      texts.pack(range)
    }
    if let parameter = token.parameter {
      row.traits.insert(.hasParameter)
      texts.pack(parameter)
    }
    if reference.parts.count == 1, reference.parts[0] == .literal(reference.target) {
      row.traits.insert(.isPlain)
    } else {
      pack(reference.parts)
    }
    if let call = reference.call {
      texts.pack(call.arguments.count)
      for argument in call.arguments {
        texts.pack(argument.name)
        pack(argument.parts, unless: reference.parts)
      }
    }
    if let property = reference.customProperty {
      row.traits.insert(.hasProperty)
      texts.pack(property)
    }
    if let integrity = reference.integrity {
      row.traits.insert(.hasIntegrity)
      texts.pack(integrity.range)
      texts.pack(integrity.text)
    }
    if let unclear = reference.unclear {
      row.traits.insert(.isUnclear)
      texts.pack(unclear.name)
      texts.pack(unclear.value)
    }
    rows.append(row)
  }

  /// Adds what a reference names.
  ///
  /// - Parameter asset: the index of the resolution's asset among the names.
  mutating func resolve(_ row: Int, as resolution: Resolution, asset: Int?) {
    rows[row].status = resolution.status
    rows[row].resolvedKind = resolution.tokenKind
    rows[row].matches = UInt32(resolution.matches)
    rows[row].asset = asset.map { UInt32($0) } ?? PackedReference.none
    if let file = resolution.file {
      rows[row].place = UInt32(texts.count)
      texts.pack(file.bytes)
    }
  }

  /// Adds parts, with their number in front.
  ///
  /// - Parameter known: parts that a 0 stands for; others have a number one greater in front.
  private mutating func pack(_ parts: [TargetPart], unless known: [TargetPart]) {
    if parts == known {
      texts.pack(0)
    } else {
      texts.pack(1)
      pack(parts)
    }
  }

  private mutating func pack(_ parts: [TargetPart]) {
    texts.pack(parts.count)
    for part in parts {
      switch part {
      case .literal(let text):
        texts.pack(0)
        texts.pack(text)
      case .hole(let range):
        texts.pack(1)
        texts.pack(range)
      }
    }
  }
}

extension ReferencePack {
  /// A reference as it was added.
  func reference(_ row: PackedReference, in file: BytePath) -> Reference {
    Reference(row, of: texts, in: file)
  }
}

extension Reference {
  /// Makes the reference of a row.
  init(_ row: PackedReference, of texts: [UInt8], in file: BytePath) {
    var reader = PackedReader(texts, from: row.token.upperBound)
    let target = Array(texts[row.target])
    var call: HelperCall?
    if row.has(.hasCall) {
      call = HelperCall(
        helper: String(decoding: reader.text(), as: UTF8.self),
        endpoint: row.has(.hasEndpoint) ? reader.text() : nil, arguments: [],
        isWhole: row.has(.isWholeCall), goesOn: row.has(.goesOn))
    }
    var token = ReferenceToken(
      kind: row.tokenKind, parameter: nil, text: Array(texts[row.token]),
      range: row.has(.hasTokenRange) ? reader.range() : nil, isDoubled: row.has(.isDoubled))
    if row.has(.hasParameter) { token.parameter = reader.text() }
    let parts = row.has(.isPlain) ? [.literal(target)] : reader.parts()
    if call != nil {
      let count = reader.number()
      call?.arguments = (0..<count).map { _ in
        HelperCall.Argument(
          name: reader.text(), parts: reader.number() == 0 ? parts : reader.parts())
      }
    }
    self.init(
      file: file, position: TextPosition(line: Int(row.line), column: Int(row.column)),
      form: row.form, context: row.context, target: target,
      targetRange: Int(row.targetStart)..<Int(row.targetEnd),
      urlRange: Int(row.urlStart)..<Int(row.urlEnd), parts: parts, token: token, call: call,
      isCertain: row.has(.isCertain), customProperty: row.has(.hasProperty) ? reader.text() : nil,
      integrity: row.has(.hasIntegrity)
        ? IntegrityAttribute(range: reader.range(), text: reader.text()) : nil,
      countsFromFile: row.has(.countsFromFile),
      unclear: row.has(.isUnclear)
        ? UnclearParameter(known: reader.text(), reader.text()) : nil)
  }
}

extension PackedReader {
  fileprivate mutating func parts() -> [TargetPart] {
    let count = number()
    return (0..<count).map { _ in number() == 0 ? .literal(text()) : .hole(range()) }
  }
}
