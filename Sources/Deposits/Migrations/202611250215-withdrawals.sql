-- A contribution that its organisation takes back: a tombstone stays, with the reason.
CREATE TABLE withdrawal (
  id IDENTIFIER,
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  withdrawn_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  withdrawn_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX withdrawal_live ON withdrawal (contribution_id) WHERE ended_event_id IS NULL;
CREATE INDEX withdrawal_event ON withdrawal (withdrawn_event_id);
