/// The URLs in a part of a script, and the values of `integrity`, until one is found to go with the other.
struct IntegrityPairs {
  /// Where a URL or value stands, and whose attribute it is set to, `s` of `s.src`.
  typealias Place = (owner: Range<Int>?, range: Range<Int>)

  private(set) var urls: [Place] = []
  private(set) var values: [Place] = []

  /// The greatest number of places that are kept of each.
  private static let limit = 8

  var isEmpty: Bool { urls.isEmpty && values.isEmpty }

  mutating func add(url: Place) {
    if urls.count == Self.limit { urls.removeFirst() }
    urls.append(url)
  }

  mutating func add(value: Place) {
    if values.count == Self.limit { values.removeFirst() }
    values.append(value)
  }

  /// Takes the last URL and value of an owner out, where there are both.
  mutating func takePair(
    _ isSame: (Range<Int>, Range<Int>) -> Bool
  ) -> (url: Range<Int>, value: Range<Int>)? {
    for (number, value) in values.enumerated() {
      guard let owner = value.owner else { continue }
      let url = urls.lastIndex { url in url.owner.map { isSame($0, owner) } ?? false }
      guard let url else { continue }
      values.remove(at: number)
      return (urls[url].range, value.range)
    }
    return nil
  }
}
