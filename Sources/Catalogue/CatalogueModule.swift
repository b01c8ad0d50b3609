package import Directory
package import Foundation
package import HTML
import Localization
package import Platform
package import Storage

/// The services that authorities use and share: one sheet for each, who maintains it, who says that it uses it.
package struct CatalogueModule: Module {
  let database: Database
  let register: Register
  package let search: SheetSearch
  /// What later rooms show on the page of a sheet, in order.
  let panels: [SheetPanelMaker]

  package init(database: Database, register: Register, search: SheetSearch? = nil, panels: [SheetPanelMaker] = []) {
    self.database = database
    self.register = register
    self.search = search ?? SheetSearch(database: database)
    self.panels = panels
  }

  package var resources: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }

  package func register(in registry: inout Registry) {
    registry.declare(CatalogueColumns.declarations)
    registry.tell(CatalogueEvents.sentences)
    registerSheets(in: &registry)
    registerSheetImports(in: &registry)
    registerSheetForms(in: &registry)
    registerDeclarations(in: &registry)
    registerSheetRemovals(in: &registry)
    registerSheetsAPI(in: &registry)
    registerSheetData(in: &registry)
  }

  /// The index is built behind the start: searches say so until it is whole.
  package func prepare(_ database: Database) async throws { search.begin() }
}

/// What a room shows on the page of a sheet; nil where it has nothing to say.
package typealias SheetPanelMaker = @Sendable (Sheet, Visit, Snapshot) throws -> AnyMarkup?
