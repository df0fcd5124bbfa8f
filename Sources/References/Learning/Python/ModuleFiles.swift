import Values

/// The files of a project's Python modules, by the names that import them.
final class ModuleFiles {
  /// By the last name of their module.
  private var files: [String: [BytePath]] = [:]
  /// Those of a last name by the names that may stand in front, `shop.admin` and `admin` of
  /// `shop/admin.py`; made when the last name is asked for.
  private var endings: [String: [[String]: Nearest]] = [:]
  /// How many names of an import are told apart.
  private static let longest = 16

  /// Takes a project's files, from its folder.
  init(_ paths: [BytePath]) {
    for path in paths where path.name.suffix(3).elementsEqual(".py".utf8) {
      files[Self.names(of: path).last ?? "", default: []].append(path)
    }
  }

  /// The names on the way to a module, `shop.admin` of `shop/admin.py` and `shop/admin/__init__.py`.
  static func names(of file: BytePath) -> [String] {
    var names = file.bytes.split(separator: BytePath.slash)
      .map { String(decoding: $0, as: UTF8.self) }
    guard var last = names.popLast() else { return [] }
    if last.hasSuffix(".py") { last.removeLast(3) }
    return last == "__init__" ? names : names + [last]
  }

  /// The file of exactly these names.
  func file(_ names: [String]) -> BytePath? {
    ending(names)?.files.first { Self.names(of: $0) == names }
  }

  /// The file whose names end with these: of those with the fewest names the one that shares the longest
  /// way with a folder.
  func file(endingWith names: [String], near folder: BytePath) -> BytePath? {
    ending(names)?.nearest(to: folder)
  }

  private func ending(_ names: [String]) -> Nearest? {
    guard let last = names.last, files[last] != nil else { return nil }
    let key = Array(names.suffix(Self.longest))
    if let known = endings[last] { return known[key] }
    var groups: [[String]: Nearest] = [:]
    for file in files[last] ?? [] {
      let all = Self.names(of: file)
      for count in 1...max(min(all.count, Self.longest), 1) {
        groups[Array(all.suffix(count)), default: Nearest()].add(file, names: all.count)
      }
    }
    for key in groups.keys { groups[key]?.sort() }
    endings[last] = groups
    return groups[key]
  }

  /// Files with the fewest names of all that end alike.
  private struct Nearest {
    private(set) var files: [BytePath] = []
    private var names = Int.max

    mutating func add(_ file: BytePath, names count: Int) {
      if count < names { (files, names) = ([], count) }
      if count == names { files.append(file) }
    }

    mutating func sort() { files.sort() }

    /// The first of those that share the most bytes with a folder's path.
    func nearest(to folder: BytePath) -> BytePath? {
      let place = firstIndex { $0.bytes.lexicographicallyPrecedes(folder.bytes) }
      let shared =
        [place - 1, place].filter(files.indices.contains)
        .map { index in zip(files[index].bytes, folder.bytes).prefix { $0 == $1 }.count }.max() ?? 0
      let way = folder.bytes.prefix(shared)
      let first = firstIndex { $0.bytes.lexicographicallyPrecedes(way) }
      return first < files.count ? files[first] : nil
    }

    /// The first file that does not come before something.
    private func firstIndex(_ isBefore: (BytePath) -> Bool) -> Int {
      var (low, high) = (0, files.count)
      while low < high {
        let middle = (low + high) / 2
        if isBefore(files[middle]) { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}
