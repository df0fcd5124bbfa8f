/// How far the reading of an object has come.
package struct JSONMembers {
  /// The number of keys read.
  package internal(set) var count = 0
  /// Where the last key stands in the text, with its quotes.
  package internal(set) var keyRange = 0..<0
  private var keys: [ArraySlice<UInt8>] = []
  private var isSorted = true
  private var set: Set<ArraySlice<UInt8>>?

  /// The greatest number of keys that are compared one by one.
  private static let few = 16

  /// Takes a key in; false where it was there already.
  ///
  /// Keys are bytes, so two spellings of a letter (NFC, NFD) are two keys. The long objects that the
  /// program writes are sorted: a key greater than the last is new. Only out of order are they
  /// looked up.
  mutating func insert(_ key: ArraySlice<UInt8>) -> Bool {
    if isSorted, let last = keys.last { isSorted = last.lexicographicallyPrecedes(key) }
    defer {
      keys.append(key)
      set?.insert(key)
    }
    if isSorted { return true }
    if keys.count <= JSONMembers.few { return !keys.contains(key) }
    if set == nil { set = Set(keys) }
    return set?.contains(key) == false
  }
}
