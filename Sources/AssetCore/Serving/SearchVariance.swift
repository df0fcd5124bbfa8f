/// Whether `No-Vary-Search` (draft-ietf-httpbis-no-vary-search) lets a cache pass over a query parameter.
enum SearchVariance {
  static func ignores(_ parameter: String, _ headers: HTTPHeaders) -> Bool {
    guard let value = headers["no-vary-search"] else { return false }
    var inside = false
    var members: [String] = [""]
    for character in value {
      if character == "(" { inside = true }
      if character == ")" { inside = false }
      if character == ",", !inside {
        members.append("")
      } else {
        members[members.count - 1].append(character)
      }
    }
    var (all, named, kept) = (false, [String](), [String]())
    for member in members {
      let parts = member.split(separator: "=", maxSplits: 1).map { String($0).trimmingSpaces }
      let names =
        parts.count > 1
        ? parts[1].split(separator: "\"", omittingEmptySubsequences: false).enumerated()
          .filter { $0.offset % 2 == 1 }.map { String($0.element) } : []
      switch parts.first {
      case "params" where parts.count == 1 || parts[1] == "?1": all = true
      case "params": named = names
      case "except": (all, kept) = (true, names)
      default: break
      }
    }
    return all ? !kept.contains(parameter) : named.contains(parameter)
  }
}
