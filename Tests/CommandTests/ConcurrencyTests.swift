import AssetCore
import TestSupport
import Testing

@Suite struct ConcurrencyTests {
  /// Two programs that bump the same project: one of them writes, the other says why it does not,
  /// or finds nothing left to do.
  @Test func twoAtOnce() throws {
    let folder = try TemporaryFolder()
    for number in 100..<200 { try folder.write("a", to: BytePath("static/\(number).css")) }
    let fine: Set<String> = [
      "wrote asset-versions.json: 0 tokens change, 100 added, 0 removed\n0",
      "wrote asset-versions.json: 100 tokens change, 0 added, 0 removed\n0",
      "nothing to write\n0",
      "assetbump: asset-versions.json changed on disk since it was read - nothing was written,"
        + " run it again\n2",
      "assetbump: not written: another process is writing there: asset-versions.json"
        + " (nothing changed)\n2",
    ]
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
      for end in ends { #expect(fine.contains(end), "\(end)") }
      #expect(ends.contains { $0.utf8.starts(with: "wrote".utf8) })
      expect(result, "", "100 assets: 100 fresh\n", 0)
    }
    #expect(folder.names() == ["asset-versions.json", "out1", "out2", "static"])
  }
}
