-- Bodies that somebody asks to be added to the directory.
CREATE TABLE organisation_request (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  kind TEXT NOT NULL CHECK (kind IN ('syndicate', 'operator', 'state', 'association')),
  siren TEXT NOT NULL CHECK (length(siren) = 9),
  website TEXT NOT NULL CHECK (length(website) <= 300),
  mail TEXT NOT NULL CHECK (length(mail) BETWEEN 3 AND 254),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  asked_at INSTANT NOT NULL,
  outcome TEXT CHECK (outcome IN ('accepted', 'refused')),
  settled_event_id INTEGER64 REFERENCES journal (id)
);
CREATE INDEX organisation_request_waiting ON organisation_request (asked_at) WHERE outcome IS NULL;
