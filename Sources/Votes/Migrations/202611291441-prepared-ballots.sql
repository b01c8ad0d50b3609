-- What a colleague or an operator proposes that an organisation choose: nothing of it counts before somebody entitled
-- takes it up. One stands, those that it replaced stay behind it.
CREATE TABLE prepared_ballot (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  -- Null for a colleague.
  operator_id INTEGER64 REFERENCES organisation (id),
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  choices TEXT NOT NULL,
  prepared_at INSTANT NOT NULL,
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  replaced_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX prepared_ballot_standing ON prepared_ballot (vote_id, organisation_id)
  WHERE replaced_event_id IS NULL;
CREATE INDEX prepared_ballot_person ON prepared_ballot (person_id);
