import Glibc
import TestSupport
import Testing
import Values

/// Writes on the file systems that people have their projects on, mounted for the test by root.
@Suite("Writes on other file systems", .serialized)
struct FileSystemTests {
  /// `make FOLDER` makes a project of three pages that a bump changes, and goes there; `pages` shows it.
  private static let functions = """
    set -e
    mkdir -p src m state cache
    make() { mkdir -p "$1/static" "$1/templates"; cd "$1"; echo one > static/a.css
      for i in 1 2 3; do echo '<link href="/static/a.css?v=1">' > templates/p$i.html; done
      assetbump init >/dev/null; echo two > static/a.css; }
    # FUSE takes away what was open when it was removed a moment later.
    pages() { cat templates/*.html; ls -A -I '.fuse_hidden*' . templates; }
    bump() { assetbump bump --all >/dev/null || echo "ended with $?"; }

    """

  /// What `pages` shows where all pages have a token, and no file too many is there.
  private static func pages(_ token: String) -> String {
    String(repeating: "<link href=\"/static/a.css?v=\(token)\">\n", count: 3) + """
      .:
      asset-versions.json
      assetbump.toml
      static
      templates

      templates:
      p1.html
      p2.html
      p3.html

      """
  }

  private static let wrote =
    "wrote asset-versions.json and 3 other files: 1 token changes, 0 added, 0 removed; 3 references in"
    + " 3 templates\n"

  /// Runs a script as root, with mounts of its own, which end with it.
  private func shell(_ script: String) throws -> Command.Result {
    let folder = try TemporaryFolder()
    let path = VisibleText.of(folder.path)
    let program = "assetbump() { '\(try Assetbump.path())' \"$@\"; }\n"
    let words = ["unshare", "--mount", "bash", "-c", program + Self.functions + script]
    let environment = Assetbump.environment.merging([
      "XDG_STATE_HOME": path + "/state", "XDG_CACHE_HOME": path + "/cache",
      "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    ]) { $1 }
    return try withExtendedLifetime(folder) {
      try Command.run(
        geteuid() == 0 ? words[0] : "sudo",
        geteuid() == 0 ? Array(words.dropFirst()) : ["--preserve-env"] + words, in: folder.path,
        environment: environment)
    }
  }

  @Test(
    "several files are written, seen at once, and taken back",
    arguments: [
      "bindfs src m", "bindfs -o attr_timeout=60,entry_timeout=60,negative_timeout=60 src m",
      "bindfs -o attr_timeout=3600,ac_attr_timeout=3600 --multithreaded src m",
      "bindfs --xattr-none --chmod-ignore --chown-ignore src m",
      "truncate -s 16M image; mkfs.ext4 -q image; fuse2fs -o fakeroot image m >/dev/null",
      "mount -t tmpfs none m",
      "mount -t tmpfs none src; mkdir src/u src/w src/l; mount -t overlay none -o"
        + " lowerdir=src/l,upperdir=src/u,workdir=src/w m",
    ])
  func whole(mount: String) throws {
    let script = """
      \(mount)
      make m/p; bump; pages; assetbump check; assetbump undo >/dev/null; pages
      cd ../..; umount m
      """
    expect(
      try shell(script), Self.pages("27dd8ed4") + Self.pages("1"),
      Self.wrote + "1 asset: 1 fresh\ntook back asset-versions.json and 3 other files\n", 0)
  }

  @Test(
    "where files cannot be replaced or taken away the write is refused, and nothing has changed",
    arguments: [
      ("--rename-deny", "templates/p1.html"), ("--delete-deny", "asset-versions.json"),
      ("--chmod-deny", "templates/p1.html"),
    ])
  func refused(option: String, name: String) throws {
    let script = """
      (make src/p); bindfs \(option) src m; cd m/p; bump; assetbump check >/dev/null || echo "then $?"
      cat templates/*.html; find . -name '*.journal' -o -name '*.old' -o -name '*.new'
      cd ../..; umount m
      """
    expect(
      try shell(script),
      "ended with 2\nthen 1\n"
        + String(repeating: "<link href=\"/static/a.css?v=1\">\n", count: 3),
      "assetbump: not written: permission denied: \(name) (nothing changed) - make the file and its"
        + " folder writable\n1 asset: 1 stale\n", 0)
  }

  @Test("owner, mode, access control lists and attributes stay, and no folder's list is taken on")
  func attributes() throws {
    let script = """
      make p; mkdir -p ../p/templates
      setfacl -m u:daemon:rw,g::-,g:games:r templates/p1.html
      setfattr -n user.note -v hello templates/p2.html; chown daemon:games templates/p2.html
      chmod 640 templates/p3.html; setfacl -d -m u:daemon:rwx,g:games:rw templates .
      setfacl -m u:games:rw asset-versions.json
      show() { getfacl -n templates/*.html asset-versions.json; getfattr -d templates/*.html; }
      show > ../before; bump 2>/dev/null; show > ../after
      grep -c 27dd8ed4 templates/*.html; diff ../before ../after
      """
    expect(
      try shell(script), (1...3).map { "templates/p\($0).html:1\n" }.joined(), "", 0)
  }

  @Test("where a list is seen and cannot be given to the new file, nothing changes")
  func listLost() throws {
    let script = """
      (make src/p; setfacl -m u:daemon:rw,g::r templates/p1.html; getfacl -n templates/p1.html >../../before)
      bindfs --xattr-ro src m; cd m/p; bump; getfacl -n templates/p1.html | diff ../../before -
      pages; cd ../..; umount m
      """
    expect(
      try shell(script), "ended with 2\n" + Self.pages("1"),
      "assetbump: not written: permission denied: templates/p1.html (nothing changed) - make the file"
        + " and its folder writable\n", 0)
  }

  @Test(
    "a folder whose names stay is found out before anything is made in it",
    arguments: [
      ("chattr +a templates", "chattr -a templates", "templates/p1.html"),
      ("chattr +i templates", "chattr -i templates", "templates/p1.html"),
      ("chattr +a .", "chattr -a .", "asset-versions.json"),
      (
        "chown -R daemon . ../state ../cache; chmod 1777 templates; chown root templates templates/p2.html;"
          + " chmod 666 templates/p2.html; person='setpriv --reuid=daemon --clear-groups'", "",
        "templates/p2.html"
      ),
    ])
  func fixedNames(before: String, after: String, name: String) throws {
    // chattr(1) needs a file system on a disk.
    let script = """
      truncate -s 16M image; mkfs.ext4 -q image; mount -o loop image m
      chmod 755 .; mkdir m/state m/cache; export XDG_STATE_HOME=$PWD/m/state XDG_CACHE_HOME=$PWD/m/cache
      make m/p; person=; \(before)
      for option in --dry-run ''; do
        $person '\(try Assetbump.path())' bump --all $option >/dev/null || echo "ended with $?"
      done
      \(after.isEmpty ? ":" : after); pages; cd ../..; umount m
      """
    let words =
      "assetbump: not written: names in its folder cannot be replaced (append-only, immutable or"
      + " sticky): \(name) (nothing changed) - take chattr's a or i away, or the sticky bit\n"
    expect(
      try shell(script), "ended with 2\nended with 2\n" + Self.pages("1"), words + words, 0)
  }
}
