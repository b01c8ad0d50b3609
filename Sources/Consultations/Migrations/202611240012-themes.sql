-- The subjects by which contributions of a consultation are filtered.
CREATE TABLE theme (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  slug TEXT NOT NULL CHECK (length(slug) BETWEEN 1 AND 60),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  title_english TEXT NOT NULL CHECK (length(title_english) BETWEEN 1 AND 100),
  position INTEGER64 NOT NULL,
  UNIQUE (consultation_id, slug)
);
