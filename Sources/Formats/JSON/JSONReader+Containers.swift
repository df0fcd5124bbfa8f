/// How far the reading of an object has come.
package struct JSONMembers {
  /// The number of keys read.
  package fileprivate(set) var count = 0
  /// Where the last key stands in the text, with its quotes.
  package fileprivate(set) var keyRange = 0..<0
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
  fileprivate mutating func insert(_ key: ArraySlice<UInt8>) -> Bool {
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

/// How far the reading of an array has come.
package struct JSONElements {
  /// The number of elements begun.
  package fileprivate(set) var count = 0
}

extension JSONReader {
  /// Begins the next value, which is an object.
  package mutating func beginObject() throws(Failure) -> JSONMembers {
    try open(UInt8(ascii: "{"))
    return JSONMembers()
  }

  /// The next key's UTF-8 bytes, unescaped, its value then being next; nil where the object ends.
  package mutating func nextKey(_ members: inout JSONMembers) throws(Failure) -> ArraySlice<UInt8>?
  {
    skipSpace()
    if peek == UInt8(ascii: "}") {
      offset += 1
      depth -= 1
      return nil
    }
    if members.count > 0 {
      guard peek == UInt8(ascii: ",") else { throw unexpected(.commaOrBrace) }
      offset += 1
      skipSpace()
    }
    guard peek == UInt8(ascii: "\"") else {
      throw unexpected(members.count == 0 ? .keyOrEnd : .key)
    }
    let start = offset
    let key = try string()
    guard members.insert(key) else { throw Failure(.duplicateKey(Array(key)), at: start) }
    members.count += 1
    members.keyRange = start..<offset
    skipSpace()
    guard peek == UInt8(ascii: ":") else { throw unexpected(.colon) }
    offset += 1
    return key
  }

  /// Begins the next value, which is an array.
  package mutating func beginArray() throws(Failure) -> JSONElements {
    try open(UInt8(ascii: "["))
    return JSONElements()
  }

  /// Goes to the next element, which is then the next value; false where the array ends.
  package mutating func nextElement(_ elements: inout JSONElements) throws(Failure) -> Bool {
    skipSpace()
    if peek == UInt8(ascii: "]") {
      offset += 1
      depth -= 1
      return false
    }
    if elements.count > 0 {
      guard peek == UInt8(ascii: ",") else { throw unexpected(.commaOrBracket) }
      offset += 1
    }
    elements.count += 1
    return true
  }

  private mutating func open(_ mark: UInt8) throws(Failure) {
    skipSpace()
    guard peek == mark else { throw unexpected(.value) }
    guard depth < JSONProblem.deepest else { throw fail(.tooDeep) }
    depth += 1
    offset += 1
  }
}
