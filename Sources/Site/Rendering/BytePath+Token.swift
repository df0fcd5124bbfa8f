import Values

extension BytePath {
  /// The path with a token in the name, before the ending that says what the file is.
  ///
  /// | name | with the token `T` | |
  /// | --- | --- | --- |
  /// | `site.css` | `site.T.css` | before the last extension |
  /// | `jquery-3.7.1.js` | `jquery-3.7.1.T.js` | |
  /// | `app.min.js` | `app.T.min.js` | `.min` belongs to what follows |
  /// | `api.d.ts` | `api.T.d.ts` | so does `.d` before `.ts`, `.mts`, `.cts` |
  /// | `site.css.map`, `app.min.js.map` | `site.T.css.map`, `app.T.min.js.map` | `.map` belongs to what precedes |
  /// | `site.css.gz`, `data.tar.br` | `site.T.css.gz`, `data.T.tar.br` | so do `.gz`, `.br`, `.zst` |
  /// | `jquery-3.7.1.map` | `jquery-3.7.1.T.map` | an extension before those starts with a letter |
  /// | `LICENSE`, `notes.` | `LICENSE.T`, `notes..T` | no extension |
  /// | `.htaccess`, `.min.js` | `.htaccess.T`, `.min.T.js` | a dot at the start begins no extension |
  ///
  /// Upper-case letters count as lower-case ones. ``FileEnding`` has the rule as a regular expression.
  package func inserting(_ token: Token) -> BytePath {
    let cut = FileEnding.start(in: name)
    return BytePath(
      bytes: bytes[..<cut] + [BytePath.dot] + Array(token.text.utf8) + bytes[cut...])
  }
}
