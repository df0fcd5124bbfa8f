/// Text in a POSIX shell's command line.
public enum ShellText {
  /// The text as one word: as it is where a shell would not touch it, else in single quotes.
  public static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.unicodeScalars.allSatisfy { scalar in
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9", "/", ".", "_", "-", ":", "@", "+", "=", ",", "%": true
        default: false
        }
      }
    if isPlain { return text }
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
  }
}
