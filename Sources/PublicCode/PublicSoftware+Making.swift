extension PublicSoftware {
  /// What is known of a software that was described elsewhere: a file to be completed by whoever maintains it. What is
  /// empty is not written.
  /// - Parameters:
  ///   - address: that of its code.
  ///   - owner: who maintains it.
  ///   - language: in which it is described: `fr`.
  public init(
    name: String, address: String, licence: String, owner: String, usedBy: [String], language: String, short: String,
    long: String, documentation: String
  ) {
    func text(_ words: String) -> Tree? { words.isEmpty ? nil : Tree(value: .text(words), place: .start) }
    func section(_ entries: [(String, Tree?)]) -> Tree? {
      let known = entries.compactMap { key, value in value.map { Tree.Entry(key: key, place: .start, value: $0) } }
      return known.isEmpty ? nil : Tree(value: .section(known), place: .start)
    }
    let users = usedBy.filter { !$0.isEmpty }.compactMap(text)
    let described = section([
      ("shortDescription", text(short)), ("longDescription", text(long)), ("documentation", text(documentation)),
    ])
    let whole = section([
      ("publiccodeYmlVersion", text("0.5")), ("name", text(name)), ("url", text(address)),
      ("usedBy", users.isEmpty ? nil : Tree(value: .list(users), place: .start)),
      ("description", section([(language, described)])),
      ("legal", section([("license", text(licence)), ("repoOwner", text(owner))])),
    ])
    self.init(tree: whole ?? Tree(value: .section([]), place: .start))
  }
}
