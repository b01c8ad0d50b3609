package import HTML
package import Localization

/// What a handler gives back.
package enum Answer {
  case page(Page)
  case redirect(to: String)
  case json([UInt8])
  case file(FileAnswer)
}

/// A page of the site: what stands in its main part, and how the frame around it is set.
package struct Page {
  package var title: Phrase
  package var status: Int
  /// Which entry of the navigation is lit.
  package var section: String?
  package var content: AnyMarkup

  package init(_ title: Phrase, status: Int = 200, section: String? = nil, _ content: some Markup) {
    self.title = title
    self.status = status
    self.section = section
    self.content = AnyMarkup(content)
  }
}

package struct FileAnswer {
  package var type: String
  package var bytes: [UInt8]
  /// The name under which a browser saves it; none when it is shown in place.
  package var downloadName: String?
  package init(type: String, bytes: [UInt8], downloadName: String? = nil) {
    self.type = type
    self.bytes = bytes
    self.downloadName = downloadName
  }
}

/// A refusal that people meet: a status, a sentence for them. The log has its own line (CONVENTIONS 15).
package protocol Refusal: Error {
  var status: Int { get }
  var sentence: Phrase { get }
}

/// Refusals that any request can meet, before a room sees it.
package enum RequestRefusal: Refusal, Equatable {
  case malformedAddress, addressTooLong, malformedForm, bodyTooLarge, methodNotAllowed, host, unavailable, overload

  package var status: Int {
    switch self {
    case .malformedAddress, .malformedForm, .host: 400
    case .addressTooLong: 414
    case .bodyTooLarge: 413
    case .methodNotAllowed: 405
    case .unavailable, .overload: 503
    }
  }

  package var sentence: Phrase {
    switch self {
    case .malformedAddress: t("Cette adresse n’est pas lisible.")
    case .addressTooLong: t("Cette adresse est trop longue.")
    case .malformedForm: t("Le formulaire reçu n’est pas lisible. Revenez en arrière et réessayez.")
    case .bodyTooLarge: t("Ce que vous envoyez est trop volumineux.")
    case .methodNotAllowed: t("Cette page ne reçoit pas ce type d’envoi.")
    case .host: t("La requête ne dit pas à quel site elle s’adresse.")
    case .unavailable: t("Le service est momentanément indisponible. Réessayez dans un instant.")
    case .overload: t("Le site est très demandé. Réessayez dans un instant.")
    }
  }
}
