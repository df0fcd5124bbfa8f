import Formats
import Values

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
