import Glibc
import Values

/// The environment variables of the process.
enum Environment {
  /// The value of a variable, or nil where it is not set.
  static subscript(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

/// The folder that the process works in.
enum WorkingFolder {
  /// The folder's absolute path.
  static func path() throws -> BytePath {
    guard let buffer = getcwd(nil, 0) else { throw CommandError.noWorkingFolder }
    defer { free(buffer) }
    return BytePath(
      bytes: Array(
        UnsafeBufferPointer(start: buffer, count: strlen(buffer))
          .map { UInt8(bitPattern: $0) }))
  }
}

extension WorkingFolder {
  /// Whether a name, as seen from here, leads to a folder.
  static func hasFolder(_ name: String) -> Bool {
    var info = stat()
    return stat(name, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }
}

/// The day that bumps are made on.
enum Today {
  /// The day given, else that of `SOURCE_DATE_EPOCH` in UTC (reproducible-builds.org), else today in
  /// the local time zone.
  static func day(given day: CalendarDay? = nil) throws -> CalendarDay {
    if let day { return day }
    if let epoch = Environment["SOURCE_DATE_EPOCH"] {
      guard let seconds = Int(epoch), let day = CalendarDay.utc(at: seconds) else {
        throw CommandError.badEpoch(epoch)
      }
      return day
    }
    guard let day = CalendarDay.local(at: time(nil)) else { throw CommandError.badClock }
    return day
  }
}
