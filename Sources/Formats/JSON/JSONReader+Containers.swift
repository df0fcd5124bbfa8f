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
