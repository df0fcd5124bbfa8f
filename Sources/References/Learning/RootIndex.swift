/// Where the roots of a name lie in a list that only grows.
struct RootIndex {
  private var places: [String: [Int]] = [:]
  private var count = 0

  /// The places of the roots of a name; what was added to the list since the last time is taken in.
  mutating func places(of name: String, in roots: [LearnedProject.Root]) -> [Int] {
    for place in count..<max(count, roots.count) {
      places[roots[place].name, default: []].append(place)
    }
    count = max(count, roots.count)
    return places[name] ?? []
  }
}
