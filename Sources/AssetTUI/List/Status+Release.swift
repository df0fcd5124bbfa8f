import Site

extension Status {
  /// Whether it stops a release: what counts as outdated for a person.
  ///
  /// Beside what a bump mends, that is what cannot be read.
  var stopsRelease: Bool { isOutdated || self == .unreadable }
}

extension Inventory {
  /// The number of assets that stop a release.
  var stoppingCount: Int { outdatedCount + (counts[.unreadable] ?? 0) }
}
