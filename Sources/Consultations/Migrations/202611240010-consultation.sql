-- A consultation and its calendar. A phase without an end stays open.
CREATE TABLE consultation (
  id IDENTIFIER,
  slug TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 60),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
  lead TEXT NOT NULL,
  organiser TEXT NOT NULL,
  created_at INSTANT NOT NULL
);
CREATE TABLE phase (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  kind TEXT NOT NULL CHECK (kind IN (
    'deposit', 'instruction', 'vote', 'selection', 'experimentation', 'funding')),
  opens_at INSTANT NOT NULL,
  closes_at INSTANT,
  CHECK (closes_at IS NULL OR closes_at > opens_at),
  UNIQUE (consultation_id, kind)
);
