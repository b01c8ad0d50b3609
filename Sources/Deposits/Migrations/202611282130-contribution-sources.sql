-- Where an imported contribution comes from, so that the same file brings it once.
CREATE TABLE contribution_source (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  contribution_id INTEGER64 NOT NULL UNIQUE REFERENCES contribution (id),
  source_key TEXT NOT NULL CHECK (length(source_key) BETWEEN 1 AND 300),
  UNIQUE (consultation_id, source_key)
);
