-- A sentence of a contribution that stands in a wording: where it is in the version that was read. It lasts as long as
-- the wording does, and goes on with the next one while it still stands in its text.
CREATE TABLE picked_sentence (
  id IDENTIFIER,
  wording_id INTEGER64 NOT NULL REFERENCES wording (id),
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  version INTEGER64 NOT NULL,
  -- The answer in which it stands, and the range of its characters (extended grapheme clusters) there.
  field TEXT NOT NULL CHECK (field IN ('today', 'for_whom', 'existing', 'expected')),
  first_character INTEGER64 NOT NULL CHECK (first_character >= 0),
  end_character INTEGER64 NOT NULL CHECK (end_character > first_character),
  UNIQUE (wording_id, contribution_id, version, field, first_character)
);
CREATE INDEX picked_sentence_contribution ON picked_sentence (contribution_id, version);

-- Why what is not taken of a contribution is not in the text: one for each contribution, and it goes on with the next
-- wording.
CREATE TABLE unkept_reason (
  id IDENTIFIER,
  wording_id INTEGER64 NOT NULL REFERENCES wording (id),
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 5000),
  UNIQUE (wording_id, contribution_id)
);
CREATE INDEX unkept_reason_contribution ON unkept_reason (contribution_id);
