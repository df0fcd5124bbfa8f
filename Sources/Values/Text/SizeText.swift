/// A size in bytes, for people.
package enum SizeText {
  /// Four digits at most and a unit, right-aligned in eight columns: `  1.2 KiB`.
  package static func of(_ bytes: UInt64) -> String {
    let text = short(of: bytes)
    return String(repeating: " ", count: max(0, 8 - text.utf8.count)) + text
  }

  /// Four digits at most and a unit: `1.2 KiB`.
  package static func short(of bytes: UInt64) -> String {
    var (value, unit) = (Double(bytes), 0)
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    while value >= 1000 && unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    let tenths = Int((value * 10).rounded())
    let number =
      unit == 0 || tenths >= 1000 ? "\((tenths + 5) / 10)" : "\(tenths / 10).\(tenths % 10)"
    return "\(number) \(units[unit])"
  }
}
