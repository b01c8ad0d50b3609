import Localization
import Platform
import Proof
import Storage

/// What lets somebody cast the ballot of an organisation: belonging to it is not enough.
///
/// Proved by the head (maire, président) through the official mailbox or before two instructors, and given by the head
/// to those whom she names, until a date. Each grant and each end is a line of the public log once the vote is open.
struct CastingRight: Sendable, Equatable {
  var id: Int64
  var vote: Int64
  var organisation: Int64
  var person: Int64
  var function: HolderFunction
  var method: ProofMethod
  /// The right of the head who named this person.
  var head: Int64?
  var until: Instant?
  /// Its place in the log, which is its name there.
  var leaf: Int64?

  enum Refusal: FieldRefusal, Equatable, CaseIterable {
    case notElected, notCalled, headKnown, unknownMailbox, tooManyMails, wrongCode, noCodeLeft, codeExpired
    case notHead, noPerson, alreadyHeld, pastDate, longDate, notOpen, ownRequest, settled, noRight, noProof
    case tooManyTries, ownTown, noReason

    var status: Int {
      switch self {
      case .tooManyMails, .tooManyTries: 429
      case .alreadyHeld, .settled, .headKnown: 409
      default: 422
      }
    }

    var field: String {
      switch self {
      case .wrongCode, .noCodeLeft, .codeExpired: "code"
      case .pastDate, .longDate: "jusque"
      case .noPerson, .alreadyHeld: "personne"
      case .ownTown, .noReason: "maires"
      default: "preuve"
      }
    }

    var sentence: Phrase {
      switch self {
      case .notElected:
        t("Ce droit est celui du maire ou du président : votre habilitation est celle d’un agent.")
      case .notCalled: t("Cet organisme n’est pas appelé à voter.")
      case .headKnown:
        t("Quelqu’un vote déjà comme maire ou président de cet organisme. Si c’est faux, demandez à deux instructeurs.")
      case .unknownMailbox: t("Choisissez une des boîtes officielles de cet organisme.")
      case .tooManyMails: t("Cinq messages sont déjà partis vers cette boîte en une heure. Attendez un peu.")
      case .wrongCode: t("Ce n’est pas le bon code. Vérifiez les six chiffres du dernier message.")
      case .noCodeLeft: t("Trop d’essais : ce code ne sert plus. Demandez-en un autre.")
      case .codeExpired: t("Ce code a plus d’une heure, ou a déjà servi. Demandez-en un autre.")
      case .notHead: t("Seul le maire ou le président nomme ceux qui votent.")
      case .noPerson: t("Choisissez une personne qui agit déjà pour cet organisme.")
      case .alreadyHeld: t("Cette personne a déjà le droit de voter.")
      case .pastDate: t("Choisissez un jour à venir.")
      case .longDate: t("Choisissez un jour dans l’année qui vient.")
      case .notOpen: t("Le vote n’est pas en préparation, ni ouvert.")
      case .ownRequest: t("On ne décide pas de sa propre demande.")
      case .settled: t("Cette demande a déjà eu sa réponse.")
      case .noRight: t("Vous n’avez pas le droit de voter pour cet organisme.")
      case .noProof: t("Choisissez comment le prouver.")
      case .tooManyTries:
        t("Cinq codes faux ont été tapés en une heure. Attendez un peu, ou demandez à deux instructeurs de vérifier.")
      case .ownTown: t("Vous agissez ou votez pour cet organisme : deux autres personnes en décident.")
      case .noReason: t("Dites pourquoi ce droit prend fin.")
      }
    }
  }

  func leaf(at: Int64, of entry: RollEntry, by: Int64?, under nonce: Octets) -> GrantLeaf {
    GrantLeaf(
      at: at, organisation: entry.identifier,
      person: Octets(of: CommittedPerson(organisation: entry.identifier, person: String(person)), under: nonce),
      function: function, method: method, by: by, until: until?.milliseconds)
  }
}
