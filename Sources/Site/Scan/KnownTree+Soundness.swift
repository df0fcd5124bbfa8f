import Glibc
import Values

// What a tree from a file must be like before it is used: the checksum tells damage, not malice.
extension KnownTree {
  /// Whether its numbers and names lead nowhere outside of it.
  ///
  /// Folders and files lie in one another as a walk finds them, so that each is looked at once; a name
  /// in a folder that is asked for without being listed is no longer than the system's names are, for
  /// that is the room it is given.
  var isSound: Bool {
    let counts = [
      sizes.count, modified.count, changed.count, inodes.count, digests.count, known.count,
    ]
    guard counts.allSatisfy({ $0 == paths.count }), folders.count == folderPaths.count else {
      return false
    }
    guard !folders.isEmpty else { return paths.isEmpty }
    guard folderPaths.length(of: 0) == 0, folders[0].first == 0,
      folders[0].end == paths.count, folders[0].next == folders.count
    else { return false }
    return areNested
  }

  /// Whether every folder lies in the one around it, behind its neighbour, and every file in its own.
  private var areNested: Bool {
    // The folders around the present one, with the row that is next in each.
    var around: [(index: Int, row: Int)] = []
    for (index, folder) in folders.enumerated() {
      while let last = around.last, folders[last.index].next <= index {
        guard leave(&around) else { return false }
      }
      guard folder.first <= folder.end, folder.next > index else { return false }
      if let last = around.last {
        let parent = folders[last.index]
        guard folder.first >= last.row, folder.end <= parent.end, folder.next <= parent.next,
          hasName(folderPaths, index, in: last.index),
          haveNames(last.row..<Int(folder.first), in: last.index)
        else { return false }
        around[around.count - 1].row = Int(folder.end)
      }
      around.append((index, Int(folder.first)))
    }
    while !around.isEmpty {
      guard leave(&around) else { return false }
    }
    return true
  }

  /// Ends the innermost folder; says whether the files behind its last folder are its own.
  private func leave(_ around: inout [(index: Int, row: Int)]) -> Bool {
    let (index, row) = around.removeLast()
    return haveNames(row..<Int(folders[index].end), in: index)
  }

  /// What lies behind a link is said to lie in the folder of the link, which is listed each time.
  private func haveNames(_ rows: Range<Int>, in folder: Int) -> Bool {
    folders[folder].isPlain != 1 || rows.allSatisfy { hasName(paths, $0, in: folder) }
  }

  /// Whether a path is that of a name in a folder.
  private func hasName(_ list: ByteList, _ row: Int, in folder: Int) -> Bool {
    list.withRow(row) { path in
      folderPaths.withRow(folder) { parent in
        let start = folder == 0 ? 0 : parent.count + 1
        guard path.count > start, path.count - start <= Int(NAME_MAX) else { return false }
        guard folder != 0, let left = path.baseAddress, let right = parent.baseAddress else {
          return folder == 0
        }
        return path[start - 1] == BytePath.slash && memcmp(left, right, parent.count) == 0
      }
    }
  }
}
