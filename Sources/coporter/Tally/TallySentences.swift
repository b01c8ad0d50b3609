import Tallying

extension PabulibRefusal.Reason {
  var sentence: String {
    switch self {
    case .notUTF8: "cette ligne n’est pas en UTF-8."
    case .tooLarge(let limit): "le fichier dépasse \(limit >> 20) Mo à cette ligne."
    case .rowTooLong(let limit): "la ligne dépasse \(limit >> 20) Mo."
    case .openQuote: "un guillemet ouvert à cette ligne n’est jamais fermé."
    case .missingSection(let name): "la partie \(name) manque."
    case .outsideSection: "cette ligne vient avant la partie META."
    case .missingColumn(let name): "la colonne « \(name) » manque."
    case .missingKey(let name): "la partie META ne donne pas « \(name) »."
    case .unknownVoteType(let text): "forme de bulletin inconnue : « \(text) »."
    case .notANumber(let column, let text): "\(column) : « \(text) » n’est pas un nombre que l’on puisse compter."
    case .negative(let column, let text): "\(column) : « \(text) » est négatif."
    case .missingCost(let project): "le projet « \(project) » n’a pas de coût."
    case .emptyProject: "un projet sans identifiant."
    case .repeatedProject(let project): "le projet « \(project) » est déjà plus haut."
    case .unknownProject(let project): "un bulletin porte « \(project) », qui n’est pas un projet du fichier."
    case .fewerPoints(let projects, let points): "\(projects) projets, et \(points) points seulement."
    case .noProject: "aucun projet."
    case .pointsTooLarge(let text): "points : « \(text) » dépasse ce que l’on compte exactement."
    case .warned(let reason): reason.sentence
    }
  }
}

extension PabulibWarning.Reason {
  var sentence: String {
    switch self {
    case .repeatedVoter(let voter): "le votant « \(voter) » a déjà un bulletin plus haut ; les deux comptent."
    case .votes(let announced, let found): "num_votes annonce \(announced) votes ; le fichier en a \(found)."
    case .projects(let announced, let found): "num_projects annonce \(announced) projets ; le fichier en a \(found)."
    case .morePoints(let projects, let points):
      "\(points) points pour \(projects) projets ; les derniers ne comptent pas."
    }
  }
}

extension TallyRefusal {
  var sentence: String {
    switch self {
    case .utilityNeeds(let utility, let type):
      "l’utilité « \(utility.rawValue) » ne se lit pas sur un bulletin « \(type.rawValue) »."
    case .utility(.none, let rule): "la règle « \(rule.rawValue) » demande une utilité : --utility."
    case .utility(let utility, let rule): "la règle « \(rule.rawValue) » ne se compte pas par « \(utility.rawValue) »."
    case .ballots(let type, let rule):
      "la règle « \(rule.rawValue) » n’est pas définie pour un bulletin « \(type.rawValue) »."
    case .tooLarge: "les points dépassent ce que l’on compte exactement."
    }
  }
}

extension ElectionFile.Refusal {
  var sentence: String {
    switch self {
    case .unreadable(let reason): "illisible (\(reason))."
    case .damaged: "l’archive gzip est abîmée."
    case .tooLarge: "le fichier dépasse \(PabulibReader.largestFile >> 20) Mo, décompressé s’il le faut."
    }
  }
}
