/// The references that are known to have computed tokens.
///
/// Brackets end from within: what an inner one computed need not be looked at again by each one around it.
struct ComputedReferences {
  /// The last range of references whose whole text is computed, and the last one behind whose text something
  /// is put.
  private var whole = 0..<0
  private var joined = 0..<0

  /// Adds references.
  ///
  /// - Parameter isWhole: whether their whole text is computed.
  /// - Returns: those of them that were not known before.
  mutating func added(_ all: Range<Int>, isWhole: Bool) -> [Range<Int>] {
    let known = isWhole ? whole : joined
    if isWhole { whole = all } else { joined = all }
    guard known.lowerBound >= all.lowerBound, known.upperBound <= all.upperBound else {
      return [all]
    }
    return [all.lowerBound..<known.lowerBound, known.upperBound..<all.upperBound]
  }
}
