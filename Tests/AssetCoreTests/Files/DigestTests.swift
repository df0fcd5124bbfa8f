import TestSupport
import Testing
import Values

@testable import Disk

/// The examples of FIPS 180-4 (NIST's "Examples with Intermediate Values"), and no bytes at all.
@Suite struct DigestTests {
  private static let twoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (twoBlocks, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func sha256(text: String, hex: String) {
    let bytes = Array(text.utf8)
    #expect(Digest.of(bytes).hex == hex)

    // The same in blocks, twice over, after bytes that were given up.
    var digester = SHA256Digester()
    bytes.withUnsafeBytes { digester.update($0) }
    for size in [1, 63, 64, 4096] {
      digester.reset()
      for start in stride(from: 0, to: min(bytes.count, 20_000), by: size) {
        let block = bytes[start..<min(start + size, bytes.count, 20_000)]
        block.withUnsafeBytes { digester.update($0) }
      }
      bytes.dropFirst(20_000).withUnsafeBytes { digester.update($0) }
      #expect(digester.finish().hex == hex)
    }
  }

  @Test func agreesWithSha256sum() throws {
    let folder = try TemporaryFolder()
    // Around the block of 64 bytes, its padding, and the reading buffer.
    for size in [0, 1, 55, 56, 63, 64, 65, 131_071, 131_072, 131_073, 300_000] {
      let contents = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ size) }
      let file = try folder.write(contents, to: "f")
      let run = try Shell.run("sha256sum < \(VisibleText.of(file))")
      #expect(run == Shell.Run(status: 0, output: "\(Digest.of(contents).hex)  -\n"))
      #expect(
        try DiskFileSystem().digest(of: file, isCancelled: { false })
          == FileDigest(digest: Digest.of(contents), size: UInt64(size)))
    }
  }
}
