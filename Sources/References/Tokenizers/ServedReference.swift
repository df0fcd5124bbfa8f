import Values

/// A URL in a text that a server sent, as a browser reads it.
package struct ServedReference: Equatable, Sendable {
  /// The URL as it is meant: without escapes, character references and fragment.
  package var url: [UInt8]
  /// How it names its file.
  package var form: ReferenceForm
  /// Whether a browser is sure to ask for it.
  package var isCertain: Bool
  /// Whether it leads to another page.
  package var isLink: Bool
  /// Whether it is the name of a module, which only an import map makes a URL of.
  package var isBare: Bool
  /// Whether a service worker is registered by it.
  package var isWorker: Bool
  /// Whether a browser comes to see it.
  package var context = ReferenceContext.live
  /// The `integrity` beside it; nil where there is none.
  package var integrity: [UInt8]?
  /// Where the `integrity` stands, in bytes of the text from 0.
  package var integrityRange: Range<Int>?
  /// Where it stands.
  package var position = TextPosition(line: 1, column: 1)
  /// The bytes of the text that it stands in, from 0.
  package var range: Range<Int>
}
