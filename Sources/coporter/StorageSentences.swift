import Storage

extension StorageError {
  /// For whoever runs a command: what went wrong with the database, in French.
  var sentence: String {
    switch self {
    case .held(let file, let process):
      let number = process.map { " (numéro \($0))" } ?? ""
      return "La base \(file) est tenue par un autre programme\(number), sans doute le serveur. "
        + "Arrêtez-le d’abord, ou passez par les pages d’administration. Rien n’a été changé."
    case .unavailable(let reason): return "La base n’est pas joignable : \(Self.inFrench(reason))."
    case .full: return "La place manque, ou une limite de taille est atteinte : rien n’a été écrit."
    case .corrupt(let reason): return "La base est abîmée : \(Self.inFrench(reason))."
    case .timeout: return "La base est restée trop longtemps tenue par un autre programme : rien n’a été écrit."
    case .migration(let error): return error.sentence
    case .copy(let error): return error.sentence
    case .constraint, .decoding, .statement: return "La base a refusé : \(self)"
    }
  }
}

extension StorageError {
  /// What the engines and the system most often say.
  private static let known = [
    ("unable to open database file", "le fichier ne s’ouvre pas"),
    ("file is not a database", "ce fichier n’est pas une base SQLite"),
    ("database disk image is malformed", "le fichier n’est plus lisible en entier"),
    ("PostgreSQL cannot be reached", "PostgreSQL ne répond pas"),
    ("cannot be opened", "ne s’ouvre pas"),
    ("the file ", "le fichier "),
    ("No such file or directory", "fichier ou dossier introuvable"),
    ("Permission denied", "accès refusé"),
    ("Is a directory", "c’est un dossier"),
    ("Not a directory", "ce n’est pas un dossier"),
    ("Read-only file system", "disque en lecture seule"),
    ("Connection refused", "connexion refusée"),
  ]

  /// A reason as the engine gives it, with what it most often says put in French.
  static func inFrench(_ reason: String) -> String {
    known.reduce(reason) { $0.replacing($1.0, with: $1.1) }
  }
}

extension MigrationError {
  fileprivate var sentence: String {
    switch self {
    case .unknown(let name):
      "La base a été préparée par une version plus récente du programme (migration « \(name) ») : "
        + "installez cette version."
    case .altered(let name):
      "La migration « \(name) » n’a plus le texte avec lequel elle a été faite sur cette base : "
        + "remettez ce texte, et ajoutez une migration."
    case .name(let name): "La migration « \(name) » doit se nommer AAAAMMJJHHMM-nom, une seule fois."
    case .failed(let name, let reason): "La migration « \(name) » a échoué et rien n’a changé : \(reason)"
    }
  }
}

extension CopyError {
  fileprivate var sentence: String {
    switch self {
    case .exists(let file): "Le fichier \(file) existe déjà : il est laissé tel quel."
    case .uncreated(let file, let reason): "Le fichier \(file) ne peut pas être créé : \(reason)."
    case .notAFile:
      "Une sauvegarde se remet en place dans un fichier. Pour PostgreSQL, remettez-la dans un fichier, "
        + "puis : coporter database copy --from FICHIER --to postgres://…"
    case .otherTables: "Les deux bases n’ont pas les mêmes tables : amenez-les d’abord à la même version."
    case .otherMigrations: "Les deux bases n’ont pas fait les mêmes migrations."
    case .notEmpty(let table): "La base à remplir n’est pas vide (table \(table)) : elle est laissée telle quelle."
    case .rowDiffers(let table, let row):
      "La ligne \(row) de \(table) n’est pas la même dans la copie : rien n’est gardé de celle-ci."
    case .countDiffers(let table, let here, let there):
      "\(table) a \(here) lignes d’un côté et \(there) de l’autre : rien n’est gardé de la copie."
    case .lostReference(let table):
      "Une ligne de \(table) renvoie à une ligne qui n’existe pas : rien n’est gardé de la copie."
    }
  }
}
