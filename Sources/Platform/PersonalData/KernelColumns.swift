import Localization
import Storage

extension PersonalKind {
  static let account = PersonalKind(
    "account", t("Votre adresse et votre nom"), seconds: 2 * 365 * 86_400, job: "accounts.dormant",
    t("deux ans après votre dernière venue, un courriel vous prévenant un mois avant. Ils ne sont pas publiés."))
  static let roles = PersonalKind(
    lasting: "roles", t("Votre rôle d’instructeur ou d’administrateur"),
    t("tant que la consultation et ses actes sont conservés, sous un numéro sans nom après votre effacement."))
  static let sessions = PersonalKind(
    "sessions", t("Vos appareils connectés"), seconds: 37 * 86_400, job: "sessions.clearing",
    t("trente jours, ou douze heures pour les instructeurs et les administrateurs."))
  static let signIns = PersonalKind(
    "sign-ins", t("Les codes et les liens de connexion"), seconds: 8 * 86_400, job: "sign-ins.clearing",
    t("valables une heure, sept jours pour une invitation, effacés le lendemain."))
  static let addressRequests = PersonalKind(
    "address-requests", t("Une adresse que vous ajoutez, avant sa preuve"), seconds: 2 * 86_400,
    job: "addresses.clearing", t("une heure, effacée le lendemain."))
  static let keptForms = PersonalKind(
    "kept-forms", t("Ce que vous envoyez avant de vous connecter"), seconds: KeptForm.lifetimeSeconds,
    job: "kept-forms.clearing", t("une heure, dans l’attente de votre retour."))
  static let mails = PersonalKind(
    "mails", t("Les courriels que nous vous envoyons"), seconds: 3 * 365 * 86_400, job: "mails.forgetting",
    t("leur texte trois mois, et leur date trois ans, pour ne pas vous écrire deux fois la même chose."))
  static let refusals = PersonalKind(
    "refusing-addresses", t("Une adresse qui refuse nos courriels"), seconds: 3 * 365 * 86_400,
    job: "refusing-addresses.clearing", t("trois ans."))
  static let unsubscriptions = PersonalKind(
    lasting: "unsubscriptions", t("Votre choix de ne plus recevoir nos courriels"),
    t("tant qu’il vaut, pour être respecté."))
  static let acts = PersonalKind(
    lasting: "acts", t("La suite des actes : qui, pour qui, quand"),
    t("conservée avec la consultation, pour que son résultat puisse être vérifié."))
}

/// What the kernel keeps of persons.
enum KernelColumns {
  static let declarations: [PersonalDeclaration] =
    [
      person, address, journal, role, session, signIn, installation, keptForm, mail, job, refusing, unsubscription,
      destruction, dormancy, addressRequest, pause,
    ].map { .table($0) }

  private static let person = DeclaredTable(
    "person", impersonal: ["id", "token"],
    [
      PersonalColumns(
        ["name", "created_at"], .account, of: { person in "id = \(person)" }, erasure: .blanks("name = ''"))
    ])

  private static let address = DeclaredTable(
    "person_address", impersonal: ["id"],
    [
      PersonalColumns(
        ["person_id", "mail", "confirmed_at"], .account, of: PersonalColumns.ofPerson, erasure: .deletes())
    ])

  private static let journal = DeclaredTable(
    "journal", impersonal: ["id", "subject_id", "undoes_id"],
    [
      PersonalColumns(
        ["person_id", "at", "organisation_id", "through", "kind", "subject_type", "consultation_id", "details"], .acts,
        of: PersonalColumns.ofPerson,
        erasure: .keeps(t("la suite de vos actes, sous un numéro qui n’a plus ni nom ni adresse")))
    ])

  private static let role = DeclaredTable(
    "role", impersonal: ["id", "given_event_id", "ended_event_id"],
    [PersonalColumns(["person_id", "kind"], .roles, of: PersonalColumns.ofPerson, erasure: .ends)])

  private static let session = DeclaredTable(
    "session", impersonal: ["id", "token_hash"],
    [
      PersonalColumns(
        ["person_id", "mail", "browser", "organisation_id", "started_at", "expires_at", "ended_at"], .sessions,
        of: PersonalColumns.ofPerson, erasure: .deletes())
    ])

  private static let signIn = DeclaredTable(
    "sign_in",
    impersonal: ["id", "browser_hash", "link_hash", "code_hash", "wrong_tries", "proved_browser_hash"],
    [
      PersonalColumns(
        ["mail", "return_to", "asked_at", "expires_at", "proved_at", "ended_at"], .signIns,
        of: { person in "mail IN (\(Person.ownMails(person)))" }, erasure: .deletes())
    ])

  private static let installation = DeclaredTable("installation", impersonal: ["id", "secret", "created_at"])

  /// Whose a form is, a browser alone says: it is of whoever asked in it to sign in.
  private static let keptForm = DeclaredTable(
    "kept_form", impersonal: ["id", "token", "browser_hash"],
    [
      PersonalColumns(
        ["path", "fields", "kept_at"], .keptForms,
        of: { person in
          "browser_hash IN (SELECT browser_hash FROM sign_in WHERE mail IN (\(Person.ownMails(person))))"
        }, erasure: .deletes())
    ])

  private static let mail = DeclaredTable(
    "outgoing_mail",
    impersonal: [
      "id", "domain", "priority", "state", "tries", "next_try_at", "worth_until", "tried_at", "unsubscribe",
    ],
    [
      PersonalColumns(
        ["person_id", "recipient", "fact", "subject", "body", "created_at", "answer", "settled_at"], .mails,
        of: { person in
          "(person_id = \(person) OR (person_id IS NULL AND recipient IN (\(Person.ownMails(person)))))"
        }, erasure: .deletes())
    ])

  private static let job = DeclaredTable(
    "job",
    impersonal: [
      "id", "name", "next_run_at", "lease_holder", "leased_until", "started_at", "ended_at", "failed_at", "failure",
      "failures", "runs",
    ])

  private static let refusing = DeclaredTable(
    "refusing_address", impersonal: ["id", "source", "noted_event_id", "ended_event_id"],
    [
      PersonalColumns(
        ["mail", "since", "answer"], .refusals, of: { person in "mail IN (\(Person.ownMails(person)))" },
        erasure: .deletes())
    ])

  private static let unsubscription = DeclaredTable(
    "unsubscription", impersonal: ["id", "ended_event_id"],
    [
      PersonalColumns(
        ["mail", "made_at"], .unsubscriptions, of: { person in "mail IN (\(Person.ownMails(person)))" },
        erasure: .deletes())
    ])

  private static let pause = DeclaredTable("pause", impersonal: ["id", "step", "begun_event_id", "ended_event_id"])

  private static let destruction = DeclaredTable("destruction", impersonal: ["id", "event_id", "at", "rewritten_at"])

  private static let dormancy = DeclaredTable(
    "dormancy", impersonal: ["id"],
    [PersonalColumns(["person_id", "warned_at"], .account, of: PersonalColumns.ofPerson, erasure: .deletes())])

  private static let addressRequest = DeclaredTable(
    "address_request", impersonal: ["id", "link_hash", "code_hash", "wrong_tries"],
    [
      PersonalColumns(
        ["person_id", "mail", "asked_at", "expires_at", "ended_at"], .addressRequests, of: PersonalColumns.ofPerson,
        erasure: .deletes())
    ])
}
