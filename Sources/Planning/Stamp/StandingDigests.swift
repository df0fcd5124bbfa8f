import Disk
import References
import Site
import Values

/// The digests that stand in a site's files, `sha384-…`, but for those beside a reference that is rewritten:
/// whoever reads them refuses the file once its bytes change.
struct StandingDigests {
  /// The first place of each, by its words.
  private var places: [String: (file: BytePath, line: Int)] = [:]
  private var algorithms: Set<Integrity.Algorithm> = []

  /// Whether there is none.
  var isEmpty: Bool { places.isEmpty }

  /// Adds those of a file.
  ///
  /// - Parameter followed: the values of attributes that are rewritten with their file.
  mutating func add(_ bytes: [UInt8], of file: BytePath, but followed: [Range<Int>]) {
    var next = 0
    var line = 1
    var counted = 0
    var followed = followed.sorted { $0.lowerBound < $1.lowerBound }[...]
    while let start = ByteSearch.firstIndex(of: Self.mark, in: bytes[next...]) {
      next = start + Self.mark.count
      var word = Self.mark
      var end = next
      while end < min(bytes.count, start + Self.longest), Self.isDigit(bytes[end]) {
        // JSON may have `\/` for a slash.
        if bytes[end] != UInt8(ascii: "\\") { word.append(bytes[end]) }
        end += 1
      }
      while let first = followed.first, first.upperBound <= start { followed.removeFirst() }
      guard let integrity = Integrity(word), !(followed.first?.contains(start) ?? false)
      else { continue }
      next = end
      line += bytes[counted..<start].count { $0 == UInt8(ascii: "\n") }
      counted = start
      for digest in integrity.digests { algorithms.insert(digest.algorithm) }
      if places[integrity.description] == nil { places[integrity.description] = (file, line) }
    }
  }

  /// Where a digest of a file's bytes stands; nil where none does.
  func place(of contents: [UInt8]) -> (file: BytePath, line: Int)? {
    for algorithm in Integrity.Algorithm.allCases where algorithms.contains(algorithm) {
      if let place = places[Integrity(of: contents, by: algorithm).description] { return place }
    }
    return nil
  }

  private static let mark = Array("sha".utf8)
  /// Longer than any digest is, with escapes.
  private static let longest = 200

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte.isNameByte || "+/=-\\".utf8.contains(byte)
  }
}

extension StandingDigests {
  /// The assets whose files may not be edited, since a digest of their bytes stands where it is not rewritten.
  ///
  /// - Parameters:
  ///   - references: those that are rewritten, with the digests beside them.
  ///   - contents: of the files that may be edited.
  static func guarding(
    _ references: LiteralReferences, of site: Project, _ inventory: Inventory,
    contents: [BytePath: [UInt8]], from fileSystem: any FileSystem
  ) -> [AssetID: BumpRefusal] {
    var followed: [BytePath: [Range<Int>]] = [:]
    for found in references.changeable + references.bare {
      if let integrity = found.reference.integrity {
        followed[found.reference.file, default: []].append(integrity.range)
      }
    }
    var digests = StandingDigests()
    for entry in inventory.entries {
      let path = entry.id.path
      guard ReferenceLanguage(path) != nil || path.bytes.hasSuffix(Array(".json".utf8)) else {
        continue
      }
      let bytes =
        contents[path]
        ?? (try? fileSystem.read(
          site.folder.appending(path), limit: ReferenceReader.largestFile))
      if let bytes { digests.add(bytes, of: path, but: followed[path] ?? []) }
    }
    if digests.isEmpty { return [:] }
    var guarded: [AssetID: BumpRefusal] = [:]
    for entry in inventory.entries {
      guard let bytes = contents[entry.id.path], let place = digests.place(of: bytes) else {
        continue
      }
      guarded[entry.id] = .guarded(place.file, line: place.line)
    }
    return guarded
  }
}
