import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Platform
@testable import coporter

@Suite("Settings by flag, environment or file")
struct SettingsTests {
  /// A file of settings, read as `--config` would.
  private func file(_ text: String, _ ending: String = "yaml") throws -> String {
    let file = Scratch.place("settings", ending: ".\(ending)")
    try Data(text.utf8).write(to: file)
    return file.path
  }

  private func refusal(_ arguments: [String], _ environment: [String: String] = [:]) -> String? {
    do {
      _ = try SettingsReading.read(arguments: arguments, environment: environment)
      return nil
    } catch let refusal as SettingsReading.Refusal {
      return refusal.sentence
    } catch {
      return "\(error)"
    }
  }

  @Test("A flag wins over the environment, the environment over the file, the file over the default")
  func precedence() throws {
    let file = try file(
      """
      port: 9003
      host: 127.0.0.3
      site-name: Trois
      """)
    let settings = try SettingsReading.read(
      arguments: ["--port", "9001", "--config=\(file)"],
      environment: ["COPORTER_PORT": "9002", "COPORTER_HOST": "127.0.0.2", "PATH": "x"])
    #expect(settings.port == 9001)
    #expect(settings.host == "127.0.0.2")
    #expect(settings.siteName == "Trois")
    #expect(settings.mailFolder == "mails")
    #expect(settings.baseAddress == "http://127.0.0.2:9001")
  }

  @Test("JSON is read like YAML, also when the environment names the file; lists come in all three ways")
  func json() throws {
    let file = try file(
      #"""
      {
      	"port": 9004, "limits": false,
      	"footer-link": ["Notre ville https://ville.fr", "Plan du site https://ville.fr/plan"]
      }
      """#, "json")
    let settings = try SettingsReading.read(arguments: [], environment: ["COPORTER_CONFIG": file])
    #expect(settings.port == 9004)
    #expect(settings.hasLimits == false)
    #expect(settings.footerLinks.map(\.title) == ["Notre ville", "Plan du site"])
    let flags = ["--footer-link", "Une https://une.fr", "--footer-link", "Deux https://deux.fr"]
    let fromFlags = try SettingsReading.read(arguments: flags, environment: [:])
    let fromEnvironment = try SettingsReading.read(
      arguments: [], environment: ["COPORTER_FOOTER_LINK": "Une https://une.fr ; Deux https://deux.fr"])
    #expect(fromFlags.footerLinks == fromEnvironment.footerLinks && fromFlags.footerLinks.count == 2)
  }

  @Test("A wrong value is told in a sentence that names where it was given")
  func wrongValues() throws {
    let cases: [([String], [String: String], String)] = [
      (["--port", "abc"], [:], "--port : « abc » ne convient pas : un nombre de 1 à 65535."),
      ([], ["COPORTER_PORT": "99999999999999999999"], "COPORTER_PORT : « 99999999999999999999 » ne convient pas"),
      (["--port"], [:], "--port : sa valeur manque."),
      (["--prot", "1"], [:], "--prot n’est pas un réglage."),
      (["9000"], [:], "« 9000 » : un réglage se donne par --NOM VALEUR."),
      ([], ["COPORTER_PROT": "1"], "COPORTER_PROT n’est pas un réglage."),
      (["--base-address", "ville.fr"], [:], "une adresse sans chemin"),
      (["--base-address", "https://ville.fr/chemin"], [:], "une adresse sans chemin"),
      (["--port", "1", "--port", "2"], [:], "une seule valeur"),
      (["--logo", "/nulle/part.svg"], [:], "un fichier qui existe"),
      (["--footer-link", "https://ville.fr"], [:], "un titre puis une adresse"),
      (["--footer-link", "Piège javascript:alert(1)"], [:], "un titre puis une adresse"),
      (["--help-mail", "aide"], [:], "une adresse électronique"),
      (["--smtp", "mail.ville.fr"], [:], "un serveur de courriel"),
      (["--smtp", "smtp://mail.ville.fr:587"], [:], "--mail-from : dites"),
      (["--smtp-password", "secret"], [:], "un secret ne se donne pas sur la ligne de commande"),
      (["--database", "postgres://u:secret@h/b"], [:], "un mot de passe ne se donne pas"),
      (["--limits", "off", "--host", "0.0.0.0"], [:], "seulement en écoutant sur cette machine"),
      (["--limits", "maybe"], [:], "on ou off"),
      (["--config", "/nulle/part"], [:], "n’existe pas"),
      (["--site-name", "a\nb"], [:], "sur une ligne"),
    ]
    for (arguments, environment, sentence) in cases {
      let told = refusal(arguments, environment) ?? "nothing refused"
      #expect(told.contains(sentence), "\(arguments) \(environment): \(told)")
    }
    #expect(refusal(["--config", try file("prot: 1")])?.contains("« prot » n’est pas un réglage") == true)
    #expect(refusal(["--config", try file("port: x")])?.contains("port (dans ") == true)
    for broken in ["- liste", "port: [", "port: {a: {b: 1}}", "\u{0}", ""] {
      #expect(refusal(["--config", try file(broken)]) != nil, "\(broken.debugDescription)")
    }
  }

  @Test("A secret comes by the environment or the file, and is in no sentence")
  func secrets() throws {
    let settings = try SettingsReading.read(arguments: [], environment: ["COPORTER_SMTP_PASSWORD": "ouvre-toi"])
    #expect(settings.smtpPassword == "ouvre-toi")
    let file = try file("smtp-password: [un, deux-secret]")
    let told = refusal(["--config", file]) ?? ""
    #expect(told.contains("smtp-password") && !told.contains("deux-secret"))
  }

  @Test("docs/operations.md and the help name every setting, with its group")
  func documented() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let operations = try String(contentsOf: root.appending(path: "docs/operations.md"), encoding: .utf8)
    let rows = operations.matches(of: /\n\| `([a-z-]+)` \|/).map { String($0.1) }
    #expect(rows == Setting.all.map(\.name))
    for setting in Setting.all {
      #expect(SettingsHelp.text.contains(setting.isSecret ? setting.variable : setting.flag), "\(setting.name)")
    }
    for group in Setting.Group.allCases { #expect(SettingsHelp.text.contains(group.rawValue)) }
  }

  @Test("The file that comes with the product is read, with its examples taken out of their comments")
  func packaged() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "packaging/coporter.yaml"), encoding: .utf8)
    let plain = try SettingsReading.read(arguments: ["--config", try file(text)], environment: [:])
    #expect(plain.isSecure)
    let examples = text.replacing(/(?m)^# (?=[a-z-]+:|  - )/, with: "").replacing(/(?m)^logo: .*$/, with: "")
    let full = try SettingsReading.read(arguments: ["--config", try file(examples)], environment: [:])
    #expect(full.warnings == [])
    #expect(full.footerLinks.count == 1 && full.smtpUser == "consultation")
  }

  @Test("The identity is seen: name, logo with its hash and its policy, links, help; what is missing is said")
  func identity() async throws {
    let logo = try file("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "dat")
    let settings = try SettingsReading.read(
      arguments: [
        "--site-name", "Nos besoins", "--logo", logo, "--footer-link", "Notre ville https://ville.fr/a?b=c&d",
        "--help-telephone", "05 58 00 00 00",
      ], environment: [:])
    let asking = try await Asking.empty(.sqlite, settings)
    let page = try await asking.get("/aide")
    #expect(page.status == 200)
    #expect(page.text.contains("Nos besoins") && page.text.contains("href=\"tel:0558000000\""))
    #expect(page.text.contains("href=\"https://ville.fr/a?b=c&amp;d\">Notre ville</a>"))
    let address = try #require(
      page.text.firstMatch(of: /src="(\/static\/logo-[0-9a-f]{12}\.svg)"/).map { String($0.1) })
    let image = try await asking.get(address)
    #expect(image.fields[.contentType] == "image/svg+xml")
    #expect(image.fields[.contentSecurityPolicy]?.contains("sandbox") == true)
    #expect(image.fields[.contentSecurityPolicy]?.contains("script-src") == false)
    let legal = try await asking.get("/mentions-legales")
    #expect(legal.text.contains("non renseigné par l’organisateur"))
    let filled = try await Asking.empty(.sqlite)
    #expect(try await filled.get("/mentions-legales").text.contains("non renseigné") == false)
    #expect(try await filled.get("/en/donnees-personnelles").text.contains("GDPR"))
    await asking.house.database.close()
    await filled.house.database.close()
  }
}
