import Testing

@testable import AssetCore

@Suite struct FindingCodingTests {
  private static let findings = [
    Finding(
      severity: .error, kind: "stale-token",
      id: AssetID(root: "é", path: BytePath(bytes: [0xFF, 0x0A])), file: "templates/a b.html",
      line: 12, column: 3, message: "a \"b\"\n", next: ""),
    Finding(severity: .note, kind: "", message: ""),
    Finding(severity: .warning, kind: "missing", file: "x", line: 1, message: "m", next: "n"),
  ]

  @Test func comesBackAsItWas() {
    #expect(FindingCoding.findings(in: FindingCoding.bytes(of: Self.findings)) == Self.findings)
    #expect(FindingCoding.findings(in: []) == [])
  }

  @Test func whatIsCutShortIsNone() {
    let bytes = FindingCoding.bytes(of: [Self.findings[0]])
    for end in 1..<bytes.count {
      #expect(FindingCoding.findings(in: Array(bytes[..<end])) == nil)
    }
    #expect(FindingCoding.findings(in: [0x03, 0, 0, 0] + Array("bad".utf8) + bytes) == nil)
  }
}
