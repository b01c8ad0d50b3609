import Platform

/// Whether mails could leave.
enum MailFinding {
  private static let subject = "Courriel"

  static func of(_ transport: any MailTransport) -> Finding {
    switch transport {
    case let server as MailServer:
      switch server.reach() {
      case .reached(let reply): .sound(subject, "le serveur répond (\(reply))")
      case .unreached(let reason): .fault(subject, "le serveur ne répond pas comme il faut (\(reason)).")
      }
    case let program as MailProgram:
      switch program.reach() {
      case .reached(let path): .sound(subject, "le programme \(path) est là")
      case .unreached(let path): .fault(subject, "le programme \(path) manque, ou ne peut pas être lancé.")
      }
    case let folder as MailFolder:
      switch folder.reach() {
      case .reached(let path):
        .warning(
          subject, "ni smtp ni sendmail : les messages restent dans le dossier \(path), et personne ne les reçoit.")
      case .unreached(let path): .fault(subject, "le dossier \(path) ne peut pas être écrit.")
      }
    default: .warning(subject, "cette sortie ne se vérifie pas.")
    }
  }
}
