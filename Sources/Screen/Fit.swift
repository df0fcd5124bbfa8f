/// Text brought to a width: cut where the reader misses it least.
public enum Fit {
  /// Cuts the end of a text, with an ellipsis as the last column.
  ///
  /// - Parameters:
  ///   - text: one line, already safe to show.
  ///   - columns: the most columns of the result.
  ///   - ellipsis: what stands for the part left out, `~` on screens without Unicode.
  /// - Returns: the text itself where it fits.
  public static func end(_ text: String, columns: Int, ellipsis: String = "…") -> String {
    if ColumnWidth.of(text) <= columns { return text }
    let room = columns - ColumnWidth.of(ellipsis)
    guard room >= 0 else { return prefix(of: text, columns: columns) }
    return prefix(of: text, columns: room) + ellipsis
  }

  /// Cuts the start of a text, with an ellipsis as the first column; the text itself where it fits.
  public static func start(_ text: String, columns: Int, ellipsis: String = "…") -> String {
    if ColumnWidth.of(text) <= columns { return text }
    let room = columns - ColumnWidth.of(ellipsis)
    guard room >= 0 else { return prefix(of: text, columns: columns) }
    return ellipsis + suffix(of: text, columns: room)
  }

  /// Shortens a slash-separated path: its directory loses the middle, its name stays while it fits.
  ///
  /// `css/vendor/deep/site.css` becomes `css/…/deep/site.css`, then `css/…/site.css`, `cs…/site.css`,
  /// `…/site.css`, `site.css`; a name that is too long by itself loses its middle and keeps its
  /// extension: `analyt…min.js`.
  ///
  /// - Parameters:
  ///   - text: the path, already safe to show.
  ///   - columns: the most columns of the result.
  ///   - ellipsis: what stands for the part left out, `~` on screens without Unicode.
  public static func path(_ text: String, columns: Int, ellipsis: String = "…") -> String {
    if ColumnWidth.of(text) <= columns { return text }
    var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var name = parts.removeLast()
    if name.isEmpty, let folder = parts.popLast() { name = folder + "/" }
    let room = columns - ColumnWidth.of(name)
    if room < 0 { return self.name(name, columns: columns, ellipsis: ellipsis) }
    if parts.isEmpty { return name }
    return directory(parts, columns: room, ellipsis: ellipsis) + name
  }

  /// Brings a text to exactly a number of columns: cut by `end`, or followed by spaces.
  public static func pad(_ text: String, columns: Int, ellipsis: String = "…") -> String {
    let cut = end(text, columns: columns, ellipsis: ellipsis)
    return cut + String(repeating: " ", count: max(0, columns - ColumnWidth.of(cut)))
  }

  /// A directory cut to a width, with its final slash; empty where not even `…/` fits.
  private static func directory(_ parts: [String], columns: Int, ellipsis: String) -> String {
    let widths = parts.map { ColumnWidth.of($0) + 1 }
    var room = columns - ColumnWidth.of(ellipsis) - 1
    guard room >= 0 else { return "" }
    guard parts.count > 1, widths[0] <= room else {
      return end(parts.joined(separator: "/"), columns: columns - 1, ellipsis: ellipsis) + "/"
    }
    // The folder nearest to the name tells most, after the first one.
    var head = 1
    var tail = parts.count
    room -= widths[0]
    while tail - 1 > head, widths[tail - 1] <= room {
      tail -= 1
      room -= widths[tail]
    }
    while head + 1 < tail, widths[head] <= room {
      room -= widths[head]
      head += 1
    }
    return (parts[..<head] + [ellipsis] + parts[tail...]).joined(separator: "/") + "/"
  }

  /// A file name that is too long, without its middle.
  private static func name(_ text: String, columns: Int, ellipsis: String) -> String {
    let room = columns - ColumnWidth.of(ellipsis)
    let suffix = ColumnWidth.of(fileExtension(of: text))
    // Without room for a character before the ellipsis and the whole extension, the start tells more.
    guard room > suffix else { return end(text, columns: columns, ellipsis: ellipsis) }
    let tail = self.suffix(of: text, columns: max(suffix, room / 2))
    let head = prefix(of: text, columns: room - ColumnWidth.of(tail))
    return head + ellipsis + tail
  }

  /// The extension of a file name with its dot, or nothing.
  private static func fileExtension(of name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return String(name[dot...])
  }

  /// The longest start of a text that takes at most a number of columns, marks kept with their letters.
  private static func prefix(of text: String, columns: Int) -> String {
    var room = columns
    let scalars = text.unicodeScalars
    var end = scalars.startIndex
    while end < scalars.endIndex {
      let width = abs(ColumnWidth.of(scalars[end]))
      if width > max(room, 0) { break }
      room -= width
      scalars.formIndex(after: &end)
    }
    return String(scalars[..<end])
  }

  /// The longest end of a text that takes at most a number of columns and begins with no mark.
  private static func suffix(of text: String, columns: Int) -> String {
    var room = columns
    let scalars = text.unicodeScalars
    var start = scalars.endIndex
    var index = scalars.endIndex
    while index > scalars.startIndex {
      scalars.formIndex(before: &index)
      let width = abs(ColumnWidth.of(scalars[index]))
      if width > room { break }
      room -= width
      if width > 0 { start = index }
    }
    return String(scalars[start...])
  }
}
