import Disk
import TestSupport
import Testing
import Values

@Suite struct ConcurrencyTests {
  /// Two programs that bump the same project: the second waits, and finds nothing left to do.
  @Test func twoAtOnce() throws {
    let folder = try TemporaryFolder.withLoader()
    for number in 100..<200 { try folder.write("a", to: BytePath("static/\(number).css")) }
    for round in 0..<20 {
      for number in 100..<200 { try folder.write("\(round)", to: BytePath("static/\(number).css")) }
      let result = try Assetbump.shell(
        """
        run() { assetbump bump --all >/dev/null 2>../out$1; printf $? >>../out$1; }
        cd static; run 1 & run 2 & wait; cd ..
        assetbump check
        """, in: folder)
      let ends = ["out1", "out2"].map {
        String(decoding: folder.contents(of: BytePath($0)) ?? [], as: UTF8.self)
      }
      let changes = round == 0 ? "0 tokens change, 100 added" : "100 tokens change, 0 added"
      #expect(
        ends.sorted() == [
          "nothing to write\n0", "wrote asset-versions.json: \(changes), 0 removed\n0",
        ])
      expect(result, "", "100 assets: 100 fresh\n", 0)
    }
    #expect(folder.names() == ["asset-versions.json", "out1", "out2", "server.go", "static"])
  }

  /// One that writes for longer than anybody waits is named.
  @Test func held() throws {
    let shop = try Shop()
    let disk = DiskFileSystem()
    let path = shop.folder.appending(".asset-versions.json.lock")
    guard case .taken(let lock) = try disk.takeLock(path),
      case .held(let holder) = try disk.takeLock(path)
    else {
      Issue.record("the lock is not taken")
      return
    }
    expect(
      try shop.run("bump", "--all"), "",
      "assetbump: another assetbump (\(holder)) is writing asset-versions.json"
        + " - try again when it has ended\n", 2)
    // Who only reads is not hindered.
    #expect(try shop.run("list").status == 0)
    withExtendedLifetime(lock) {}
    #expect(shop.versions == Shop.versions)
  }
}
