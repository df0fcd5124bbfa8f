import Formats
import Values

extension VersionsFile {
  /// The text of the file, JSON in UTF-8.
  ///
  /// An asset a line, sorted by bytes, so that diffs are small and merges easy. Reading it gives the
  /// same contents, and equal contents give equal bytes.
  ///
  /// A path that is not UTF-8 cannot stand in JSON, nor in a URL: such an asset is unreadable and
  /// never gets a record, and a record put there all the same is left out.
  public var canonicalBytes: [UInt8] {
    var text = VersionsText()
    text.bytes.reserveCapacity(tables.values.reduce(256) { $0 + $1.count * 200 })
    text.add("{\n  \"format\": \(VersionsFile.format),\n  \"assets\": {")
    for (index, root) in tables.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
      .enumerated()
    {
      text.add(index == 0 ? "\n    " : ",\n    ")
      text.addString(Array(root.key.utf8))
      text.add(": {")
      text.add(root.value)
      text.add(text.bytes.last == UInt8(ascii: "{") ? "}" : "\n    }")
    }
    text.add(tables.isEmpty ? "}" : "\n  }")
    for member in unknown {
      text.add(",\n  ")
      text.add(member)
    }
    text.add("\n}\n")
    return text.bytes
  }
}

/// The text of a versions file that is being written.
struct VersionsText {
  var bytes: [UInt8] = []

  mutating func add(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// The records of a root, each in its line.
  mutating func add(_ records: RecordTable) {
    var isFirst = true
    for row in 0..<records.count {
      let path = records.paths.path(at: row)
      guard path.isUTF8 else { continue }
      add(isFirst ? "\n      " : ",\n      ")
      isFirst = false
      add(records.record(at: row), at: path)
    }
  }

  /// A record behind its key.
  mutating func add(_ record: Record, at path: BytePath) {
    addString(path.bytes)
    add(": ")
    add(record)
  }

  mutating func add(_ record: Record) {
    add("{\"token\": \"\(record.token.text)\"")
    if let strategy = record.strategy { add(", \"strategy\": \"\(strategy.rawValue)\"") }
    add(", \"sha256\": \"")
    bytes.append(contentsOf: record.digest.hexBytes)
    add("\", \"bumped\": \"\(record.bumped.iso)\"")
    if !record.previous.isEmpty {
      add(", \"previous\": [")
      for (index, entry) in record.previous.enumerated() {
        if index > 0 { add(", ") }
        add(entry)
      }
      add("]")
    }
    addAll(record.unknown)
    add("}")
  }

  mutating func add(_ entry: PreviousToken) {
    add("{\"token\": \"\(entry.token.text)\", \"sha256\": \"")
    bytes.append(contentsOf: entry.digest.hexBytes)
    add("\"")
    addAll(entry.unknown)
    add("}")
  }

  mutating func addAll(_ members: [UnknownMember]) {
    for member in members {
      add(", ")
      add(member)
    }
  }

  mutating func addString(_ string: [UInt8]) {
    JSONText.append(string, to: &bytes)
  }

  mutating func add(_ member: UnknownMember) {
    addString(member.key)
    add(": ")
    bytes.append(contentsOf: member.value)
  }
}

extension BytePath {
  /// Whether the bytes are well-formed UTF-8.
  fileprivate var isUTF8: Bool {
    bytes.withUnsafeBufferPointer { $0.isUTF8 }
  }
}
