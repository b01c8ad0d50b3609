package import Directory
package import Localization
package import Platform
package import Storage

/// What the table and the calendar of a consultation allow at a moment: the one place that every act asks.
package struct Openings: Sendable, Equatable {
  private var participation: Participation
  private var phases: [Phase]
  private var now: Instant
  /// The kinds of the organisations that one acts for.
  private var kinds: [Int64: OrganisationKind]

  package init(
    _ participation: Participation, _ phases: [Phase], kinds: [Int64: OrganisationKind] = [:], at now: Instant
  ) {
    self.participation = participation
    self.phases = phases
    self.kinds = kinds
    self.now = now
  }

  /// - Parameter standings: the organisations that will be asked for.
  package static func of(
    _ consultation: Int64, for standings: [Standing] = [], at now: Instant, _ db: Snapshot
  ) throws -> Openings {
    Openings(
      try Participation.of(consultation, db), try Phase.all(of: consultation, db),
      kinds: try Organisation.kinds(of: standings.map(\.organisation), db), at: now)
  }

  /// Whether an organisation that one acts for is an authority.
  package func isAuthority(_ organisation: Int64) -> Bool { kinds[organisation]?.isAuthority ?? false }

  // MARK: When

  /// From when until when an act may be done; nil where the calendar lacks the moment with which it begins. Without an
  /// end where neither its last moment nor a later phase is in the calendar.
  package func span(of act: ConsultationAct) -> (opens: Instant, ends: Instant?)? {
    let rule = participation[act]
    guard let opens = exact(rule.opens) else { return nil }
    var ends = end(rule.ends)
    if act.changesTexts, let vote = end(.opening(.vote)) { ends = ends.map { min($0, vote) } ?? vote }
    if let ends, ends <= opens { return nil }
    return (opens, ends)
  }

  private func phase(_ kind: PhaseKind) -> Phase? { phases.first { $0.kind == kind } }

  private func exact(_ moment: CalendarMoment) -> Instant? {
    switch moment {
    case .opening(let kind): phase(kind)?.opensAt
    case .closing(let kind): phase(kind)?.closesAt
    }
  }

  /// What has no end of its own ends when the next phase opens.
  private func end(_ moment: CalendarMoment) -> Instant? {
    if let exact = exact(moment) { return exact }
    let later = CalendarMoment.all.drop { $0 != moment }.dropFirst()
    for case .opening(let kind) in later { if let next = phase(kind) { return next.opensAt } }
    return nil
  }

  /// Whether an act is done now, by whoever may.
  package func isOpen(_ act: ConsultationAct) -> Bool { untimely(act) == nil }

  private func untimely(_ act: ConsultationAct) -> ParticipationRefusal? {
    guard let span = span(of: act) else { return .never(act) }
    if now < span.opens { return .early(act, span.opens) }
    if let ends = span.ends, now >= ends { return .late(act, ends) }
    return nil
  }

  /// Whether depositing was possible, and is no more.
  package func isOver(_ act: ConsultationAct) -> Bool {
    if case .late = untimely(act) { true } else { false }
  }

  // MARK: Who

  /// Why organisations of a kind may not do something now; the kind first, which no waiting changes.
  package func refusal(of act: ConsultationAct, by kind: OrganisationKind) -> ParticipationRefusal? {
    participation[act].kinds.contains(kind) ? untimely(act) : .kind(act, kind)
  }

  /// Of one of the organisations that one acts for; of whoever it will be, for one that acts for none.
  package func refusal(of act: ConsultationAct, for organisation: Int64?) -> ParticipationRefusal? {
    organisation.flatMap { kinds[$0] }.map { refusal(of: act, by: $0) } ?? untimely(act)
  }

  /// Of all the organisations that one acts for; nil as soon as one of them may.
  package func refusal(of act: ConsultationAct, forAnyOf standings: [Standing]) -> ParticipationRefusal? {
    guard !standings.isEmpty else { return untimely(act) }
    let refusals = standings.map { refusal(of: act, for: $0.organisation) }
    return refusals.contains(nil) ? nil : refusals.first ?? nil
  }

  /// - Throws: `ParticipationRefusal`.
  package func require(_ act: ConsultationAct, by kind: OrganisationKind) throws {
    if let refusal = refusal(of: act, by: kind) { throw refusal }
  }

  /// For an organisation whose kind was asked for.
  /// - Throws: `ParticipationRefusal`.
  package func require(_ act: ConsultationAct, for organisation: Int64, _ db: Snapshot) throws {
    guard let kind = try kinds[organisation] ?? Organisation.kinds(of: [organisation], db)[organisation] else {
      throw NotFound()
    }
    try require(act, by: kind)
  }

  /// In time alone: for what takes back what one had done when one might.
  /// - Throws: `ParticipationRefusal`.
  package func requireTime(of act: ConsultationAct) throws {
    if let refusal = untimely(act) { throw refusal }
  }
}

/// Why an act is not done, by the table of the consultation and its calendar.
package enum ParticipationRefusal: Refusal, Equatable {
  case kind(ConsultationAct, OrganisationKind)
  /// The calendar has no time for it.
  case never(ConsultationAct)
  case early(ConsultationAct, Instant)
  case late(ConsultationAct, Instant)

  package var status: Int { 422 }

  package var sentence: Phrase {
    switch self {
    case .kind(let act, let kind):
      t("Dans cette consultation, un organisme de ce type (\(kind.title)) ne peut pas \(act.verb).")
    case .never(let act): t("Le calendrier de cette consultation ne prévoit pas de \(act.verb).")
    case .early(let act, let opens):
      t("Il est trop tôt pour \(act.verb) : ce sera possible dès le \(opens, .dateAndTime) (heure de Paris).")
    case .late(let act, let ends):
      t(
        "Il n’est plus possible de \(act.verb) : c’était possible jusqu’au \(ends.adding(seconds: -60), .dateAndTime) (heure de Paris)."
      )
    }
  }
}
