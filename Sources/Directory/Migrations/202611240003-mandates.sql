-- What lets a person act for an organisation, and what was asked for it (DESIGN §6).
CREATE TABLE mandate (
  id IDENTIFIER,
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  kind TEXT NOT NULL CHECK (kind IN ('agent', 'elected')),
  method TEXT NOT NULL CHECK (method IN ('mailbox', 'domain', 'colleague', 'instructor', 'demonstration')),
  given_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  -- Live until this instant, when there is one.
  ends_at INSTANT,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX mandate_live ON mandate (person_id, organisation_id) WHERE ended_event_id IS NULL;
CREATE INDEX mandate_organisation ON mandate (organisation_id) WHERE ended_event_id IS NULL;

CREATE TABLE mandate_request (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  kind TEXT NOT NULL CHECK (kind IN ('agent', 'elected')),
  -- Where the asker is told the answer, and in which language.
  mail TEXT NOT NULL CHECK (length(mail) BETWEEN 3 AND 254),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  message TEXT NOT NULL CHECK (length(message) <= 1000),
  asked_at INSTANT NOT NULL,
  -- The official mailbox that received a code; without one, a colleague or an instructor decides.
  sent_to TEXT CHECK (length(sent_to) BETWEEN 3 AND 254),
  code_hash BYTES,
  wrong_tries INTEGER64 NOT NULL CHECK (wrong_tries >= 0),
  outcome TEXT CHECK (outcome IN ('given', 'refused', 'replaced')),
  settled_event_id INTEGER64 REFERENCES journal (id),
  CHECK ((sent_to IS NULL) = (code_hash IS NULL))
);
CREATE INDEX mandate_request_person ON mandate_request (person_id, organisation_id);
CREATE INDEX mandate_request_sent ON mandate_request (sent_to, asked_at);
CREATE INDEX mandate_request_waiting ON mandate_request (asked_at) WHERE outcome IS NULL AND sent_to IS NULL;
