import Disk
import References
import Values

/// Prints what the readers of scripts, pages, styles and source code find in files: for Tests/Oracles,
/// which holds it against other readers.
///
/// Standard input has a line for each file, `script PATH`; a line `= PATH` and one for each part go out:
/// kind, start and end in bytes, and the text as it is meant, in hexadecimal.
@main struct OracleReader {
  static func main() {
    let disk = DiskFileSystem()
    while let line = readLine() {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      guard words.count == 2, let kind = Lexeme.Language(rawValue: words[0]),
        let contents = try? disk.read(BytePath(words[1]), limit: 4 << 20)
      else {
        print("! \(line)")
        continue
      }
      print("= \(words[1])")
      for lexeme in Lexeme.all(of: contents, in: kind) {
        let text = lexeme.text.map { byte in
          String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
        print(lexeme.kind.rawValue, lexeme.range.lowerBound, lexeme.range.upperBound, text)
      }
    }
  }
}
