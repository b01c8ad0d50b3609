import Catalogue
import Consultations
import Deposits
import Directory
import Instruction
import Platform
import Storage
import Votes

/// The rooms of the house. Adding one adds one line.
func modules(_ database: Database) throws -> [any Module] {
  let register = Register(database: database)
  let sheets = SheetSearch(database: database)
  let deposits = try DepositsModule(
    database: database, register: register, sheets: sheets, contributionPanels: [InstructionModule.contributionPanel],
    contributionVetoes: [InstructionModule.contributionVeto],
    laterTexts: InstructionModule.laterTexts, laterNews: [InstructionModule.news],
    laterTables: InstructionModule.openTables)
  let catalogue = CatalogueModule(
    database: database, register: register, search: sheets, panels: [deposits.sheetPanel])
  let instruction = InstructionModule(database: database, register: register, deposits: deposits)
  let votes = try VotesModule(database: database, register: register)
  return [
    ConsultationsModule(
      database: database, panels: [votes.homePanel, deposits.homePanel, instruction.homePanel],
      calendarNotices: [InstructionModule.calendarNotice]),
    deposits,
    instruction,
    catalogue,
    votes,
    try DirectoryModule(
      register: register,
      panels: [deposits.organisationPanel, instruction.organisationPanel, catalogue.organisationPanel],
      foundNotes: [instruction.foundOrganisations],
      whenGiven: [deposits.showInvitation, deposits.publishWaiting], language: deposits.language(of:_:)),
  ]
}
