-- Safe while a vote is open: one more table, which nothing that came before reads.
-- An instructor says that a right to cast should end, and why: a second one who says the same ends it.
CREATE TABLE right_end_signature (
  id IDENTIFIER,
  right_id INTEGER64 NOT NULL REFERENCES casting_right (id),
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  reason TEXT NOT NULL CHECK (reason IN ('office-ended', 'contested')),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  UNIQUE (right_id, person_id)
);
CREATE INDEX right_end_signature_person ON right_end_signature (person_id);
