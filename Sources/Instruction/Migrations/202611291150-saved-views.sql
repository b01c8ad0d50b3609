-- The tab and the filters of the queue that an instructor keeps under a name of hers.
CREATE TABLE saved_view (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- As the address of the queue holds them.
  filters TEXT NOT NULL CHECK (length(filters) <= 2000),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  kept_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE INDEX saved_view_person ON saved_view (person_id, consultation_id) WHERE ended_event_id IS NULL;
CREATE INDEX saved_view_event ON saved_view (event_id);
