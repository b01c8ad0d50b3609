import Localization
import Platform
import Storage

/// `/instruction/votes`: what the votes wait for, and where it is decided.
struct VoteDeskAddress: FixedAddress {
  static let pattern: StaticString = "/instruction/votes"
}

extension VotesModule {
  func registerVoteDesk(in registry: inout Registry) {
    registry.addToMenu(NavigationEntry(t("Votes à suivre"), path: VoteDeskAddress().path), for: .settleVotes)
    registry.get(VoteDeskAddress.self, permission: .settleVotes) { _, visit in
      let desks = try await database.read { db in try VoteDesk.all(db) }
      return .page(
        Page(
          t("Votes à suivre"), isNarrow: true,
          VoteDeskPage(desks: desks, confirmsHeads: visit.person.holds(.confirmHeads), now: visit.now)))
    }
  }
}
