-- The public draw that settles ties where the form of a vote says so: typed by one person from its source, and typed
-- again by another before it enters the log.
CREATE TABLE vote_draw (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  held_at INSTANT NOT NULL,
  numbers TEXT NOT NULL,
  source TEXT NOT NULL,
  author_id INTEGER64 NOT NULL REFERENCES person (id),
  written_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  written_at INSTANT NOT NULL,
  signer_id INTEGER64 REFERENCES person (id),
  -- Its place in the log, once both have typed it.
  leaf INTEGER64,
  published_at INSTANT,
  published_event_id INTEGER64 REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id),
  CHECK ((leaf IS NULL) = (signer_id IS NULL)),
  CHECK ((leaf IS NULL) = (published_at IS NULL)),
  CHECK (leaf IS NULL OR ended_event_id IS NULL)
);
-- One that is not taken back, for each vote.
CREATE UNIQUE INDEX vote_draw_vote ON vote_draw (vote_id) WHERE ended_event_id IS NULL;
CREATE INDEX vote_draw_author ON vote_draw (author_id);
CREATE INDEX vote_draw_signer ON vote_draw (signer_id);
