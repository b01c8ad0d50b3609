-- Whom the national register of elected members gives as the head of an authority: brought by its files alone. Neither a
-- day of birth, nor a sex, nor an occupation is kept of them.
CREATE TABLE registered_head (
  id IDENTIFIER,
  organisation_id INTEGER64 NOT NULL UNIQUE REFERENCES organisation (id),
  family_name TEXT NOT NULL,
  given_name TEXT NOT NULL,
  since_at INSTANT
);
