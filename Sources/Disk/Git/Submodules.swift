import Formats
import Values

/// The folders of a repository that are repositories of their own, by `.gitmodules` (gitmodules(5)).
package enum Submodules {
  /// Their paths, from the folder that holds the file.
  package static func paths(in text: [UInt8]) -> [BytePath] {
    text.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let parts = line.split(separator: UInt8(ascii: "="), maxSplits: 1)
      guard parts.count == 2, trimmed(parts[0]).elementsEqual("path".utf8) else { return nil }
      let path = trimmed(parts[1])
      return path.isEmpty ? nil : BytePath(bytes: Array(path)).normalized
    }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, first <= 0x20 || first == UInt8(ascii: "\"") {
      bytes.removeFirst()
    }
    while let last = bytes.last, last <= 0x20 || last == UInt8(ascii: "\"") { bytes.removeLast() }
    return bytes
  }
}
