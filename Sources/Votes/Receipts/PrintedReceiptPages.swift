import Consultations
import Directory
import HTML
import Instruction
import Localization
import MerkleLog
import Platform
import Proof

/// The receipt of a ballot as a page to print: what was cast, its line, what opens it and what proves its place.
struct PrintedReceiptPage: Component {
  var consultation: Consultation
  var organisation: Organisation
  var ballot: Ballot
  /// Nil until a signed head covers its line.
  var receipt: Receipt?
  /// What it chooses, by its title.
  var titles: [String]
  /// Whether another one stands today.
  var isReplaced: Bool
  var language: Language

  private var back: String { language.address(VoteAddress(consultation).path) }
  private var check: String { language.address(ReceiptCheckAddress().path) }
  private var title: Phrase { t("Récépissé de vote") }
  private var whose: Phrase { Ballot.title(of: organisation, in: language) }
  private var cast: Phrase {
    t("Bulletin n° \(Int(ballot.number)), enregistré le \(ballot.castAt, .full) (heure de Paris).")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le vote") }
    h1 { title }
    p(.class("lead")) { whose }
    p { consultation.wording(in: language).words.title }
    p { cast }
    if isReplaced { div(.class("notice")) { p { t("Un autre bulletin l’a remplacé depuis.") } } }
    HTML.section(.class("section")) {
      h2 { t("Ce qu’il scelle") }
      if titles.isEmpty {
        p { t("Ce bulletin est blanc.") }
      } else {
        ul { for title in titles { li(.lang("fr")) { title } } }
      }
    }
    if let receipt {
      ReceiptProof(receipt: receipt)
      p {
        t("Pour le vérifier, recopiez le texte entier sur cette page, ou donnez-lui le fichier du récépissé :")
        " "
        a(.href(check)) { t("vérifier un récépissé") }
      }
    } else {
      p(.class("help")) { t("Il sera complet dans quelques secondes : rechargez cette page.") }
    }
  }
}

private struct ReceiptProof: Component {
  var receipt: Receipt

  private var place: Phrase {
    t("Ligne \(Int(clamping: receipt.proof.index) + 1) du journal public, sur \(Int(clamping: receipt.proof.size)).")
  }
  private var line: String { String(decoding: Leaf.ballot(receipt.leaf).bytes, as: UTF8.self) }
  private var hashes: [String] { receipt.proof.hashes.map { Octets($0).base64 } }
  private var whole: String { String(decoding: receipt.bytes, as: UTF8.self) }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Sa ligne") }
      p { place }
      p(.class("receipt-text")) { code { line } }
      h3 { t("Ce qui l’ouvre") }
      p(.class("receipt-text")) { code { receipt.nonce.base64 } }
      h3 { t("Ce qui prouve sa place") }
      ul { for hash in hashes { li(.class("receipt-text")) { code { hash } } } }
      h3 { t("La tête signée du journal") }
      p(.class("receipt-text")) { code { receipt.checkpoint } }
      h3 { t("Le texte entier du récépissé") }
      p(.class("receipt-text")) { code { whole } }
    }
  }
}
