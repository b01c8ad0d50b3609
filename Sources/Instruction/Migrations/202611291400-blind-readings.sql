-- What a second instructor would decide of a contribution of the sample, without having seen what was decided.
CREATE TABLE blind_reading (
  id IDENTIFIER,
  -- The decision that she did not see.
  decision_id INTEGER64 NOT NULL UNIQUE REFERENCES decision (id),
  person_id INTEGER64 REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('grouped', 'kept', 'redirected', 'rejected')),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  read_at INSTANT NOT NULL
);
CREATE INDEX blind_reading_person ON blind_reading (person_id);
CREATE INDEX blind_reading_event ON blind_reading (event_id);
