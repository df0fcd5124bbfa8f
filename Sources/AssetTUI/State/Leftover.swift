import Site

/// What stays outdated once a plan is carried out, by why it stays; each asset by its index.
struct Leftover: Equatable {
  /// Those whose strategy is manual, and for which nobody typed a token.
  var untyped: [Int] = []
  /// Those that nobody chose, and that the list shows.
  var unchosen: [Int] = []
  /// Those that nobody chose, and that the view or the filter hides.
  var hidden: [Int] = []
  /// Those that cannot be read, or that no URL can carry.
  var unreadable: [Int] = []
  /// Those that the plan leaves for another reason.
  var refused: [Int] = []
  /// The number of those that are not read yet, and may be outdated.
  var unread = 0

  /// The number of assets that are known to stay outdated.
  var count: Int {
    untyped.count + unchosen.count + hidden.count + unreadable.count + refused.count
  }

  /// Whether nothing stays outdated.
  var isEmpty: Bool { count == 0 && unread == 0 }
}
