import Glibc
import Values

/// Who has a lock, as far as is known.
public struct LockHolder: Equatable, Sendable {
  /// The number of the process.
  public var process: Int32?
  /// When it took the lock, in seconds since 1970.
  public var since: Int?

  /// Makes a holder.
  public init(process: Int32? = nil, since: Int? = nil) {
    self.process = process
    self.since = since
  }
}

extension LockHolder: CustomStringConvertible {
  /// `process 4711, since 2026-11-22 14:02:11`, in the local time zone.
  public var description: String {
    let who = process.map { "process \($0)" } ?? "an unknown process"
    return since.flatMap(LockHolder.local).map { "\(who), since \($0)" } ?? who
  }

  private static func local(_ seconds: Int) -> String? {
    guard let day = CalendarDay.local(at: seconds) else { return nil }
    var time = time_t(seconds)
    var parts = tm()
    guard localtime_r(&time, &parts) != nil else { return nil }
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { ($0 < 10 ? "0" : "") + "\($0)" }
    return "\(day.iso) \(clock.joined(separator: ":"))"
  }
}
