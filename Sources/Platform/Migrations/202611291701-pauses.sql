-- Safe while a vote is open: a table of its own, which no ballot reads or writes.

-- The site only reads for a while, around an upgrade; its steps come one after the other, and end together.
CREATE TABLE pause (
  id IDENTIFIER,
  step TEXT NOT NULL CHECK (step IN ('acts', 'ballots')),
  begun_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX pause_live ON pause (step) WHERE ended_event_id IS NULL;
