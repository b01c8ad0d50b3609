import Localization

/// The home page of administrators, and its entry in their menu.
struct AdministrationDesk {
  func register(in registry: inout Registry) {
    registry.addToMenu(NavigationEntry(t("Administration"), path: AdministrationAddress().path), for: .administer)
    registry.get(AdministrationAddress.self, permission: .administer) { _, visit in
      let entries = visit.site.administration.filter { visit.person.holds($0.permission) }
      return .page(Page(t("Administration"), AdministrationPage(entries: entries, language: visit.language)))
    }
  }
}
