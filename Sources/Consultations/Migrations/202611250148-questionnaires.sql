-- The extra questions of a rubric: a definition (JSON, core Forms), never changed but by a newer version.
CREATE TABLE questionnaire (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  rubric TEXT NOT NULL CHECK (rubric IN ('need', 'service')),
  version INTEGER64 NOT NULL,
  definition TEXT NOT NULL,
  published_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  published_at INSTANT NOT NULL,
  UNIQUE (consultation_id, rubric, version)
);
