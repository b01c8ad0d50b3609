-- What an organisation says stands behind its ballot: information, which counts for nothing. One stands, those that it
-- replaced stay behind it; 'none' takes back what was said.
CREATE TABLE ballot_decision (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  right_id INTEGER64 NOT NULL REFERENCES casting_right (id),
  kind TEXT NOT NULL CHECK (kind IN ('none', 'head', 'delegation', 'deliberation')),
  number TEXT NOT NULL,
  dated_at INSTANT,
  -- In bytes, of its document; the pieces are those of the one that stands.
  document_size INTEGER64,
  told_at INSTANT NOT NULL,
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  replaced_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX ballot_decision_standing ON ballot_decision (vote_id, organisation_id)
  WHERE replaced_event_id IS NULL;
CREATE INDEX ballot_decision_right ON ballot_decision (right_id);

CREATE TABLE ballot_decision_piece (
  id IDENTIFIER,
  decision_id INTEGER64 NOT NULL REFERENCES ballot_decision (id),
  number INTEGER64 NOT NULL,
  bytes BYTES NOT NULL,
  UNIQUE (decision_id, number)
);
