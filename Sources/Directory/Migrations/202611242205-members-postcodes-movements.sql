-- Who is a member of which operator, from the file of members (docs/data-formats.md).
CREATE TABLE organisation_member (
  id IDENTIFIER,
  operator_id INTEGER64 NOT NULL REFERENCES organisation (id),
  member_id INTEGER64 NOT NULL REFERENCES organisation (id),
  source TEXT NOT NULL,
  -- The day on which the source was true: YYYY-MM-DD.
  dated TEXT NOT NULL CHECK (length(dated) = 10),
  UNIQUE (operator_id, member_id),
  CHECK (operator_id <> member_id)
);
CREATE INDEX organisation_member_member ON organisation_member (member_id);

-- Postal codes of communes; a commune has several, and several communes share one.
CREATE TABLE organisation_postcode (
  id IDENTIFIER,
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  postcode TEXT NOT NULL CHECK (length(postcode) = 5),
  UNIQUE (organisation_id, postcode)
);

-- What happened to communes: INSEE's file of movements, as much of it as concerns whole communes. Kept, so that an
-- older edition of the register does not undo it.
CREATE TABLE commune_movement (
  id IDENTIFIER,
  -- INSEE's MOD.
  movement INTEGER64 NOT NULL,
  effective_on TEXT NOT NULL CHECK (length(effective_on) = 10),
  code_before TEXT NOT NULL CHECK (length(code_before) = 5),
  name_before TEXT NOT NULL,
  code_after TEXT NOT NULL CHECK (length(code_after) = 5),
  name_after TEXT NOT NULL,
  -- INSEE's TNCC of the name after.
  article_after INTEGER64 NOT NULL CHECK (article_after BETWEEN 0 AND 8),
  UNIQUE (effective_on, movement, code_before, code_after)
);

-- A commune that another took over; it keeps its page, its deposits and its mandates.
CREATE TABLE organisation_merger (
  id IDENTIFIER,
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  into_id INTEGER64 NOT NULL REFERENCES organisation (id),
  effective_on TEXT NOT NULL CHECK (length(effective_on) = 10),
  given_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id),
  CHECK (organisation_id <> into_id)
);
CREATE UNIQUE INDEX organisation_merger_live ON organisation_merger (organisation_id) WHERE ended_event_id IS NULL;
CREATE INDEX organisation_merger_into ON organisation_merger (into_id) WHERE ended_event_id IS NULL;
