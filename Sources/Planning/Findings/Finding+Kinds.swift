extension Finding {
  /// The kind that says that nothing adds tokens to the URLs of a root.
  public static let noLoader = "no-loader"
}
