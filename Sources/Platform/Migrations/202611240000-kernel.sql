-- Persons, their mail addresses, sessions, roles, and the journal that every change of state writes (DESIGN §4).
CREATE TABLE person (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (length(name) <= 150),
  created_at INSTANT NOT NULL
);

-- One address may serve several persons (the town hall's box), and a person may have several.
CREATE TABLE person_address (
  id IDENTIFIER,
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  mail TEXT NOT NULL CHECK (length(mail) BETWEEN 3 AND 254),
  confirmed_at INSTANT NOT NULL,
  UNIQUE (person_id, mail)
);
CREATE INDEX person_address_mail ON person_address (mail);

CREATE TABLE journal (
  id IDENTIFIER,
  at INSTANT NOT NULL,
  person_id INTEGER64 REFERENCES person (id),
  organisation_id INTEGER64,
  through TEXT NOT NULL CHECK (through IN ('session', 'shared-box', 'link', 'job', 'command')),
  kind TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id INTEGER64 NOT NULL,
  consultation_id INTEGER64,
  details TEXT NOT NULL,
  undoes_id INTEGER64 REFERENCES journal (id)
);
CREATE INDEX journal_subject ON journal (subject_type, subject_id, id);

-- A role of the installation; live while nothing has ended it.
CREATE TABLE role (
  id IDENTIFIER,
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('instructor', 'administrator')),
  given_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX role_live ON role (person_id, kind) WHERE ended_event_id IS NULL;

-- The token itself is never stored, only its SHA-256.
CREATE TABLE session (
  id IDENTIFIER,
  token_hash BYTES NOT NULL UNIQUE,
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  mail TEXT NOT NULL,
  browser TEXT NOT NULL,
  organisation_id INTEGER64,
  started_at INSTANT NOT NULL,
  expires_at INSTANT NOT NULL,
  ended_at INSTANT
);
CREATE INDEX session_person ON session (person_id, started_at);

-- A mail that was asked for, with a link and a code; the code belongs to the browser that asked (SECURITY 22).
CREATE TABLE sign_in (
  id IDENTIFIER,
  mail TEXT NOT NULL,
  browser_hash BYTES NOT NULL,
  link_hash BYTES NOT NULL UNIQUE,
  code_hash BYTES NOT NULL,
  return_to TEXT NOT NULL,
  asked_at INSTANT NOT NULL,
  expires_at INSTANT NOT NULL,
  wrong_tries INTEGER64 NOT NULL,
  -- The address was proved, by this browser; the person is then chosen.
  proved_at INSTANT,
  proved_browser_hash BYTES,
  ended_at INSTANT
);
CREATE INDEX sign_in_mail ON sign_in (mail, asked_at);
CREATE INDEX sign_in_browser ON sign_in (browser_hash, asked_at);

-- What makes the tokens of this installation worth nothing in another (SECURITY 14).
CREATE TABLE installation (
  id IDENTIFIER,
  secret BYTES NOT NULL,
  created_at INSTANT NOT NULL
);

-- What an anonymous visitor, or one whose session had expired, posted: kept an hour, offered again after sign-in.
CREATE TABLE kept_form (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  browser_hash BYTES NOT NULL,
  path TEXT NOT NULL,
  fields TEXT NOT NULL,
  kept_at INSTANT NOT NULL
);

-- Mails to send and sent: exactly one for each (address, fact). The text of a sign-in is blotted out once it has left.
CREATE TABLE outgoing_mail (
  id IDENTIFIER,
  fact TEXT NOT NULL,
  recipient TEXT NOT NULL,
  person_id INTEGER64 REFERENCES person (id),
  priority INTEGER64 NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  unsubscribe TEXT,
  created_at INSTANT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'refused')),
  tries INTEGER64 NOT NULL,
  next_try_at INSTANT NOT NULL,
  answer TEXT,
  settled_at INSTANT,
  UNIQUE (recipient, fact)
);
CREATE INDEX outgoing_mail_waiting ON outgoing_mail (priority, next_try_at) WHERE state = 'waiting';
