-- Why one sentence of a contribution is not in a wording, where the reason for the whole contribution does not say it:
-- where it stands in the version that was read. It goes on with the next wording, until the sentence is picked.
CREATE TABLE unkept_sentence (
  id IDENTIFIER,
  wording_id INTEGER64 NOT NULL REFERENCES wording (id),
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  version INTEGER64 NOT NULL,
  -- The answer in which it stands, and the range of its characters (extended grapheme clusters) there.
  field TEXT NOT NULL CHECK (field IN ('today', 'for_whom', 'existing', 'expected')),
  first_character INTEGER64 NOT NULL CHECK (first_character >= 0),
  end_character INTEGER64 NOT NULL CHECK (end_character > first_character),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  UNIQUE (wording_id, contribution_id, version, field, first_character)
);
CREATE INDEX unkept_sentence_contribution ON unkept_sentence (contribution_id, version);
