import Consultations
import Deposits
import Directory
import HTML
import Localization
import Platform
import Proof

/// Who came, with the turnout by kind, size, region and place: public during the vote. Nothing is told of what was
/// chosen.
struct AttendancePage: Component {
  var consultation: Consultation
  var vote: Vote
  var turnout: Turnout
  var attendances: [Attendance]
  var page: ListPage
  var search: RollSearch
  var places: Places
  var map: TerritoryMap
  var language: Language

  private var back: String { language.address(VoteAddress(consultation).path) }
  private var here: String { language.address(AttendanceAddress(consultation).path) }
  private var total: Phrase {
    t(
      turnout.came, one: "\(turnout.came) collectivité a voté, sur \(turnout.called).",
      other: "\(turnout.came) collectivités ont voté, sur \(turnout.called).")
  }
  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le vote") }
    h1 { t("Liste d’émargement") }
    p(.class("lead")) { total }
    p(.class("help")) {
      t("Qui a voté est public pendant le vote ; ce qui a été choisi ne l’est qu’à la clôture, pour tous à la fois.")
    }
    PublicBallotsLink(consultation: consultation, vote: vote, language: language)
    ContestWays(vote: vote, language: language)
    DaysSection(days: turnout.days)
    SilentSection(consultation: consultation, turnout: turnout, places: places)
    div(.class("columns")) {
      HTML.section(.labelledBy("emargement-liste")) {
        h2(.id("emargement-liste")) { t("Les collectivités") }
        RollSearchForm(query: search.query, action: here)
        if !attendances.isEmpty {
          ul(.class("list plain")) {
            for attendance in attendances { AttendanceLine(attendance: attendance, places: places) }
          }
          Pagination(page, address: { [here, search] in search.address(here, page: $0) })
        } else if search.query.isEmpty {
          div(.class("empty")) { p { t("Aucune collectivité n’a encore voté.") } }
        } else {
          div(.class("empty")) { p { t("Aucune collectivité de ce nom n’a voté.") } }
        }
      }
      aside(.ariaLabel(t("Participation"))) {
        TurnoutTables(turnout: turnout)
        div(.class("card")) {
          h2(.class("h3")) { t("Sur la carte") }
          p(.class("help")) { t("La couleur dit la part de celles qui ont voté parmi les appelées du département.") }
          DepartmentMap(
            map: map, counts: turnout.departments, counted: t("Ont voté"),
            of: DepartmentMap.Wholes(turnout.calledDepartments, counted: t("Appelées")), list: nil)
        }
      }
    }
  }
}

private struct AttendanceLine: Component {
  var attendance: Attendance
  var places: Places

  private var place: String {
    attendance.department.isEmpty ? "" : places.departmentName(attendance.department)
  }
  private var instant: Phrase { t("le \(attendance.cameAt, .dateAndTime)") }
  private var contested: Phrase? {
    attendance.contested.map { $0 == .letter ? t("bulletin contesté par lettre") : t("bulletin contesté") }
  }

  var body: some Markup {
    li(.class("entry brief")) {
      h3 { attendance.name }
      div(.class("meta")) {
        span { attendance.kind.title }
        if !place.isEmpty { span { place } }
        span { instant }
        span { attendance.method.title }
        if let contested { span(.class("tag tag-wait")) { contested } }
        if attendance.fromPreparer { span(.class("tag")) { t("depuis la boîte qui l’avait préparé") } }
      }
    }
  }
}
