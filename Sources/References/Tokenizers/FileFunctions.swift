import Values

/// What names files on the server's disk in PHP (manual: "Filesystem", "Program execution", "include").
enum FileFunctions {
  /// Whether a statement takes a file's name: `include`, `require_once`.
  static func isStatement(_ name: Range<Int>, in scan: ReferenceScan) -> Bool {
    statements.contains(UnsafeBufferPointer(rebasing: scan.bytes[name]), lowering: true)
  }

  /// Whether a function takes the names of files, by its name.
  static func contains(_ name: Range<Int>, in scan: ReferenceScan) -> Bool {
    if functions.contains(UnsafeBufferPointer(rebasing: scan.bytes[name]), lowering: true) {
      return true
    }
    return speaks(name, of: ["file", "path", "directory", "imagecreatefrom", "locate_"], in: scan)
  }

  /// Whether a variable, constant, key or function is a folder on the disk, by its name: `__DIR__`,
  /// `DOCUMENT_ROOT`, `ABSPATH`, `get_template_directory()`.
  static func isFolder(_ name: Range<Int>, in scan: ReferenceScan) -> Bool {
    speaks(name, of: ["dir", "path", "root", "file", "getcwd"], in: scan)
  }

  /// Whether one of some words stands in a name that does not speak of URLs.
  private static func speaks(
    _ name: Range<Int>, of words: [StaticString], in scan: ReferenceScan
  ) -> Bool {
    guard name.count >= 3, name.count < 64, words.contains(where: { scan.contains(name, $0) })
    else {
      return false
    }
    return !scan.contains(name, "uri") && !scan.contains(name, "url")
      && !scan.contains(name, "href")
  }

  private static let statements = WordSet([
    "include", "include_once", "require", "require_once",
  ])

  private static let functions = WordSet([
    "fopen", "copy", "rename", "unlink", "touch", "stat", "lstat", "chmod", "chown", "mkdir",
    "rmdir", "opendir", "scandir", "glob", "basename", "dirname", "pathinfo", "realpath", "is_dir",
    "is_link", "is_readable", "is_writable", "is_writeable", "is_executable", "symlink", "link",
    "readlink", "disk_free_space", "tempnam", "exec", "shell_exec", "system", "passthru", "popen",
    "proc_open", "getimagesize", "show_source", "gzopen", "exif_read_data", "log",
    "error_log", "preg_match", "preg_replace", "strpos", "str_replace", "str_contains",
    "str_starts_with", "str_ends_with", "explode", "die", "exit",
  ])
}
