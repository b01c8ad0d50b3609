/// Why a file of the register, or one that an administrator supplies, was refused: the file, the line, the reason.
package struct RegisterError: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    case unreadable
    case damaged
    case tooLarge
    case empty
    case notUTF8
    case quoting
    case unclosedQuote
    case width(found: Int, expected: Int)
    case repeatedColumn(String)
    case missingColumn(String)
    case wrongValue(column: String, value: String)
    case repeatedEntry(String)
    case unknownIntercommunality(String)
  }

  package let file: String
  /// From 1; 1 when the whole file is at fault.
  package let line: Int
  package let reason: Reason

  package init(file: String, line: Int, reason: Reason) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// One French sentence for the person who supplied the file.
  package var description: String { "\(file), ligne \(line)\u{A0}: \(sentence)" }

  private var sentence: String {
    switch reason {
    case .unreadable: "ce fichier ne peut pas être lu."
    case .damaged: "ce fichier est abîmé ou incomplet."
    case .tooLarge: "ce fichier est trop grand."
    case .empty: "ce fichier est vide."
    case .notUTF8: "ce texte n’est pas en UTF-8."
    case .quoting: "un guillemet ou une fin de ligne est mal placé."
    case .unclosedQuote: "un guillemet ouvert n’est jamais fermé."
    case .width(let found, let expected): "\(found) colonnes au lieu de \(expected)."
    case .repeatedColumn(let name): "la colonne «\u{A0}\(name)\u{A0}» est là deux fois."
    case .missingColumn(let name): "la colonne «\u{A0}\(name)\u{A0}» manque."
    case .wrongValue(let column, let value):
      "«\u{A0}\(value)\u{A0}» ne convient pas à la colonne «\u{A0}\(column)\u{A0}»."
    case .repeatedEntry(let key): "«\u{A0}\(key)\u{A0}» est là deux fois."
    case .unknownIntercommunality(let siren): "l’intercommunalité \(siren) n’est pas dans epci.csv."
    }
  }
}
