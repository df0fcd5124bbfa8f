/// The columns that text takes on a terminal.
///
/// An own table, so that a screen is the same wherever it is computed. It equals `wcwidth` of glibc 2.36
/// (Unicode 14, the C.UTF-8 locale), which ncurses and tmux go by, but for scalars that a terminal acts
/// on, hides or disagrees about: those have the width -1 here, and a `Grid` shows U+FFFD for them.
public enum ColumnWidth {
  /// The columns of a scalar: 1, 2, 0 for a combining mark, -1 for one that cannot be shown.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 {
      return (0x20..<0x7F).contains(value) || (value >= 0xA0 && value != 0xAD) ? 1 : -1
    }
    return changes.withUnsafeBufferPointer { changes in
      // The last change at or before the scalar; the first entry is scalar 0.
      let key = value << 2 | 3
      var low = 0
      var high = changes.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if changes[middle] <= key { low = middle } else { high = middle }
      }
      return Int(changes[low] & 3) - 1
    }
  }

  /// The columns that `Grid.put` takes for a text of one line, where nothing is cut.
  ///
  /// A scalar that cannot be shown counts 1, a combining mark 0.
  public static func of(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var ascii = 0
      while ascii < bytes.count && bytes[ascii] < 0x80 { ascii += 1 }
      if ascii == bytes.count { return ascii }
      var columns = 0
      for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        columns += abs(of(scalar))
      }
      return columns
    }
  }
}
