import Proof

extension Fault.Reason {
  /// In the words of a town hall.
  var inFrench: String {
    switch self {
    case .unreadable: "ne se lit pas."
    case .missing: "ce fichier manque."
    case .unexpected: "rien de tel ne fait partie d’un export."
    case .different: "ce n’est pas ce que donnent les lignes du journal."
    case .extraLine: "cette ligne est en trop."
    case .missingLine: "une ligne manque ici."
    case .unfinishedLine: "cette ligne ne finit pas par un saut de ligne."
    case .tooLong: "cette ligne est trop longue."
    case .notInTree: "cette ligne n’est pas celle qui a été inscrite au journal."
    case .malformedCheckpoint: "ce n’est pas une tête de journal signée."
    case .wrongRoot: "cette tête n’est pas celle de ces lignes."
    case .wrongOrigin: "cette tête est celle d’un autre journal."
    case .wrongSignature: "la signature n’est pas celle de la clé du journal."
    case .malformedKey: "ce n’est pas une clé publique."
    case .foreignKey: "la clé du journal n’est pas celle que vous avez donnée."
    case .rewritten: "cette tête couvre d’autres lignes : le journal a été récrit."
    case .wrongText: "ce texte n’est pas celui que le journal annonce, ou il a été retiré."
    case .malformedReceipt: "ce n’est pas un récépissé de vote."
    case .ledger(let refusal): refusal.inFrench
    case .receipt(let refusal): refusal.inFrench
    }
  }
}

extension LedgerRefusal {
  fileprivate var inFrench: String {
    switch self {
    case .malformed: "cette ligne n’a pas la forme d’une ligne du journal."
    case .outOfPlace: "une ligne de ce genre ne vient pas à ce moment du vote."
    case .backInTime: "cette ligne est datée d’avant la précédente."
    case .unknownFormat: "ce format de journal n’est pas connu."
    case .wrongKey: "la clé ou le nom du journal ne se lisent pas."
    case .repeated: "ceci a déjà été dit plus haut."
    case .unknownProposition: "cette proposition n’existe pas."
    case .unknownOrganisation: "cet organisme n’est pas appelé à voter."
    case .unknownRight: "ce droit de voter n’a pas été donné."
    case .unknownBallot: "ce n’est pas le bulletin en vigueur d’un organisme."
    case .unknownContest: "aucune contestation en cours à cette ligne."
    case .unknownText: "aucun texte à retirer à cette ligne."
    case .impossible: "un nombre ou une date impossible."
    case .incomplete: "règlement, bulletin, propositions ou liste manquent à l’ouverture."
    case .wrongFrozenRoot: "ce qui précède l’ouverture n’est pas ce qu’elle a figé."
    case .unprovedRight: "ce droit de voter n’est pas prouvé comme il doit l’être."
    case .secondHead: "un autre chef de l’exécutif tient déjà ce droit."
    case .endedRight: "ce droit de voter avait pris fin."
    case .foreignRight: "ce droit de voter est celui d’un autre organisme."
    case .outsideVote: "hors de la période du vote."
    case .secondAttendance: "cet organisme est déjà venu voter."
    case .attendanceWithoutBallot: "un bulletin sans émargement, ou un émargement sans bulletin."
    case .wrongNumber: "le numéro de ce bulletin n’est pas le suivant."
    case .contested: "le bulletin de cet organisme est contesté."
    case .notTwoPersons: "il y faut deux personnes."
    case .wrongClosing: "la clôture ne peut qu’être reportée, et vient à son heure."
    case .wrongCount: "le nombre d’émargements est autre."
    case .wrongCommitment: "ces choix ne sont pas ceux du bulletin scellé."
    case .wrongChoices: "ce bulletin porte des choix que sa forme ne permet pas."
    case .wrongDisclosure: "un bulletin reste scellé, ou l’ordre d’ouverture n’est pas le bon."
    case .malformedDraw: "le tirage n’est pas le nombre de numéros dit au règlement, une espace entre deux."
    case .untimelyDraw: "le tirage n’a pas eu lieu entre la clôture et cette ligne."
    case .missingDraw: "il reste des égalités, et le tirage au sort manque."
    case .wrongTally: "le dépouillement refait donne autre chose."
    case .beyondBudget: "les montants dépassent l’enveloppe."
    case .wrongReason: "un choix contraire au dépouillement a son motif, et lui seul."
    case .missingSelection: "une proposition retenue par le dépouillement n’a pas de décision."
    case .wrongSuccession: "ce n’est pas une succession de clés valable."
    }
  }
}

extension Receipt.Refusal {
  fileprivate var inFrench: String {
    switch self {
    case .wrongCheckpoint: "le récépissé n’est pas signé par la clé de ce journal."
    case .wrongProof: "la preuve du récépissé ne mène pas au journal."
    case .wrongChoices: "les choix du récépissé ne sont pas ceux du bulletin scellé."
    }
  }
}
