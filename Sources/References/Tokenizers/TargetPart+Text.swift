extension [TargetPart] {
  /// The text of parts that are text alone.
  package var plainText: String? {
    switch count {
    case 0: ""
    case 1:
      if case .literal(let text) = self[0] { String(decoding: text, as: UTF8.self) } else { nil }
    default: nil
    }
  }

  /// The parts with neighbouring literals made one.
  var joined: [TargetPart] {
    reduce(into: []) { joined, part in
      if case .literal(let text) = part, case .literal(let before)? = joined.last {
        joined[joined.count - 1] = .literal(before + text)
      } else {
        joined.append(part)
      }
    }
  }
}
