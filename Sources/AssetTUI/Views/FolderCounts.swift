import Planning
import References
import Screen
import Site
import Values

/// How many assets of a folder there are of each kind, in words.
struct FolderCounts {
  private var counts = [Int](repeating: 0, count: Status.allCases.count)
  private let total: Int

  init(_ indices: ArraySlice<Int>, of inventory: Inventory) {
    total = indices.count
    let statuses = inventory.statuses
    for index in indices { counts[FolderCounts.place(of: statuses[index])] += 1 }
  }

  private static let order: [(Status, String)] = [
    (.new, "new"), (.missing, "missing"), (.unreadable, "unreadable"), (.stale, "stale"),
    (.fresh, "fresh"), (.unhashed, "unread"), (.untracked, "untracked"),
  ]

  private static func place(of status: Status) -> Int {
    switch status {
    case .new: 0
    case .missing: 1
    case .unreadable: 2
    case .stale: 3
    case .fresh: 4
    case .unhashed: 5
    case .untracked: 6
    }
  }

  /// The number of those that stop a release.
  var stopping: Int { counts[..<4].reduce(0, +) }

  /// `1 new, 2 stale of 18`; where nothing is outdated `12 fresh in 3 folders`.
  func words(_ folders: Int?) -> String {
    let isOutdated = stopping > 0
    let named = counts.indices.filter { counts[$0] > 0 && ($0 < 4 || !isOutdated) }
    let kinds = named.map { "\(FolderCounts.grouped(counts[$0])) \(FolderCounts.order[$0].1)" }
      .joined(separator: ", ")
    if isOutdated {
      let last = named.last.map { FolderCounts.order[$0].1 } ?? ""
      guard stopping < total else { return kinds }
      return named.count == 1
        ? "\(FolderCounts.grouped(stopping)) of \(FolderCounts.grouped(total)) \(last)"
        : "\(kinds) of \(FolderCounts.grouped(total))"
    }
    let place = folders.map { $0 > 1 ? " in \(FolderCounts.grouped($0)) folders" : "" } ?? ""
    return kinds + place
  }

  /// A number with a comma before each three digits.
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}
