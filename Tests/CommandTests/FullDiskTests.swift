import TestSupport
import Testing

@Suite struct FullDiskTests {
  /// The project lies on a file system of 64 KiB that is filled to the last block.
  @Test func oldFileStaysWhole() throws {
    let folder = try TemporaryFolder()
    let result = try Assetbump.shell(
      """
      unshare() { if [ $(id -u) = 0 ]; then command unshare -m "$@"; else command unshare -rm "$@"; fi; }
      export -f assetbump; mkdir disk
      unshare bash -ec '
        mount -t tmpfs -o size=64k none disk; cd disk; mkdir static; echo asset-versions.json >server.go
        for n in 1 2 3 4; do echo $n >static/$n.css; done
        assetbump bump static/1.css >/dev/null
        old=$(<asset-versions.json)
        cat /dev/zero >rest 2>/dev/null || true
        assetbump bump --all >/dev/null || echo status $?
        [ "$old" = "$(<asset-versions.json)" ] && echo the old file
        ls -A | tr "\\n" " "
        rm rest; assetbump bump --all >/dev/null && assetbump check'
      """, in: folder)
    expect(
      result, "status 2\nthe old file\nasset-versions.json rest server.go static ",
      """
      wrote asset-versions.json: 0 tokens change, 1 added, 0 removed
      assetbump: not written: no space left on the disk: asset-versions.json (nothing changed) - make room, then try again
      wrote asset-versions.json: 0 tokens change, 3 added, 0 removed
      4 assets: 4 fresh

      """, 0)
  }
}
