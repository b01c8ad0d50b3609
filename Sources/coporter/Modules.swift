import Consultations
import Directory
import Platform
import Storage

/// The rooms of the house. Adding one adds one line.
func modules(_ database: Database) -> [any Module] {
  [
    ConsultationsModule(database: database),
    DirectoryModule(database: database),
  ]
}
