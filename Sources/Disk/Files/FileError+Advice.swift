import Glibc

extension FileError.Reason {
  /// What to do next about a file that could not be read, behind a dash.
  public var readAdvice: String {
    switch self {
    case .notFound: " - create it, or name another"
    case .permissionDenied: " - make it readable"
    case .notFile, .linkLoop: " - put a regular file there"
    default: advice
    }
  }

  /// What to do next about a file that could not be written, behind a dash.
  public var writeAdvice: String {
    switch self {
    case .notFound: " - create what is missing"
    case .permissionDenied: " - make the file and its folder writable"
    case .notFile, .linkLoop: " - put a regular file there"
    default: advice
    }
  }

  private var advice: String {
    switch self {
    case .system(EMFILE), .system(ENFILE): " - raise the limit of open files: ulimit -n 1024"
    case .tooLarge: " - is this the right file?"
    case .full: " - make room, then try again"
    case .readOnly: " - mount it for writing"
    case .locked: " - try again when it has ended"
    case .nameTooLong: " - move the project to a shorter path"
    case .notFolder: " - put a folder there"
    case .pointer: " - git lfs pull"
    case .fixedNames: " - take chattr's a or i away, or the sticky bit"
    case .foreign: " - make it your own, and writable for nobody else"
    case .changed, .exists, .unsteady, .cancelled, .system, .notFound, .permissionDenied, .notFile,
      .linkLoop:
      " - mend that, then try again"
    }
  }
}
