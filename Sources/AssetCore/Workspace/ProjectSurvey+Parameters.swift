import Disk
import Planning
import References
import Site
import Values

extension ProjectSurvey {
  /// The parameter of each root that the project's history shows to carry versions, by the root's name.
  ///
  /// None where the history cannot be read: what is in doubt is the application's own.
  func parameters(
    in map: ReferenceMap, of inventory: Inventory, read resolver: @autoclosure () -> Resolver
  ) -> [String: ParameterSearch.Answer] {
    let search = ParameterSearch(map)
    guard !search.isEmpty else { return [:] }
    do throws(GitRepository.Absence) {
      let repository = try GitRepository(around: folder)
      let resolver = resolver()
      let answers = try? search.with(
        repository, in: inventory, of: folder, read: resolver.unclearParameters)
      return answers ?? [:]
    } catch {
      if case .git(.failed) = error { return [:] }
      return search.withoutHistory()
    }
  }
}

extension Resolver {
  /// The parameters in a file's contents that may be versions, each with the asset that its URL names.
  fileprivate func unclearParameters(
    in contents: [UInt8], of file: BytePath
  ) -> [(AssetID, UnclearParameter)] {
    references(in: contents, of: file).compactMap { reference in
      guard reference.context != .comment, let unclear = reference.unclear,
        let asset = resolve(reference)?.asset
      else { return nil }
      return (asset, unclear)
    }
  }
}
