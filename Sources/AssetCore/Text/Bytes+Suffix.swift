extension [UInt8] {
  /// Whether these bytes end in others.
  func hasSuffix(_ text: some Collection<UInt8>) -> Bool {
    count >= text.count && suffix(text.count).elementsEqual(text)
  }

  /// Whether these bytes end in the UTF-8 of a text.
  func hasSuffix(_ text: String) -> Bool {
    hasSuffix(Array(text.utf8))
  }
}
