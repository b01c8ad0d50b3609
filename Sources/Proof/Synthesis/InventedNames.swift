/// Names that no place bears, for votes that never were.
enum InventedNames {
  static let regions = [
    "Orvanie", "Sauvige", "Brumeraie", "Valdorne", "Côte-Sereine", "Hautemarche", "Terre-Longue", "Ambrelle",
    "Nivelande", "Corvaine", "Mirandole-Basse", "Plaine-Blanche",
  ]
  private static let beginnings = [
    "Val", "Mont", "Font", "Roche", "Pré", "Ville", "Champ", "Clair", "Beau", "Haut", "Bois", "Pont", "Mas", "Bourg",
    "Pierre", "Com",
  ]
  private static let endings = [
    "mirel", "argence", "orbe", "aubrive", "ombrune", "ésain", "ivonne", "ercelle", "andrac", "oulvent", "evigne",
    "astrelle", "urnois", "ellegarde", "ibérac", "antenay", "osmont", "ervioux", "apérine",
  ]
  private static let waters = ["l’Ourvelle", "la Sauvige", "l’Ambre", "la Corve", "l’Orvane", "la Brume"]
  private static let services = [
    "Bureau virtuel des agents", "Parapheur partagé", "Cahier de doléances en ligne", "Carte des travaux",
    "Prêt de matériel entre communes", "Accueil téléphonique mutualisé", "Sauvegarde hors site",
    "Registre des concessions", "Inscription aux activités", "Suivi des demandes d’urbanisme",
    "Paie des petites communes", "Alerte aux habitants", "Agenda des salles", "Archives électroniques",
    "Formation des agents", "Messagerie sobre", "Éclairage public", "Réservation de la navette",
    "Signalement sur la voie publique", "Vote du budget participatif", "Portail des associations", "Cantine",
  ]
  private static let audiences = ["", " pour les écoles", " pour les syndicats", " avec les départements"]

  /// The name of the `number`-th commune: no two of the first 30,000 are alike.
  static func commune(_ number: Int) -> String {
    let beginning = beginnings[number % beginnings.count]
    let ending = endings[number / beginnings.count % endings.count]
    let rest = number / (beginnings.count * endings.count)
    guard rest > 0 else { return beginning + ending }
    let water = waters[rest % waters.count]
    let more = rest / waters.count
    return "\(beginning)\(ending)-sur-\(water)" + (more > 0 ? " (\(more + 1))" : "")
  }

  static func service(_ number: Int) -> String {
    let name = services[number % services.count] + audiences[number / services.count % audiences.count]
    let more = number / (services.count * audiences.count)
    return more > 0 ? "\(name), \(more + 1)" : name
  }

  static func organisation(_ number: Int, _ type: String) -> String {
    let region = regions[number % regions.count]
    return switch type {
    case "intercommunality": "Communauté de communes de \(commune(number))"
    case "department": "Département \(number % 100 + 1) de \(region)"
    case "region": "Région \(region)"
    default: commune(number)
    }
  }
}
