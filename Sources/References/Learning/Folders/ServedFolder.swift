import Values

/// A folder that a project's files tell to be served, and under which URL.
package struct ServedFolder: Equatable, Sendable {
  /// The folder, from the project's.
  package let folder: BytePath
  /// The URL prefix, with a slash at its end; nil where only relative URLs lead there.
  package var url: String?
  /// What told of it, or the first of it.
  package let evidence: LearnedProject.Evidence
  /// The number of references that lead there, those that carry a token, and whether some lead to files
  /// right in it.
  package var references = 0
  package var withToken = 0
  package var holdsFiles = false
  /// The ends of the names of those files.
  package var endings: [String] = []
}
