-- A passage or a file that is blotted out for good: proposed by an instructor and confirmed by another, or asked by its
-- author and accepted by an instructor. Where it stands is written, never the passage.
CREATE TABLE redaction (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  -- Which row holds it: of contribution_version, comment_version, support_statement or attachment.
  place TEXT NOT NULL CHECK (place IN ('version', 'comment', 'statement', 'attachment')),
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
  CHECK ((outcome IS NULL) = (settled_event_id IS NULL)),
  CHECK (outcome IS NULL OR passage_hash IS NULL)
);
CREATE INDEX redaction_contribution ON redaction (contribution_id, id);
CREATE INDEX redaction_waiting ON redaction (id) WHERE outcome IS NULL;
CREATE INDEX redaction_event ON redaction (settled_event_id);
