import Platform

extension MailAddress {
  /// Providers whose domain serves everybody: an address there proves nothing but itself.
  private static let sharedDomains: Set<String> = [
    "aliceadsl.fr", "aol.com", "bbox.fr", "club-internet.fr", "cegetel.net", "dbmail.com", "free.fr", "freesbee.fr",
    "gmail.com", "gmx.com", "gmx.fr", "googlemail.com", "hotmail.com", "hotmail.fr", "icloud.com", "infonie.fr",
    "laposte.net", "libertysurf.fr", "live.com", "live.fr", "mac.com", "mailo.com", "me.com", "msn.com", "neuf.fr",
    "netcourrier.com", "noos.fr", "nordnet.fr", "numericable.fr", "orange.com", "orange.fr", "outlook.com",
    "outlook.fr", "ovh.fr", "ozone.net", "pm.me", "proton.me", "protonmail.com", "sfr.fr", "tele2.fr", "tutanota.com",
    "voila.fr", "wanadoo.fr", "yahoo.com", "yahoo.fr", "ymail.com", "zaclys.net",
  ]

  var isAtSharedProvider: Bool { Self.sharedDomains.contains(domain) }
}
