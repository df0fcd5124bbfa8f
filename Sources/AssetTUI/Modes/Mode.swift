import AssetCore
import Values

/// What the keys go to.
public indirect enum Mode: Equatable, Sendable {
  /// The list of assets.
  case list
  /// The filter that is being typed.
  case filter(FilterPrompt)
  /// The editor of a manual token.
  case token(TokenEditor)
  /// The diff of what will be written.
  case write(WriteScreen)
  /// What a write has done.
  case result(ResultScreen)
  /// The help.
  case help(HelpScreen)
  /// The messages of this session, so many scrolled past.
  case messages(back: Int)
  /// The preview, full screen.
  case preview
  /// The question before leaving with something pending.
  case quitGuard
  /// The choice of an order.
  case sort
  /// A page that mentions an asset.
  case page(PageScreen)
  /// The question what becomes of an interrupted write.
  case unfinished(UnfinishedScreen)
  /// The question whether a site that is not this machine's may be asked.
  case siteQuestion(WebURL)
  /// The offer to set the project up.
  case setUp(SetUpOffer)
  /// The menu of what can be copied, over the list or the preview.
  case copy(overPreview: Bool)
}
