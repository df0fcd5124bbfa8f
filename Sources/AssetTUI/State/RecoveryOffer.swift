import Planning
import Screen
import Site
import Values

/// What an earlier session left pending, and how far the offer of it is.
struct RecoveryOffer: Equatable {
  /// What was left; nothing once it is restored or discarded.
  var choices: [AssetID: Choice] = [:]
  /// Whether a scan has ended, so that the choices can be judged.
  var isReady = false
  /// Whether the person wants to decide at a later start.
  var isPutOff = false
}
