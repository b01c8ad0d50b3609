-- What opens the page on which an official mailbox contests the ballot of its organisation.
CREATE TABLE contest_link (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  link_hash BYTES NOT NULL UNIQUE,
  sent_at INSTANT NOT NULL
);
CREATE INDEX contest_link_vote ON contest_link (vote_id);

-- An organisation says that its ballot is not its own: it does not count unless two persons restore it.
CREATE TABLE contest (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  ballot_id INTEGER64 NOT NULL REFERENCES ballot (id),
  -- Its place in the log.
  leaf INTEGER64 NOT NULL,
  made_at INSTANT NOT NULL,
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  outcome TEXT CHECK (outcome IN ('restored', 'set-aside')),
  settled_at INSTANT,
  settled_event_id INTEGER64 REFERENCES journal (id),
  CHECK ((outcome IS NULL) = (settled_at IS NULL)),
  CHECK ((outcome IS NULL) = (settled_event_id IS NULL))
);
-- One that is open, or that set the ballot aside for good.
CREATE UNIQUE INDEX contest_live ON contest (vote_id, organisation_id) WHERE outcome IS NULL OR outcome = 'set-aside';

CREATE TABLE contest_signature (
  id IDENTIFIER,
  contest_id INTEGER64 NOT NULL REFERENCES contest (id),
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('restored', 'set-aside')),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  UNIQUE (contest_id, person_id)
);
CREATE INDEX contest_signature_person ON contest_signature (person_id);

-- What happens to a vote, told by two persons: written by the first, published when the second signs. It alone moves
-- the closing, and later only.
CREATE TABLE incident (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  closes_at INSTANT,
  author_id INTEGER64 NOT NULL REFERENCES person (id),
  written_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  written_at INSTANT NOT NULL,
  signer_id INTEGER64 REFERENCES person (id),
  -- Its place in the log, once it is signed.
  leaf INTEGER64,
  published_at INSTANT,
  published_event_id INTEGER64 REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id),
  CHECK ((leaf IS NULL) = (signer_id IS NULL)),
  CHECK ((leaf IS NULL) = (published_at IS NULL)),
  CHECK (leaf IS NULL OR ended_event_id IS NULL)
);
CREATE INDEX incident_vote ON incident (vote_id);
CREATE INDEX incident_author ON incident (author_id);
CREATE INDEX incident_signer ON incident (signer_id);
