/// The strongly connected components of a graph, by Tarjan's algorithm (1972), without recursion.
///
/// A component comes after those that its members point to.
struct Components {
  private let edges: [[Int]]
  private var order: [Int]
  private var low: [Int]
  private var isOpen: [Bool]
  private var stack: [Int] = []
  private var count = 0
  private var found: [[Int]] = []

  /// The components of a graph of nodes numbered from 0, each given by those it points to.
  static func of(_ edges: [[Int]]) -> [[Int]] {
    var search = Components(edges)
    for node in edges.indices where search.order[node] < 0 { search.visit(node) }
    return search.found
  }

  private init(_ edges: [[Int]]) {
    self.edges = edges
    order = Array(repeating: -1, count: edges.count)
    low = order
    isOpen = Array(repeating: false, count: edges.count)
  }

  private mutating func visit(_ root: Int) {
    var path = [(node: root, next: 0)]
    open(root)
    while let (node, next) = path.last {
      if next < edges[node].count {
        path[path.count - 1].next += 1
        let other = edges[node][next]
        if order[other] < 0 {
          open(other)
          path.append((other, 0))
        } else if isOpen[other] {
          low[node] = min(low[node], order[other])
        }
        continue
      }
      path.removeLast()
      if let parent = path.last?.node { low[parent] = min(low[parent], low[node]) }
      if low[node] == order[node] { close(node) }
    }
  }

  private mutating func open(_ node: Int) {
    order[node] = count
    low[node] = count
    count += 1
    stack.append(node)
    isOpen[node] = true
  }

  private mutating func close(_ node: Int) {
    var members: [Int] = []
    while let member = stack.popLast() {
      isOpen[member] = false
      members.append(member)
      if member == node { break }
    }
    found.append(members.sorted())
  }
}
