-- Files beside a contribution: first in a draft, then with what was published.
CREATE TABLE attachment (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  draft_id INTEGER64 REFERENCES draft (id),
  contribution_id INTEGER64 REFERENCES contribution (id),
  audience TEXT NOT NULL CHECK (audience IN ('instructors', 'public')),
  -- Told from the content once it is whole.
  kind TEXT CHECK (kind IN ('pdf', 'png', 'jpeg', 'odt', 'ods', 'docx')),
  description TEXT NOT NULL CHECK (length(description) BETWEEN 1 AND 150),
  -- By which a browser knows again the file that it sends; not its name.
  mark TEXT NOT NULL,
  size INTEGER64 NOT NULL CHECK (size > 0),
  received INTEGER64 NOT NULL CHECK (received BETWEEN 0 AND size),
  sent_by INTEGER64 REFERENCES person (id),
  begun_at INSTANT NOT NULL,
  whole_at INSTANT,
  published_event_id INTEGER64 REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id),
  CHECK ((draft_id IS NULL) <> (contribution_id IS NULL)),
  CHECK ((whole_at IS NULL) = (kind IS NULL)),
  CHECK (contribution_id IS NULL OR (whole_at IS NOT NULL AND published_event_id IS NOT NULL))
);
CREATE INDEX attachment_draft ON attachment (draft_id);
CREATE INDEX attachment_contribution ON attachment (contribution_id);
CREATE INDEX attachment_unfinished ON attachment (begun_at) WHERE whole_at IS NULL;

-- Its bytes, 256 kB in a row; none once it is removed.
CREATE TABLE attachment_piece (
  attachment_id INTEGER64 NOT NULL REFERENCES attachment (id),
  number INTEGER64 NOT NULL,
  bytes BYTES NOT NULL,
  PRIMARY KEY (attachment_id, number)
);

-- What the publication of a correction will remove.
CREATE TABLE attachment_removal (
  draft_id INTEGER64 NOT NULL REFERENCES draft (id),
  attachment_id INTEGER64 NOT NULL REFERENCES attachment (id),
  PRIMARY KEY (draft_id, attachment_id)
);

-- The text that was found in it, to be searched.
CREATE TABLE attachment_text (
  id IDENTIFIER,
  attachment_id INTEGER64 NOT NULL UNIQUE REFERENCES attachment (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  reading TEXT NOT NULL CHECK (reading IN ('found', 'nothing', 'unreadable')),
  -- Whether more was there than is kept.
  is_cut FLAG NOT NULL,
  text TEXT NOT NULL CHECK (length(text) <= 100000)
);
CREATE INDEX attachment_text_event ON attachment_text (event_id);
