import Consultations
import Directory
import Localization
import MerkleLog
import Platform
import Proof
import Selections
import Storage
import Votes

extension Filling {
  /// The committee that selects after the count: one who presides and one who sits can be played, the others have sent
  /// their grades. Once published, it has sat on 8 June, and all of it is public on the 15th.
  static func selection(
    _ corpus: Corpus, _ rows: [Int64], in consultation: Int64, with key: SigningKey, isPublished: Bool,
    into database: Database
  ) async throws {
    let invited = ParisTime.instant(year: 2021, month: 5, day: 2, hour: 12)
    let seats = try await database.write { db in
      try CommitteeFilling(consultation, db)?.invite(corpus, rows, at: invited, db) ?? []
    }
    try await database.write { db in
      try CommitteeFilling(consultation, db)?.study(isOver: isPublished, at: invited, db)
    }
    for (place, seat) in seats.enumerated() {
      // Those who can be played send theirs by themselves, unless all is over.
      let sends = isPublished || place >= 2
      try await database.write { db in
        try CommitteeFilling(consultation, db)?.grade(seat, place, sends: sends, at: invited, db)
      }
    }
    guard isPublished else { return }
    try await database.write { db in
      guard let filling = try CommitteeFilling(consultation, db) else { return }
      try filling.sit(seats, at: ParisTime.instant(year: 2021, month: 6, day: 8, hour: 9, minute: 30), db)
    }
    try await database.write { db in
      guard let filling = try CommitteeFilling(consultation, db) else { return }
      try filling.publish(with: key, at: ParisTime.instant(year: 2021, month: 6, day: 15, hour: 10), db)
    }
  }
}

/// The invented committee, and what it does.
private struct CommitteeFilling {
  let consultation: Consultation
  let vote: Vote
  let counted: CountedVote
  let criteria: [Criterion]

  /// - Returns: nil before the count.
  init?(_ id: Int64, _ db: Snapshot) throws {
    guard let consultation = try Consultation.with(id: id, db), let vote = try Vote.of(id, db),
      let counted = try CountedVote(of: vote, db), let rules = try Rules.current(of: id, db)
    else { return nil }
    (self.consultation, self.vote, self.counted, criteria) = (consultation, vote, counted, rules.criteria)
  }

  /// The bodies that sit, by their kinds in the corpus; each has its first invented one.
  private static let kinds: [OrganisationKind] = [.region, .department, .intercommunality, .commune, .association]

  func invite(_ corpus: Corpus, _ rows: [Int64], at now: Instant, _ db: Transaction) throws -> [Seat] {
    try Committee.establish(quorum: 4, in: vote, by: .command, at: now, db)
    guard let committee = try Committee.of(consultation.id, db) else { return [] }
    var bodies: [(body: String, organisation: Int64?, mail: String, name: String)] = []
    for key in ["presidente", "membre"] {
      guard let character = Character.all.first(where: { $0.key == key }) else { continue }
      let body = key == "presidente" ? "Agence nationale (démonstration)" : "Personne qualifiée"
      bodies.append((body, nil, character.mail, character.name))
    }
    for (turn, kind) in Self.kinds.enumerated() {
      let place = corpus.organisations.indices.last { corpus.organisations[$0].kind.rawValue == kind.rawValue }
      guard let place, place < rows.count else { continue }
      bodies.append(
        (corpus.organisations[place].name, rows[place], "comite-\(turn + 1)@selection.example", "Membre \(turn + 1)"))
    }
    return try bodies.enumerated().map { turn, one in
      var generator = SeededGenerator(seed: 29, stream: 1, index: turn)
      let person =
        try Person.all(with: one.mail, db).first?.id
        ?? Person.create(
          name: one.name, mail: one.mail, token: Token(using: &generator), through: .command, at: now, db)
      let seat = try Seat.invite(
        .init(mail: one.mail, body: one.body, organisation: one.organisation, isChair: turn == 0),
        token: Token(using: &generator), to: committee, by: .command, at: now, db)
      try seat.accept(person, by: Actor(person: person, through: .command), at: now, db)
      return try Seat.of(person, in: committee.id, db) ?? seat
    }
  }

  /// Two working groups, on the propositions that the vote took; what they found, once they are over.
  func study(isOver: Bool, at now: Instant, _ db: Transaction) throws {
    guard let committee = try Committee.of(consultation.id, db) else { return }
    let taken = counted.lines.filter { $0.place != nil }.map(\.proposition.proposition)
    let invented: [(title: String, meetings: String, summary: String)] = [
      (
        "Démarches et accueil", "Le 11 mai 2021 à 10 h, en visioconférence\nLe 25 mai 2021 à 14 h, à Paris",
        """
        Le groupe a relu chaque proposition avec des secrétaires de mairie.

        - Un **premier essai** dans trois communes de moins de 500 habitants suffit à commencer.
        - Les services déjà en place doivent pouvoir s’y raccorder.
        """
      ),
      (
        "Données et échanges", "Le 18 mai 2021 à 10 h, en visioconférence",
        "Le groupe recommande un format commun, documenté et ouvert, avant tout développement."
      ),
    ]
    for (turn, group) in invented.enumerated() {
      let studied = taken.indices.filter { $0 % invented.count == turn }.map { taken[$0] }
      guard !studied.isEmpty else { continue }
      var generator = SeededGenerator(seed: 29, stream: 32, index: turn)
      try WorkingGroup.make(
        .init(
          title: group.title, propositions: studied, meetings: group.meetings, summary: isOver ? group.summary : ""),
        token: Token(using: &generator), in: committee, by: .command, at: now, db)
    }
  }

  func grade(_ seat: Seat, _ place: Int, sends: Bool, at now: Instant, _ db: Transaction) throws {
    guard sends, let committee = try Committee.of(consultation.id, db) else { return }
    for (turn, line) in counted.lines.enumerated() {
      guard try !seat.standsAside(of: line.proposition.proposition, in: committee, at: now, db) else { continue }
      var generator = SeededGenerator(seed: 29, stream: UInt64(2 + place), index: turn)
      // What was chosen by more is liked more, and members differ.
      let liking = max(1, 4 - turn * 4 / max(1, counted.lines.count))
      let grades = criteria.map { ($0.number, min(5, max(0, liking - 1 + generator.below(3)))) }
      try GradeSheet(grades: Dictionary(uniqueKeysWithValues: grades)).save(
        for: seat, on: line.proposition, in: committee, at: now, db)
    }
    try GradeSheet.send(by: seat, in: committee, actor: .command, at: now, db)
  }

  /// The committee follows the vote, but for its last proposition, which it leaves for another.
  func sit(_ seats: [Seat], at now: Instant, _ db: Transaction) throws {
    guard let committee = try Committee.of(consultation.id, db) else { return }
    var generator = SeededGenerator(seed: 29, stream: 30, index: 0)
    try Sitting.begin(
      at: "Paris, et à distance", token: Token(using: &generator), of: committee, by: .command, at: now, db)
    guard let sitting = try Sitting.open(of: committee.id, db) else { return }
    var presences: [Int64: Presence] = [:]
    for (place, seat) in seats.enumerated() { presences[seat.id] = place == 3 ? .remote : .present }
    if let last = seats.last { presences[last.id] = .excused }
    try sitting.note(presences, in: committee, by: .command, at: now, db)
    let voices = Dictionary(uniqueKeysWithValues: seats.map { ($0.id, Ruling.Voice.for) })
    let taken = counted.lines.filter { $0.place != nil }
    for (turn, line) in taken.enumerated() {
      let isLeft = turn == taken.count - 1 && turn > 0
      try decide(
        line, isLeft ? SelectionList.none : nil, isLeft ? "Un service équivalent a ouvert au printemps." : "", voices,
        at: now.adding(seconds: Int64(turn + 1) * 420), db)
    }
    let left = try Committee.of(consultation.id, db)?.remains ?? 0
    if let other = counted.lines.first(where: { $0.place == nil && $0.proposition.cost <= left }) {
      try decide(
        other, nil, "Trois territoires sont prêts à l’expérimenter dès la rentrée.", voices,
        at: now.adding(seconds: 9_000), db)
    }
    try sitting.close(in: committee, by: .command, at: now.adding(seconds: 10_800), db)
  }

  private func decide(
    _ line: CountedVote.Line, _ list: SelectionList?, _ reason: String, _ voices: [Int64: Ruling.Voice],
    at now: Instant, _ db: Transaction
  ) throws {
    guard let committee = try Committee.of(consultation.id, db) else { return }
    var generator = SeededGenerator(seed: 29, stream: 31, index: Int(line.proposition.proposition))
    let usual: SelectionList = line.proposition.isToScaleUp ? .scaleUp : .develop
    let chosen = list ?? usual
    try Ruling.make(
      .init(
        list: chosen, amount: chosen == SelectionList.none ? 0 : line.proposition.cost, reason: reason, voices: voices),
      of: line, token: Token(using: &generator), in: committee, by: .command, at: now, db)
  }

  /// Signed by whoever presides, then published. Nobody is written to: letters of a demonstration go to those who act
  /// in it.
  func publish(with key: SigningKey, at now: Instant, _ db: Transaction) throws {
    guard let committee = try Committee.of(consultation.id, db) else { return }
    try Minutes.edit(
      opening: "Le comité remercie les collectivités qui ont voté.", closing: "", of: committee, by: .command, at: now,
      db)
    let chair = try Seat.all(in: committee.id, db).first(where: \.isChair)
    try Minutes.sign(committee, by: chair, pdf: [], title: consultation.title, actor: .command, at: now, db)
    try Minutes.of(committee.id, db)?.publish(in: committee, with: key, by: .command, at: now, db)
    try Minutes.of(committee.id, db)?.silence(db)
  }
}
