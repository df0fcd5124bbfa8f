import Testing
import Values

@testable import Disk

/// The size of a file by what git has in its place.
@Suite struct CheckoutSizeTests {
  private static func size(of file: String, inGit contents: String) -> UInt64? {
    Checkout.size(of: Digest.of(Array(file.utf8)), Array(contents.utf8))
  }

  @Test func asItIs() { #expect(Self.size(of: "a\nb\n", inGit: "a\nb\n") == 4) }

  @Test func withLineEndsOfWindows() { #expect(Self.size(of: "a\r\nb\r\n", inGit: "a\nb\n") == 6) }

  @Test func pointer() {
    let digest = Digest.of(Array("large".utf8)).hex
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:\(digest)\nsize 5\n"
    #expect(Self.size(of: "large", inGit: pointer) == 5)
    #expect(Self.size(of: "other", inGit: pointer) == nil)
  }

  @Test func other() { #expect(Self.size(of: "a", inGit: "b") == nil) }
}
