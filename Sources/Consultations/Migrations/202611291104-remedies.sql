-- For how long a re-examination of a decision may be asked, and what letters say of legal remedies. Another setting is
-- another row: that which was in force when a decision was published holds for it.
CREATE TABLE remedies (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  -- Working days.
  days INTEGER64 NOT NULL CHECK (days BETWEEN 1 AND 60),
  -- Empty where nobody has written it.
  mention TEXT NOT NULL CHECK (length(mention) <= 2000),
  mention_english TEXT NOT NULL CHECK (length(mention_english) <= 2000),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  established_at INSTANT NOT NULL
);
CREATE INDEX remedies_consultation ON remedies (consultation_id, id);
