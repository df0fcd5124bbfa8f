import CFiles
import Glibc
import Values

extension DiskFileSystem {
  /// The device, the number and the time of birth of a folder; nil where there is none of it.
  public func birth(of folder: BytePath) -> String? {
    guard let name = try? folder.terminated(named: folder) else { return nil }
    var birth = cfiles_birth()
    guard cfiles_birth(name, &birth) == 0 else { return nil }
    return "\(birth.device).\(birth.number).\(birth.seconds).\(birth.nanoseconds)"
  }

  /// Whether what a user has is this one's own: the user's, and for root that of the person who became
  /// root by sudo(8), as git has it (safe.directory in git-config(1)).
  static func isOwn(_ owner: uid_t) -> Bool {
    let user = geteuid()
    if owner == user { return true }
    guard user == 0, let text = getenv("SUDO_UID"), let person = uid_t(String(cString: text)) else {
      return false
    }
    return owner == person
  }
}
