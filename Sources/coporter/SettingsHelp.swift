import Platform

/// What `coporter serve --help` says of the settings, group by group.
enum SettingsHelp {
  static let usage = "coporter serve [--config FICHIER] [--RÉGLAGE VALEUR …]"

  static var page: String { "Sert le site.\n\n\(usage)\n\n\(text)" }

  static var text: String {
    let introduction = """
      La base est créée si elle n’existe pas ; les migrations en attente sont
      faites avant d’écouter.

      Chaque réglage se donne par une option, par une variable d’environnement, ou
      sous le même nom dans un fichier YAML ou JSON (--config FICHIER, ou
      COPORTER_CONFIG). L’option l’emporte sur la variable, et la variable sur le
      fichier :

        --base-address https://consultation.ville.fr
        COPORTER_BASE_ADDRESS=https://consultation.ville.fr
        base-address: https://consultation.ville.fr
      """
    return ([introduction] + Setting.Group.allCases.map(paragraph)).joined(separator: "\n\n")
  }

  private static func paragraph(_ group: Setting.Group) -> String {
    let settings = Setting.all.filter { $0.group == group }
    return ([group.rawValue] + settings.map(entry)).joined(separator: "\n")
  }

  private static func entry(_ setting: Setting) -> String {
    let name = setting.isSecret ? setting.variable : "\(setting.flag) \(setting.placeholder)"
    let byDefault = setting.byDefault.isEmpty ? "" : " [\(setting.byDefault)]"
    return "  \(name)\n" + lines(of: setting.help + byDefault, width: 72).map { "      \($0)" }.joined(separator: "\n")
  }

  private static func lines(of text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
