/// What became of a mail that the demonstration wrote before it began.
struct InventedMail: Sendable {
  enum Recipient: Sendable {
    /// The mailbox of the depositor of an invented contribution, counted from the newest.
    case depositor(Int)
    /// Who asks to act, by her place in `InventedAsker.all`.
    case asker(Int)
    case character(String)
  }
  enum Fate: Sendable {
    case sent(answer: String)
    /// Tried so many times, and tried again so many minutes after the demonstration begins.
    case waiting(answer: String, tries: Int, again: Int64)
    /// For ever, said during the dialogue or by a bounce.
    case refused(answer: String, byBounce: Bool)
  }

  var recipient: Recipient
  var fate: Fate
  /// How long ago it was written; nil when its contribution was published.
  var minutes: Int64?
  var subject: String?
  var body: String?

  private static func accepted(_ queued: String) -> Fate { .sent(answer: "250 2.0.0 Ok: queued as \(queued)") }

  static let all: [InventedMail] =
    ["4DzQk81Vc9", "4DzPw02Lm7", "4DzPq55Xb1", "4DzNn27Rt4", "4DzMs90Hd6", "4DzLg13Kf2", "4DzKc76Pw8", "4DzJb44Qs5"]
    .enumerated().map { place, queued in InventedMail(recipient: .depositor(place * 3), fate: accepted(queued)) }
    + acknowledgements + letters

  private static let acknowledgements: [InventedMail] = [
    InventedMail(
      recipient: .depositor(1),
      fate: .waiting(
        answer: "450 4.2.0 Recipient address rejected: Greylisted, see you in 5 minutes", tries: 3, again: 6)),
    InventedMail(
      recipient: .depositor(4),
      fate: .waiting(answer: "452 4.2.2 The recipient’s mailbox is over quota, try again later", tries: 8, again: 195)
    ),
    InventedMail(
      recipient: .depositor(7),
      fate: .waiting(answer: "421 4.3.2 Service not available, closing transmission channel", tries: 9, again: 430)),
    InventedMail(
      recipient: .depositor(10),
      fate: .refused(
        answer: "550 5.1.1 Recipient address rejected: User unknown in virtual mailbox table", byBounce: false)),
  ]

  private static let letters: [InventedMail] = [
    InventedMail(
      recipient: .asker(6),
      fate: .refused(
        answer: "550 5.2.1 The email account that you tried to reach is disabled", byBounce: false),
      minutes: 3 * 1_440 + 35, subject: "Votre demande d’agir pour votre commune est reçue",
      body: "Bonjour,\n\nUn instructeur vous répondra. En attendant, préparez vos textes.\n"),
    InventedMail(
      recipient: .character("instructrice"),
      fate: .refused(answer: "552 5.2.2 Mailbox full: this message was not delivered", byBounce: true),
      minutes: 1_440 + 505, subject: "Des commentaires sont signalés",
      body: "Bonjour,\n\nPlusieurs commentaires attendent d’être relus.\n"),
    InventedMail(
      recipient: .asker(0), fate: accepted("4DyTr61Mn3"), minutes: 19 * 1_440 + 198,
      subject: "Votre demande d’agir pour votre commune est reçue",
      body: "Bonjour,\n\nUn instructeur vous répondra. En attendant, préparez vos textes.\n"),
    InventedMail(
      recipient: .asker(13), fate: accepted("4DzRb20Zx5"), minutes: 20,
      subject: "Votre demande d’agir pour votre commune est reçue",
      body: "Bonjour,\n\nUn instructeur vous répondra. En attendant, préparez vos textes.\n"),
  ]
}
