extension BytePath {
  /// Whether the path, seen from a project's folder, leads to something in it by its plain name, that is
  /// none of git's own (`.git`, in any case, as file systems may take one for the other).
  package var isInsideProject: Bool {
    guard !isAbsolute, !bytes.isEmpty, !bytes.contains(0) else { return false }
    return bytes.split(separator: BytePath.slash, omittingEmptySubsequences: false).allSatisfy {
      if $0.isEmpty || $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) { return false }
      return !$0.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }.elementsEqual(".git".utf8)
    }
  }
}
