-- One place more whose words can be named: what later rooms wrote of a contribution. The list is part of the table, which
-- is made anew; nothing refers to its rows.
CREATE TABLE redaction_new (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  -- Which row holds it: of contribution_version, comment_version, support_statement, withdrawal, comment_hiding,
  -- attachment (its description, or the whole file), or the table that the field names.
  place TEXT NOT NULL CHECK (place IN (
    'version', 'comment', 'statement', 'withdrawal', 'hiding', 'description', 'attachment', 'later')),
  place_id INTEGER64 NOT NULL,
  -- The column, and the range in it; none for a file, which goes whole.
  field TEXT NOT NULL,
  first_character INTEGER64 NOT NULL CHECK (first_character >= 0),
  characters INTEGER64 NOT NULL CHECK (characters >= 0),
  -- Of the passage, until it is settled: another redaction may have moved it.
  passage_hash BYTES,
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  reason_language TEXT NOT NULL CHECK (reason_language IN ('fr', 'en')),
  origin TEXT NOT NULL CHECK (origin IN ('instructor', 'author')),
  proposed_by INTEGER64 REFERENCES person (id),
  proposed_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  proposed_at INSTANT NOT NULL,
  outcome TEXT CHECK (outcome IN ('done', 'refused')),
  settled_event_id INTEGER64 REFERENCES journal (id),
  settled_at INSTANT,
  -- How many files that held the passage went with it.
  files INTEGER64 NOT NULL DEFAULT 0 CHECK (files >= 0),
  CHECK ((outcome IS NULL) = (settled_event_id IS NULL)),
  CHECK (outcome IS NULL OR passage_hash IS NULL)
);
INSERT INTO redaction_new (token, contribution_id, place, place_id, field, first_character, characters, passage_hash,
    reason, reason_language, origin, proposed_by, proposed_event_id, proposed_at, outcome, settled_event_id, settled_at,
    files)
  SELECT token, contribution_id, place, place_id, field, first_character, characters, passage_hash,
    reason, reason_language, origin, proposed_by, proposed_event_id, proposed_at, outcome, settled_event_id, settled_at,
    files
  FROM redaction ORDER BY id;
DROP TABLE redaction;
ALTER TABLE redaction_new RENAME TO redaction;
CREATE INDEX redaction_contribution ON redaction (contribution_id, id);
CREATE INDEX redaction_waiting ON redaction (id) WHERE outcome IS NULL;
CREATE INDEX redaction_event ON redaction (settled_event_id);
