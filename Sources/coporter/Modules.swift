import Consultations
import Deposits
import Directory
import Platform
import Storage

/// The rooms of the house. Adding one adds one line.
func modules(_ database: Database) throws -> [any Module] {
  let directory = DirectoryModule(database: database)
  let deposits = try DepositsModule(database: database, register: directory.register)
  return [
    ConsultationsModule(database: database, panels: [deposits.homePanel]),
    deposits,
    directory,
  ]
}
