package import HTML
package import Localization

/// What a handler gives back.
package enum Answer: Sendable {
  case page(Page)
  case redirect(to: String)
  case json([UInt8])
  /// JSON of the API: public, with a validator.
  case data([UInt8])
  case file(FileAnswer)
  case stream(StreamAnswer)
  /// An answer that also sets or drops cookies.
  indirect case setting([SetCookie], Answer)
}

/// A cookie given to the browser: `HttpOnly`, `SameSite=Lax`, and `Secure` where the site is served over https.
package struct SetCookie: Sendable, Equatable {
  package enum Name: String, Sendable, CaseIterable { case session = "coporter-session", browser = "coporter-browser" }
  package var name: Name
  /// Nil drops it.
  package var secret: Secret?
  package var maximumAgeSeconds: Int64

  package init(name: Name, secret: Secret?, maximumAgeSeconds: Int64) {
    self.name = name
    self.secret = secret
    self.maximumAgeSeconds = maximumAgeSeconds
  }
}

/// A page of the site: what stands in its main part, and how the frame around it is set.
package struct Page: Sendable {
  package var title: Phrase
  package var status: Int
  /// Which entry of the navigation is lit.
  package var section: String?
  /// One column that is easy to read: forms, texts.
  package var isNarrow: Bool
  /// The address of a feed (Atom) of what it shows.
  package var feed: String?
  package var content: AnyMarkup

  package init(
    _ title: Phrase, status: Int = 200, section: String? = nil, isNarrow: Bool = false, feed: String? = nil,
    _ content: some Markup
  ) {
    self.title = title
    self.status = status
    self.section = section
    self.isNarrow = isNarrow
    self.feed = feed
    self.content = AnyMarkup(content)
  }
}

package struct FileAnswer: Sendable {
  package var type: String
  package var bytes: [UInt8]
  /// The name under which a browser saves it; none when it is shown in place.
  package var downloadName: String?
  /// Whether it holds what is for one person alone: no cache keeps it.
  package var isPrivate: Bool
  package init(type: String, bytes: [UInt8], downloadName: String? = nil, isPrivate: Bool = false) {
    self.type = type
    self.bytes = bytes
    self.downloadName = downloadName
    self.isPrivate = isPrivate
  }
}

/// A file that is sent as it is made, so that no more than a piece of it is held. What fails on the way breaks the
/// connection off, and whoever receives it sees that it is not whole (RFC 9112 §8).
package struct StreamAnswer: Sendable {
  package var type: String
  package var downloadName: String?
  /// How many bytes it will be, where that is known.
  package var length: Int?
  /// Whether only some may have it: no cache keeps it.
  package var isPrivate: Bool
  /// The next piece, asked for once the one before is on its way; nil after the last.
  package var next: @Sendable () async throws -> [UInt8]?

  package init(
    type: String, downloadName: String? = nil, length: Int? = nil, isPrivate: Bool = false,
    _ next: @escaping @Sendable () async throws -> [UInt8]?
  ) {
    self.type = type
    self.downloadName = downloadName
    self.length = length
    self.isPrivate = isPrivate
    self.next = next
  }

  /// With its length, for whoever asks for the headers alone: it is made once to be counted (RFC 9110 §9.3.2).
  func measured() async throws -> StreamAnswer {
    guard length == nil else { return self }
    var measured = self
    measured.length = 0
    while let piece = try await next() { measured.length? += piece.count }
    return measured
  }
}

/// A refusal that people meet: a status, a sentence for them. The log has its own line.
package protocol Refusal: Error {
  var status: Int { get }
  var sentence: Phrase { get }
}

/// Refusals that any request can meet, before a room sees it.
package enum RequestRefusal: Refusal, Equatable {
  case malformedAddress, addressTooLong, malformedForm, mediaType, bodyTooLarge, methodNotAllowed, host, formToken,
    nothingChosen, unavailable, overload, tooManyWrites, tooManyFailures, paused

  package var status: Int {
    switch self {
    case .malformedAddress, .malformedForm, .host: 400
    case .addressTooLong: 414
    case .bodyTooLarge: 413
    case .mediaType: 415
    case .formToken: 403
    case .methodNotAllowed: 405
    case .nothingChosen: 422
    case .tooManyWrites, .tooManyFailures: 429
    case .unavailable, .overload, .paused: 503
    }
  }

  package var sentence: Phrase {
    switch self {
    case .malformedAddress: t("Cette adresse n’est pas lisible.")
    case .addressTooLong: t("Cette adresse est trop longue.")
    case .malformedForm: t("Le formulaire reçu n’est pas lisible. Revenez en arrière et réessayez.")
    case .mediaType: t("Ce type d’envoi n’est pas accepté : un formulaire ou du JSON.")
    case .bodyTooLarge: t("Ce que vous envoyez est trop volumineux.")
    case .methodNotAllowed: t("Cette page ne reçoit pas ce type d’envoi.")
    case .host: t("La requête ne dit pas à quel site elle s’adresse.")
    case .formToken:
      t("Cette page est restée ouverte trop longtemps, ou ne vient pas de ce site. Revenez en arrière et rechargez-la.")
    case .nothingChosen: t("Rien n’est choisi. Revenez en arrière et choisissez une réponse.")
    case .unavailable: t("Le service est momentanément indisponible. Réessayez dans un instant.")
    case .tooManyWrites: t("Vous avez beaucoup envoyé en peu de temps. Attendez une minute, puis réessayez.")
    case .tooManyFailures:
      t("Trop d’essais manqués depuis votre réseau. Attendez dix minutes, puis réessayez, ou demandez de l’aide.")
    case .overload: t("Le site est très demandé. Réessayez dans un instant.")
    case .paused:
      t(
        "Une mise à jour est en cours : rien n’a été enregistré. Ce que vous avez écrit est toujours là. Envoyez-le de nouveau dans quelques minutes."
      )
    }
  }
}
