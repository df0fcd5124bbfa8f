import Site
import Values

/// Finds the assets that packed references name.
///
/// Nearly all references name an asset in plain text: those are looked up where they lie. Of the others
/// a ``Resolver`` sees to each.
struct PackResolver {
  private let resolver: Resolver
  private let files: ByteList
  /// The names that the assets of all roots are counted in.
  private let names: AssetNames
  /// The number of the first folder of each root, counted through all roots.
  private let firstFolders: [Int]
  /// The assets of each root.
  private let indices: [AssetIndex]
  private var memo: AssetMemo
  /// Whether a root counts to the files of one folder alone.
  private let hasScopes: Bool
  /// What calls led to that were met before.
  private var known: [CallTarget] = []

  /// The roots that calls of one helper, for one endpoint, lead to.
  private struct CallTarget {
    let form: ReferenceForm
    /// The helper and the endpoint, as they are packed.
    let head: [UInt8]
    /// The file whose calls lead there; nil where it does not matter.
    let file: UInt32?
    /// The roots, the nearest first; nil where it takes a closer look.
    let roots: [Int]?
  }

  /// The greatest number of targets that are kept.
  private static let limit = 16

  /// Prepares to resolve references that stand in files.
  ///
  /// - Parameter resolver: one whose roots all share their assets' names.
  init(_ resolver: Resolver, files: ByteList) {
    self.resolver = resolver
    self.files = files
    names = Self.names(of: resolver)
    indices = resolver.layout.roots.map(\.assets)
    memo = AssetMemo(indices)
    hasScopes = resolver.layout.roots.contains { $0.scope != nil }
    var count = 0
    firstFolders = resolver.layout.roots.map { root in
      defer { count += root.folders.count }
      return count
    }
  }

  /// The names that the assets of a resolver's roots are counted in.
  static func names(of resolver: Resolver) -> AssetNames {
    resolver.layout.roots.first?.assets.names ?? AssetNames()
  }

  /// The folders of a resolver's roots, as they are counted.
  static func folders(of resolver: Resolver) -> [BytePath] {
    resolver.layout.roots.flatMap(\.folders)
  }

  /// Resolves all references of a pack, and takes out those that are none after all.
  mutating func resolve(_ pack: inout ReferencePack) {
    var kept = 0
    for index in pack.rows.indices where resolve(index, in: &pack) {
      pack.rows[kept] = pack.rows[index]
      kept += 1
    }
    pack.rows.removeSubrange(kept...)
  }

  private mutating func resolve(_ index: Int, in pack: inout ReferencePack) -> Bool {
    let row = pack.rows[index]
    if let found = plainAsset(of: row, in: pack.texts) {
      let folder = indices[found.root].folder(ofIndex: found.asset)
      pack.rows[index].folder = UInt16(firstFolders[found.root] + folder)
      pack.rows[index].asset = UInt32(found.asset)
      pack.rows[index].resolvedKind =
        found.isAutomatic && row.tokenKind == .none ? .automatic : row.tokenKind
      return true
    }
    let reference = pack.reference(row, in: files.path(at: Int(row.file)))
    guard let resolution = resolver.resolve(reference) else { return false }
    pack.resolve(index, as: resolution, asset: resolution.asset.flatMap(names.index))
    return true
  }

  /// The asset that a reference names in plain text, and its root; nil where it takes a closer look.
  private mutating func plainAsset(
    of row: PackedReference, in texts: [UInt8]
  ) -> (root: Int, asset: Int, isAutomatic: Bool)? {
    guard row.has(.isPlain), hasFewFolders, resolver.layout.built == nil,
      resolver.layout.scopes.isEmpty
    else { return nil }
    if row.has(.hasCall) {
      guard let roots = roots(of: row, in: texts) else { return nil }
      return texts.withUnsafeBufferPointer { texts in
        let slashes = texts[row.target].prefix { $0 == BytePath.slash }.count
        let path = UnsafeBufferPointer(rebasing: texts[row.target].dropFirst(slashes))
        for root in roots {
          if let asset = memo.index(of: path, in: root) {
            return (root, asset, resolver.addsToken(roots))
          }
        }
        return nil
      }
    }
    return texts.withUnsafeBufferPointer { texts in
      let url = UnsafeBufferPointer(rebasing: texts[row.target])
      guard Self.isPlain(url) else { return nil }
      for (prefix, root) in resolver.prefixes
      where url.starts(with: prefix) && serves(root, row.file) {
        let path = UnsafeBufferPointer(rebasing: url[prefix.count...])
        if let asset = memo.index(of: path, in: root) {
          return (root, asset, false)
        }
      }
      return nil
    }
  }

  /// Whether a row's sixteen bits can count all folders.
  private var hasFewFolders: Bool { firstFolders.last ?? 0 < Int(PackedReference.noFolder) / 2 }

  private func serves(_ root: Int, _ file: UInt32) -> Bool {
    let root = resolver.layout.roots[root]
    return root.scope == nil || root.serves(files.path(at: Int(file)))
  }

  /// Whether a URL is an absolute path that stands for itself: nothing in it is escaped, and no name in
  /// it is empty or begins with a dot.
  private static func isPlain(_ url: UnsafeBufferPointer<UInt8>) -> Bool {
    guard url.first == BytePath.slash else { return false }
    var before: UInt8 = 0
    for byte in url {
      if byte == UInt8(ascii: "%") { return false }
      if before == BytePath.slash, byte == BytePath.slash || byte == BytePath.dot { return false }
      before = byte
    }
    return true
  }

  /// The roots that a call leads to, the nearest first; nil where it takes a closer look.
  private mutating func roots(of row: PackedReference, in texts: [UInt8]) -> [Int]? {
    var reader = PackedReader(texts, from: row.token.upperBound)
    _ = reader.slice(reader.number())
    if row.has(.hasEndpoint) { _ = reader.slice(reader.number()) }
    let head = texts[row.token.upperBound..<reader.place]
    for target in known where target.form == row.form && target.head.elementsEqual(head) {
      if target.file == nil || target.file == row.file { return target.roots }
    }
    let target = self.target(of: row, Array(head), in: texts)
    if known.count == Self.limit { known.removeFirst() }
    known.append(target)
    return target.roots
  }

  private func target(
    of row: PackedReference, _ head: [UInt8], in texts: [UInt8]
  ) -> CallTarget {
    let file = files.path(at: Int(row.file))
    let reference = Reference(row, of: texts, in: file)
    guard let call = reference.call else {
      return CallTarget(form: row.form, head: head, file: nil, roots: nil)
    }
    let (roots, own) = resolver.roots(of: call, row.form, in: file)
    // Of several the nearest to the file counts first, and a blueprint's own or a part's to its files.
    let isSame =
      roots.count < 2 && call.endpoint?.first != BytePath.dot && !hasScopes
    return CallTarget(
      form: row.form, head: head, file: isSame ? nil : row.file,
      roots: own == nil && !roots.isEmpty ? resolver.nearest(roots, to: file) : nil)
  }
}
