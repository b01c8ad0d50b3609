-- What organisations say under a contribution, on one level of replies.
ALTER TABLE contribution ADD COLUMN comments INTEGER64 NOT NULL DEFAULT 0 CHECK (comments >= 0);
CREATE INDEX contribution_commented ON contribution (consultation_id, comments, id);

CREATE TABLE comment (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  -- The comment that it answers; that one answers none.
  parent_id INTEGER64 REFERENCES comment (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  -- Its author, and what let her speak for the organisation; nobody for what a command has written.
  person_id INTEGER64 REFERENCES person (id),
  mandate_id INTEGER64 REFERENCES mandate (id),
  posted_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  posted_at INSTANT NOT NULL,
  -- The number of its current wording.
  version INTEGER64 NOT NULL,
  withdrawn_event_id INTEGER64 REFERENCES journal (id)
);
CREATE INDEX comment_contribution ON comment (contribution_id, id) WHERE parent_id IS NULL;
CREATE INDEX comment_parent ON comment (parent_id, id);
CREATE INDEX comment_person ON comment (person_id);

CREATE TABLE comment_version (
  id IDENTIFIER,
  comment_id INTEGER64 NOT NULL REFERENCES comment (id),
  number INTEGER64 NOT NULL,
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 5000),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  at INSTANT NOT NULL,
  UNIQUE (comment_id, number)
);

-- Hidden by an instructor, with the reason that is shown in its place; ended when it is shown again.
CREATE TABLE comment_hiding (
  id IDENTIFIER,
  comment_id INTEGER64 NOT NULL REFERENCES comment (id),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  hidden_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  hidden_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX comment_hiding_live ON comment_hiding (comment_id) WHERE ended_event_id IS NULL;

-- Somebody asks instructors to look at a comment; settled when they hide it or let it stand.
CREATE TABLE comment_report (
  id IDENTIFIER,
  comment_id INTEGER64 NOT NULL REFERENCES comment (id),
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  ground TEXT NOT NULL CHECK (ground IN ('insult', 'personal', 'advertising', 'off-topic', 'other')),
  message TEXT NOT NULL CHECK (length(message) <= 500),
  reported_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  reported_at INSTANT NOT NULL,
  settled_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX comment_report_live ON comment_report (comment_id, person_id) WHERE settled_event_id IS NULL;
