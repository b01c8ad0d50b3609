-- An operator or a prefecture that an administrator lets confirm mandate requests for a territory.
CREATE TABLE confirmer (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  territory TEXT NOT NULL CHECK (territory IN ('department', 'region', 'members')),
  -- The code of the department or of the region; empty for the members of the organisation itself.
  code TEXT NOT NULL CHECK ((code = '') = (territory = 'members')),
  given_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX confirmer_live ON confirmer (organisation_id, territory, code) WHERE ended_event_id IS NULL;

-- One more method of proof. The list is part of the table, which is made anew; nothing refers to its rows.
CREATE TABLE mandate_new (
  id IDENTIFIER,
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  kind TEXT NOT NULL CHECK (kind IN ('agent', 'elected')),
  method TEXT NOT NULL CHECK (method IN (
    'mailbox', 'domain', 'colleague', 'instructor', 'territory', 'demonstration')),
  given_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  ends_at INSTANT,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
INSERT INTO mandate_new (person_id, organisation_id, kind, method, given_event_id, ends_at, ended_event_id)
  SELECT person_id, organisation_id, kind, method, given_event_id, ends_at, ended_event_id FROM mandate ORDER BY id;
DROP TABLE mandate;
ALTER TABLE mandate_new RENAME TO mandate;
CREATE UNIQUE INDEX mandate_live ON mandate (person_id, organisation_id) WHERE ended_event_id IS NULL;
CREATE INDEX mandate_organisation ON mandate (organisation_id) WHERE ended_event_id IS NULL;
