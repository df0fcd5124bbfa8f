/// The assets of a static root, ready to be looked up.
public struct AssetIndex: Sendable {
  /// Each path, and the number of the folder among the root's that it lies in: the first wins.
  private let folders: [BytePath: Int]
  private let byLowerCase: [[UInt8]: BytePath]
  private let names: Set<[UInt8]>
  private let sorted: [BytePath]

  /// Makes an index of the paths below each of a root's folders, in the order of the folders.
  public init(_ pathsOfFolders: [[BytePath]]) {
    var folders: [BytePath: Int] = [:]
    var byLowerCase: [[UInt8]: BytePath] = [:]
    var names: Set<[UInt8]> = []
    for (number, paths) in pathsOfFolders.enumerated() {
      for path in paths where folders[path] == nil {
        folders[path] = number
        let lower = path.bytes.map(\.lowered)
        byLowerCase[lower] = byLowerCase[lower].map { min($0, path) } ?? path
        var end = path.bytes.lastIndex(of: BytePath.slash)
        while let slash = end, names.insert(Array(path.bytes[..<slash])).inserted {
          end = path.bytes[..<slash].lastIndex(of: BytePath.slash)
        }
      }
    }
    self.folders = folders
    self.byLowerCase = byLowerCase
    self.names = names
    sorted = folders.keys.sorted()
  }

  /// The number of the folder that an asset lies in; nil where there is no such asset.
  public func folder(of path: BytePath) -> Int? {
    folders[path]
  }

  /// The asset whose path differs only in the case of ASCII letters.
  public func otherCase(of path: BytePath) -> BytePath? {
    byLowerCase[path.bytes.map(\.lowered)]
  }

  /// Whether assets lie below a folder; a slash at its end does not matter.
  public func hasFolder(_ path: BytePath) -> Bool {
    let bytes = path.bytes.last == BytePath.slash ? Array(path.bytes.dropLast()) : path.bytes
    return bytes.isEmpty ? !sorted.isEmpty : names.contains(bytes)
  }

  /// The assets that parts can name, each hole standing for any bytes.
  public func matches(_ parts: [TargetPart]) -> [BytePath] {
    guard case .literal(let prefix)? = parts.first else {
      return sorted.filter { Self.matches($0.bytes[...], parts[...]) }
    }
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].bytes.lexicographicallyPrecedes(prefix) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return sorted[low...].prefix { $0.bytes.starts(with: prefix) }
      .filter { Self.matches($0.bytes[...], parts[...]) }
  }

  /// Takes each literal at its first place behind the one before; the last must end the path.
  private static func matches(_ path: ArraySlice<UInt8>, _ parts: ArraySlice<TargetPart>) -> Bool {
    var rest = path
    var mayBegin = false
    for (index, part) in parts.enumerated() {
      guard case .literal(let text) = part else {
        mayBegin = true
        continue
      }
      let isLast = index == parts.count - 1
      if !mayBegin {
        guard rest.starts(with: text) else { return false }
        rest = rest.dropFirst(text.count)
        if isLast { return rest.isEmpty }
      } else if isLast {
        return rest.count >= text.count && rest.suffix(text.count).elementsEqual(text)
      } else {
        guard let place = ByteSearch.firstIndex(of: text, in: rest) else { return false }
        rest = rest[(place + text.count)...]
      }
      mayBegin = false
    }
    return mayBegin || rest.isEmpty
  }
}
