import Localization
import Storage

package struct AccountAddress: FixedAddress {
  package static let pattern: StaticString = "/compte"
  package init() {}
}
struct SessionEndAddress: FixedAddress {
  static let pattern: StaticString = "/compte/sessions/fermeture"
}
struct SignOutAddress: FixedAddress {
  static let pattern: StaticString = "/deconnexion"
}
struct ActingAddress: FixedAddress {
  static let pattern: StaticString = "/organisme-choisi"
}

/// What a signed-in person does with her sessions and with what she had sent.
struct AccountDesk: Sendable {
  let database: Database

  func register(in registry: inout Registry) {
    registry.run(
      Job("sessions.clearing", title: t("Effacer les sessions terminées"), everySeconds: 3600) { most, now, db in
        try Session.clear(most, at: now, db)
      })
    registry.run(
      Job("kept-forms.clearing", title: t("Effacer les envois gardés une heure"), everySeconds: 900) { most, now, db in
        try KeptForm.clear(most, at: now, db)
      })
    registry.keepOpen([SignOutAddress.self, ActingAddress.self], during: .acts)
    registry.get(AccountAddress.self, for: PersonVisit.self) { _, visit in
      let page = try await database.read { db in
        AccountPage(
          person: visit.person, sessions: try Session.all(of: visit.person.id, at: visit.now, db),
          gettingIn: visit.site.gettingIn, refusing: try RefusingAddress.all(of: visit.person.id, db),
          settings: visit.site.settings, language: visit.language)
      }
      return .page(Page(t("Mon compte"), page))
    }
    registry.post(SessionEndAddress.self, for: PersonVisit.self, input: SessionChosen.self) { _, visit, chosen in
      guard let session = chosen.session else { throw NotFound() }
      return try await end(session, visit, to: AccountAddress().path)
    }
    registry.post(SignOutAddress.self, for: PersonVisit.self) { _, visit in
      try await end(visit.person.session, visit, to: "/")
    }
    registry.post(ActingAddress.self, for: PersonVisit.self, input: ActingChosen.self) { _, visit, typed in
      let chosen = visit.person.standings.first { String($0.organisation) == typed.organisation }
      guard let chosen else { throw NotFound() }
      try await database.write { db in try Session.act(for: chosen.organisation, in: visit.person.session, db) }
      return .redirect(to: visit.language.address(typed.returnTo))
    }
    registry.get(KeptFormAddress.self, for: PersonVisit.self) { address, visit in
      let kept = try await database.read { db in
        try KeptForm.with(token: address.token, of: visit.visit.browser, at: visit.now, db)
      }
      guard let kept else { throw NotFound() }
      let lacksMandate = visit.visit.query["habilitation"] != nil && visit.person.standing == nil
      let page = KeptFormPage(
        kept: kept, gettingIn: lacksMandate ? visit.language.address(visit.site.gettingIn) : nil,
        language: visit.language)
      return .page(Page(t("Ce que vous avez envoyé est gardé"), page))
    }
  }

  private func end(_ session: Int64, _ visit: PersonVisit, to path: String) async throws -> Answer {
    let ended = try await database.write { db in try Session.end(session, by: visit.actor, at: visit.now, db) }
    guard ended else { throw NotFound() }
    let answer = Answer.redirect(to: visit.language.address(path))
    guard session == visit.person.session else { return answer }
    return .setting([SetCookie(name: .session, secret: nil, maximumAgeSeconds: 0)], answer)
  }
}

/// The session to end, among one's own.
private struct SessionChosen: Input {
  static let fields: Set<String> = ["session"]
  var session: Int64?
  init(_ visit: Visit) { session = visit.form["session"].flatMap { Int64($0) } }
}

/// The organisation to act for from now on.
private struct ActingChosen: Input {
  static let fields: Set<String> = ["organisme", "retour"]
  var organisation: String?
  var returnTo: String
  init(_ visit: Visit) {
    organisation = visit.form["organisme"]
    returnTo = localPath(visit.form["retour"])
  }
}
