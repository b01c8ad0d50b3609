-- Two contributions of which an instructor said that they are not the same: they are not proposed together again.
CREATE TABLE separation (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  -- The lower of the two, so that a pair has one way to be written.
  first_contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  second_contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  separated_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id),
  CHECK (first_contribution_id < second_contribution_id)
);
CREATE UNIQUE INDEX separation_live ON separation (first_contribution_id, second_contribution_id)
  WHERE ended_event_id IS NULL;
CREATE INDEX separation_consultation ON separation (consultation_id, id);
