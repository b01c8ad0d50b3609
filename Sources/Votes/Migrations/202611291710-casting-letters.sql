-- A letter on paper with a one-time code, for the head of an organisation that mail does not reach. One stands at a time:
-- printing it anew replaces it, and its code ends with it.
CREATE TABLE casting_letter (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  code_hash BYTES NOT NULL UNIQUE,
  printed_at INSTANT NOT NULL,
  -- The first instant at which its code is worth nothing.
  expires_at INSTANT NOT NULL,
  printed_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  used_event_id INTEGER64 REFERENCES journal (id),
  replaced_event_id INTEGER64 REFERENCES journal (id),
  CHECK (used_event_id IS NULL OR replaced_event_id IS NULL)
);
CREATE UNIQUE INDEX casting_letter_standing ON casting_letter (vote_id, organisation_id)
  WHERE used_event_id IS NULL AND replaced_event_id IS NULL;
