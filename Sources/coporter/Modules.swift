import Catalogue
import Consultations
import Deposits
import Directory
import Instruction
import Platform
import Selections
import Storage
import Votes

/// The rooms of the house. Adding one adds one line.
func modules(_ database: Database, _ settings: Settings = Settings()) throws -> [any Module] {
  let register = Register(database: database)
  let sheets = SheetSearch(database: database)
  let deposits = try DepositsModule(
    database: database, register: register, sheets: sheets, contributionPanels: [InstructionModule.contributionPanel],
    contributionVetoes: [InstructionModule.contributionVeto],
    laterTexts: VotesModule.laterTexts + InstructionModule.laterTexts + SelectionsModule.laterTexts,
    laterNews: [InstructionModule.news],
    laterTables: InstructionModule.openTables + [SelectionsModule.openTable])
  let catalogue = CatalogueModule(
    database: database, register: register, search: sheets, panels: [deposits.sheetPanel])
  let instruction = InstructionModule(
    database: database, register: register, deposits: deposits, propositionPanels: [SelectionsModule.propositionPanel],
    outcomePanels: [SelectionsModule.outcomePanel])
  let whenGiven = [deposits.showInvitation, deposits.publishWaiting]
  let votes = try VotesModule(
    database: database, register: register, language: deposits.language(of:_:), whenGiven: whenGiven,
    settings: settings)
  let selections = SelectionsModule(database: database, register: register)
  return [
    ConsultationsModule(
      database: database, panels: [selections.homePanel, votes.homePanel, deposits.homePanel, instruction.homePanel],
      calendarNotices: [InstructionModule.calendarNotice], calendarVetoes: [VotesModule.calendarVeto]),
    deposits,
    instruction,
    catalogue,
    votes,
    selections,
    try DirectoryModule(
      register: register,
      panels: [
        selections.organisationPanel, deposits.organisationPanel, instruction.organisationPanel,
        catalogue.organisationPanel,
      ],
      foundNotes: [instruction.foundOrganisations],
      whenGiven: whenGiven, language: deposits.language(of:_:)),
  ]
}
