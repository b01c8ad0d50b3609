import Consultations
import Deposits
import HTML
import Localization
import Platform

/// Which contributions seem to say the same: to be read before anything is decided.
struct ProposedGroupsPage: Component {
  var consultation: Consultation
  var fineness: Fineness
  var groups: [ProposedGroup]
  /// How many groups there are in all, how many contributions are in one, and how many were compared.
  var total: Int
  var grouped: Int
  var compared: Int
  var page: ListPage
  var refusal: (any Refusal)?
  /// What was just done.
  var done: String?

  private var queue: String { QueueAddress(consultation).path }
  private var address: String { ProposedGroupsAddress(consultation).path }
  private var separations: String { SeparationAddress(consultation).path }
  private var result: Phrase { t(total, one: "\(total) groupe proposé", other: "\(total) groupes proposés") }
  private var confirmation: Phrase? {
    switch done {
    case "separe": t("C’est séparé : ces deux contributions ne seront plus proposées ensemble.")
    case "refuse": t("Le groupe est refusé : ces contributions ne seront plus proposées ensemble.")
    default: nil
    }
  }
  private var alone: Int { compared - grouped }
  private var counted: Phrase {
    t(
      grouped, one: "\(grouped) contribution y figure sur \(compared).",
      other: "\(grouped) contributions y figurent sur \(compared).")
  }
  private var rest: Phrase {
    t(alone, one: "\(alone) reste seule.", other: "\(alone) restent seules.")
  }

  var body: some Markup {
    a(.class("back"), .href(queue)) { t("← Instruction des contributions") }
    h1 { t("Groupes proposés") }
    p(.class("lead")) {
      t("Ce qui semble dire la même chose, d’après les mots. Rien n’est décidé : lisez avant de rapprocher.")
    }
    if let refusal { DeskRefusal(refusal: refusal, anchor: nil) }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    FinenessForm(action: address, fineness: fineness)
    HTML.section(.class("section")) {
      h2 { result }
      p {
        counted
        " "
        rest
      }
      if compared >= ProposedGroups.most {
        p(.class("notice")) { t("Seules les 10 000 premières contributions sont rapprochées.") }
      }
      for group in groups {
        GroupCard(group: group, consultation: consultation, fineness: fineness, page: page.number)
      }
      Pagination(page, address: { place(page: $0) })
      p(.class("help")) { a(.href(separations)) { t("Contributions séparées") } }
    }
  }

  private func place(page: Int) -> String { "\(address)?finesse=\(fineness.hundredths)&page=\(page)" }
}

private struct FinenessForm: Component {
  var action: String
  var fineness: Fineness

  private var value: String { String(fineness.hundredths) }
  private var least: String { String(Fineness.all.lowerBound) }
  private var most: String { String(Fineness.all.upperBound) }
  private var current: Phrase { t("Finesse actuelle : \(fineness.hundredths).") }

  var body: some Markup {
    form(.method("get"), .action(action)) {
      div(.class("field")) {
        label(.for("finesse")) { t("Finesse des groupes") }
        p(.class("help"), .id("finesse-aide")) {
          t("À gauche, peu de groupes, plus larges ; à droite, beaucoup, plus serrés.")
          " "
          current
        }
        input(
          .type("range"), .id("finesse"), .name("finesse"), .named("min", least), .named("max", most),
          .value(value), .describedBy("finesse-aide"))
      }
      div(.class("actions")) {
        button(.class("button button-secondary"), .type("submit")) { t("Regrouper autrement") }
      }
    }
  }
}

private struct GroupCard: Component {
  var group: ProposedGroup
  var consultation: Consultation
  var fineness: Fineness
  var page: Int

  private var anchor: String { "groupe-\(group.number)" }
  private var heading: String { group.terms.joined(separator: ", ") }
  private var size: Phrase { t(group.size, one: "\(group.size) contribution", other: "\(group.size) contributions") }
  private var supports: Phrase {
    t(group.supports, one: "\(group.supports) organisme soutient", other: "\(group.supports) organismes soutiennent")
  }
  private var hidden: Int { group.size - group.members.count }
  private var more: Phrase {
    t(hidden, one: "Une autre n’est pas montrée.", other: "\(hidden) autres ne sont pas montrées.")
  }
  private var isFinished: Bool { group.left.isEmpty }

  var body: some Markup {
    HTML.section(.class("section"), .labelledBy(anchor)) {
      h3(.id(anchor)) { heading }
      div(.class("meta")) {
        span { size }
        span { supports }
        if isFinished { span(.class("tag tag-ok")) { t("Plus rien à prendre") } }
      }
      ul(.class("list plain")) {
        for member in group.members {
          MemberLine(
            member: member, central: group.members.first?.contribution, consultation: consultation,
            group: group.number, fineness: fineness, page: page)
        }
      }
      if hidden > 0 { p(.class("help")) { more } }
      GroupForm(group: group, consultation: consultation, fineness: fineness, page: page)
    }
  }
}

private struct MemberLine: Component {
  var member: ProposedGroup.Member
  /// The one nearest to all, which may be this one.
  var central: ContributionSummary?
  var consultation: Consultation
  var group: Int
  var fineness: Fineness
  var page: Int

  private var box: String { "membre-\(group)-\(contribution.token)" }
  private var contribution: ContributionSummary { member.contribution }
  private var address: String { DecidingAddress(consultation, token: contribution.token).path }
  private var number: Phrase { t("n° \(contribution.number)") }
  private var isCentral: Bool { central?.id == contribution.id }

  var body: some Markup {
    li(.class("entry brief")) {
      span(.class("tick")) {
        input(
          .type("checkbox"), .id(box), .name("membre"), .value(contribution.token), .checked(member.isOffered),
          .named("form", GroupForm.id(group)))
        label(.for(box), .lang(contribution.language.rawValue)) { contribution.title }
      }
      div(.class("meta")) {
        a(.href(address)) { number }
        span { contribution.organisationName }
        if member.isTreated { span(.class("tag")) { t("déjà décidée ou divisée") } }
        if isCentral { span(.class("tag tag-ok")) { t("le plus proche de tous") } }
        if member.isDoubtful { span(.class("tag")) { t("à vérifier") } }
      }
      if let central, !isCentral {
        SeparationForm(
          contribution: contribution, central: central, consultation: consultation, fineness: fineness, page: page)
      }
    }
  }
}

/// What is done of a group: the ticked contributions are taken together, or are said not to be the same. A group that
/// is not shown whole is also taken whole, by what was seen of it: its boxes would outgrow a form.
private struct GroupForm: Component {
  var group: ProposedGroup
  var consultation: Consultation
  var fineness: Fineness
  var page: Int

  /// To which the boxes of its members belong, wherever they stand.
  static func id(_ group: Int) -> String { "groupe-\(group)-suite" }

  private var action: String { ProposedGroupsAddress(consultation).path }
  private var id: String { Self.id(group.number) }
  private var title: String { group.members.first?.contribution.title ?? "" }
  private var takes: Phrase { t("Prendre les contributions cochées du groupe \(group.number)") }
  private var refuses: Phrase { t("Refuser le groupe \(group.number)") }
  private var central: String { group.members.first?.contribution.token ?? "" }
  private var seen: String { SeenRows(group.left).text }
  private var isCut: Bool { group.size > group.members.count && !group.left.isEmpty }
  private var whole: Phrase {
    let left = group.left.count
    return t(
      left, one: "Prendre la contribution restante du groupe…",
      other: "Prendre les \(left) contributions restantes du groupe…")
  }

  var body: some Markup {
    postForm(.class("actions"), .id(id), .action(action)) {
      input(.type("hidden"), .name("finesse"), .value(String(fineness.hundredths)))
      input(.type("hidden"), .name("page"), .value(String(page)))
      input(.type("hidden"), .name("titre"), .value(title))
      button(
        .class("button button-secondary"), .type("submit"), .name("geste"), .value("prendre"), .ariaLabel(takes)
      ) { t("Prendre ce qui est coché…") }
      if isCut {
        input(.type("hidden"), .name("groupe"), .value(central))
        input(.type("hidden"), .name("vu"), .value(seen))
        button(.class("button button-secondary"), .type("submit"), .name("geste"), .value("tout")) { whole }
      }
      button(
        .class("button button-quiet"), .type("submit"), .name("geste"), .value("refuser"), .ariaLabel(refuses)
      ) { t("Ce n’est pas la même chose") }
    }
  }
}
