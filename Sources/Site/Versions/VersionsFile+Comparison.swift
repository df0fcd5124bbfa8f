import Values

extension VersionsFile {
  /// Goes through the records of this and of a later versions file, side by side.
  ///
  /// - Parameter body: called once for each asset that has a record in one of them, in order.
  package func compare(
    to later: VersionsFile, _ body: (_ id: AssetID, _ old: Record?, _ new: Record?) -> Void
  ) {
    let roots = Set(tables.keys).union(later.tables.keys)
    for root in roots.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let old = tables[root] ?? RecordTable()
      let new = later.tables[root] ?? RecordTable()
      var (left, right) = (0, 0)
      while left < old.count || right < new.count {
        let order =
          left == old.count
          ? 1 : right == new.count ? -1 : old.paths.compare(left, to: new.paths, right)
        let path = order <= 0 ? old.paths.path(at: left) : new.paths.path(at: right)
        body(
          AssetID(root: root, path: path), order <= 0 ? old.record(at: left) : nil,
          order >= 0 ? new.record(at: right) : nil)
        if order <= 0 { left += 1 }
        if order >= 0 { right += 1 }
      }
    }
  }
}
