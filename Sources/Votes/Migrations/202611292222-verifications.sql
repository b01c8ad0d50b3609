-- Safe while a vote is open: it adds a table.
-- A third party has run a verifier on the log of a vote, and published what it found: recorded by an administrator.
CREATE TABLE third_party_verification (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  name TEXT NOT NULL,
  -- Noon of the day.
  run_at INSTANT NOT NULL,
  report TEXT NOT NULL,
  -- The size of the head that was checked.
  size INTEGER64 NOT NULL,
  recorded_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE INDEX third_party_verification_vote ON third_party_verification (vote_id) WHERE ended_event_id IS NULL;
