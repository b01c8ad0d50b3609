import Consultations
import Deposits
import Localization
import Platform
import Storage

/// `/consultations/services-2021/instruction/propositions/8f3k29qrst/composition?contribution=…&contribution=…`
struct CompositionAddress: AddressOfThing {
  static let pattern: StaticString = "/consultations/{consultation}/instruction/propositions/{proposition}/composition"
  var consultation: String
  var token: String
}

/// The contributions that stood side by side, the sentences that are picked of them, the reason for each, and those for
/// single sentences.
struct CompositionTyped: Input {
  static let fields: Set<String> = ["contribution", "phrase", "lu"]
  static let reasonPrefix = "raison-"
  /// Followed by a sentence: why it is not taken.
  static let sentenceReasonPrefix = "pourquoi-"
  /// Followed by a contribution: a sentence of it that is given a reason, and that reason.
  static let newSentencePrefix = "autre-phrase-"
  static let newReasonPrefix = "autre-raison-"
  static var prefixes: Set<String> { [reasonPrefix, sentenceReasonPrefix, newSentencePrefix, newReasonPrefix] }
  var contributions: [String]
  /// `8f3k29qrst.2.today.0-120`: contribution, version, answer, characters.
  var picked: [String]
  /// By the token of the contribution.
  var reasons: [String: String] = [:]
  /// By sentence, as in `picked`.
  var sentenceReasons: [String: String] = [:]
  /// What is given to one sentence more, by the token of the contribution.
  var newReasons: [String: (sentence: String, reason: String)] = [:]
  var read: ReadWording

  init(_ visit: Visit) {
    let form = visit.form
    contributions = Self.tokens(form)
    picked = form.all("phrase")
    for token in contributions {
      reasons[token] = ContributionText.text(form[Self.reasonPrefix + token])
      let reason = ContributionText.text(form[Self.newReasonPrefix + token])
      newReasons[token] = (form[Self.newSentencePrefix + token] ?? "", reason)
    }
    for (name, value) in form.pairs where name.hasPrefix(Self.sentenceReasonPrefix) {
      sentenceReasons[String(name.dropFirst(Self.sentenceReasonPrefix.count))] = ContributionText.text(value)
    }
    read = ReadWording(typed: form["lu"])
  }

  /// The reasons for single sentences: those that stood there, then those that are added.
  func unkept() throws -> [(sentence: String, reason: String)] {
    let added = try contributions.compactMap { newReasons[$0] }.filter { one in
      guard one.sentence.isEmpty == one.reason.isEmpty else { throw CompositionRefusal.halfReason }
      return !one.sentence.isEmpty
    }
    let known = sentenceReasons.sorted { $0.key < $1.key }.map { (sentence: $0.key, reason: $0.value) }
    return known + added
  }

  /// All that was typed by hand.
  var texts: [String] {
    let each = [reasons, sentenceReasons].flatMap { $0.sorted { $0.key < $1.key }.map(\.value) }
    return each + newReasons.sorted { $0.key < $1.key }.map(\.value.reason)
  }

  static func tokens(_ form: FormFields) -> [String] {
    form.all("contribution").compactMap { Token(prefixOf: $0)?.text }
  }

  static func value(of sentence: PickedSentence, token: String) -> String {
    let range = sentence.characters
    return "\(token).\(sentence.version).\(sentence.field).\(range.lowerBound)-\(range.upperBound)"
  }
}

extension InstructionModule {
  func registerCompositions(in registry: inout Registry) {
    registry.get(CompositionAddress.self, permission: .instruct) { address, visit in
      try await compositionPage(
        address, visit, CompositionTyped.tokens(visit.visit.query), typed: nil, refusal: nil)
    }
    registry.post(CompositionAddress.self, permission: .instruct, input: CompositionTyped.self) {
      address, visit, typed in
      do {
        try await database.write { db in try compose(address, visit, typed, db) }
        let shown = typed.contributions.map { "&contribution=" + $0 }.joined()
        return .redirect(to: address.path + "?fait=reprises" + shown)
      } catch PropositionRefusal.gone {
        return try await visit.visit.refuse(PropositionRefusal.gone) {
          try await gonePropositionPage(
            address.token, in: address.consultation, read: typed.read, typed: typed.texts)
        }
      } catch let refusal as any Refusal {
        return try await visit.visit.refuse(refusal) {
          try await compositionPage(address, visit, typed.contributions, typed: typed, refusal: refusal)
        }
      }
    }
  }

  private func compose(
    _ address: CompositionAddress, _ visit: PersonVisit, _ typed: CompositionTyped, _ db: Transaction
  ) throws {
    guard let consultation = try Consultation.with(slug: address.consultation, db) else { throw NotFound() }
    let proposition = try Proposition.edited(token: address.token, in: consultation.id, db)
    try Decision.requireBeforeVote(consultation.id, at: visit.now, db)
    let ids = try Contribution.ids(of: typed.contributions, in: consultation.id, db)
    let composition = try proposition.composed(db)?.composition ?? Composition()
    let compared = try ComparedContribution.of(
      proposition, contributions: Array(ids.values), taking: composition, db)
    guard compared.count > 1 else { throw CompositionRefusal.fewContributions }
    guard compared.count <= ComparedContribution.most else { throw CompositionRefusal.manyContributions }
    try proposition.requireUnblotted(typed.read, db)
    // Before its sentences are looked for among those that it takes now.
    guard try proposition.currentWording(db) == typed.read.id else { throw PropositionRefusal.changedMeanwhile }
    let known = Dictionary(
      compared.flatMap { one in
        one.sentences.map { (CompositionTyped.value(of: $0, token: one.feeding.contribution.token), $0) }
      }, uniquingKeysWith: { first, _ in first })
    func sentence(_ value: String) throws -> PickedSentence {
      guard let sentence = known[value] else { throw CompositionRefusal.gone }
      return sentence
    }
    let picked = try typed.picked.map(sentence)
    let unkept = try typed.unkept().map { UnkeptSentence(sentence: try sentence($0.sentence), reason: $0.reason) }
    try Recusal.require(visit.actor, ofWhatFeeds: proposition, at: visit.now, db)
    let reasons = compared.map { ($0.id, typed.reasons[$0.feeding.contribution.token] ?? "") }
    try proposition.compose(
      compared, picked: picked, reasons: Dictionary(uniqueKeysWithValues: reasons), unkept: unkept,
      read: typed.read.id, by: visit.actor, at: visit.now, db)
  }

  private func compositionPage(
    _ address: CompositionAddress, _ visit: PersonVisit, _ chosen: [String], typed: CompositionTyped?,
    refusal: (any Refusal)?
  ) async throws -> Answer {
    let page = try await database.read { db -> CompositionPage? in
      guard let consultation = try Consultation.with(slug: address.consultation, db),
        let proposition = try Proposition.with(token: address.token, in: consultation.id, db),
        let (wording, composition) = try proposition.composed(db)
      else { return nil }
      let feeding = try Feeding.of(proposition, onlyPublished: false, db)
      var ids = Array(try Contribution.ids(of: chosen, in: consultation.id, db).values)
      var refused = refusal
      if ids.count > ComparedContribution.most, refused == nil { refused = CompositionRefusal.manyContributions }
      if ids.count > ComparedContribution.most { ids = [] }
      if ids.isEmpty, chosen.isEmpty { ids = Self.usual(feeding) }
      if !chosen.isEmpty, ids.count < 2, refused == nil { refused = CompositionRefusal.fewContributions }
      // What was blotted out since does not come back with what was typed.
      let isBlotted = refusal as? PropositionRefusal == .blotted
      let text = SourcedText(proposition.wording.text, taking: composition.sentences)
      return CompositionPage(
        consultation: consultation, proposition: proposition, feeding: feeding,
        compared: try ComparedContribution.of(proposition, contributions: ids, taking: composition, db),
        composition: composition,
        text: text, sources: try NamedSource.of(text, db),
        read: ReadWording(id: wording, proposition.wording).text, refusal: refused,
        typed: isBlotted ? nil : typed, done: visit.visit.query["fait"])
    }
    guard let page else { throw NotFound() }
    return .page(Page(t("Composer côte à côte"), status: page.refusal?.status ?? 200, page))
  }

  /// The first ones that feed it.
  private static func usual(_ feeding: [Feeding]) -> [Int64] {
    var seen: [Int64] = []
    for one in feeding where !one.contribution.isWithdrawn && !seen.contains(one.contribution.id) {
      seen.append(one.contribution.id)
    }
    return Array(seen.prefix(ComparedContribution.usual))
  }
}
