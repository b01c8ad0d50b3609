-- What was destroyed for good, and when the file of the database was written anew so that nothing of it is left there.
CREATE TABLE destruction (
  id IDENTIFIER,
  event_id INTEGER64 NOT NULL UNIQUE REFERENCES journal (id),
  at INSTANT NOT NULL,
  rewritten_at INSTANT
);
CREATE INDEX destruction_waiting ON destruction (at) WHERE rewritten_at IS NULL;

-- A person who was warned that her account sleeps, and goes thirty days later unless she comes back.
CREATE TABLE dormancy (
  id IDENTIFIER,
  person_id INTEGER64 NOT NULL UNIQUE REFERENCES person (id),
  warned_at INSTANT NOT NULL
);
