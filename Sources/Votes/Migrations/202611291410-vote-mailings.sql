-- The letters to all who are called: at the opening, then to those that have not opened their ballot. How far each is,
-- by the last line of the roll that was looked at.
CREATE TABLE vote_mailing (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  step TEXT NOT NULL CHECK (step IN ('opening', 'week', 'two-days', 'three-hours')),
  entry INTEGER64 NOT NULL,
  finished_at INSTANT,
  UNIQUE (vote_id, step)
);
