-- The instant at which a vote is to be counted and its result published, set beforehand.
CREATE TABLE vote_count_order (
  id IDENTIFIER,
  vote_id INTEGER64 NOT NULL REFERENCES vote (id),
  due_at INSTANT NOT NULL,
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  done_event_id INTEGER64 REFERENCES journal (id),
  -- Why it could not be counted then, in a word.
  failure TEXT,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX vote_count_order_waiting ON vote_count_order (vote_id)
  WHERE done_event_id IS NULL AND ended_event_id IS NULL;
