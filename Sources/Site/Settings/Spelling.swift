/// What somebody probably meant who wrote a word that does not exist.
package enum Spelling {
  /// The nearest of the words, if it is near: at most one slip in three letters; nil otherwise.
  package static func nearest(to word: String, of words: [String]) -> String? {
    let written = Array(word.utf8)
    // Far longer than any word there is: not worth the time.
    guard written.count <= 64 else { return nil }
    let distances = words.map { slips(written, Array($0.utf8)) }
    guard let least = distances.min(), least <= max(1, written.count / 3) else { return nil }
    return distances.firstIndex(of: least).map { words[$0] }
  }

  /// The number of letters left out, put in, exchanged, or swapped with their neighbour that lead
  /// from one word to the other (optimal string alignment distance).
  static func slips(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let exchange = last[column] + (left[row] == right[column] ? 0 : 1)
        var least = min(exchange, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, beforeLast[column - 1] + 1)
        }
        current.append(least)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
