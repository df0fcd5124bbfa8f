/// The relative luminance of a colour.
public enum GroundLuminance {
  /// The luminance of red, green and blue from 0 to 1 (WCAG 2.2): 0 for black, 1 for white.
  public static func of(_ values: [Double]) -> Double {
    let linear = values.map { $0 <= 0.04045 ? $0 / 12.92 : power(($0 + 0.055) / 1.055) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  /// A number to the power of 2.4: near enough to tell dark from light without a library of functions.
  private static func power(_ base: Double) -> Double {
    // x^2.4 = x^2 * (x^2)^(1/5), the root by Newton's steps.
    let square = base * base
    guard square > 0 else { return 0 }
    var root = 1.0
    for _ in 0..<40 { root -= (root - square / (root * root * root * root)) / 5 }
    return square * root
  }
}
