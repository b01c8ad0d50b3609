-- A service that authorities use and share: its sheet, after publiccode.yml. What its current version says stands here
-- for lists.
CREATE TABLE sheet (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  -- The address of its code, as addresses are compared: the same code has one sheet.
  code_key TEXT UNIQUE,
  version INTEGER64 NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  summary TEXT NOT NULL CHECK (length(summary) <= 300),
  summary_language TEXT NOT NULL,
  licence TEXT NOT NULL CHECK (length(licence) <= 500),
  -- Whether its licence is one that the Open Source Initiative has approved.
  is_open FLAG NOT NULL,
  -- Organisations that say that they use it, and still do.
  users INTEGER64 NOT NULL CHECK (users >= 0),
  made_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  made_at INSTANT NOT NULL,
  -- Of its last change.
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  changed_at INSTANT NOT NULL
);
CREATE INDEX sheet_event ON sheet (event_id);
CREATE INDEX sheet_used ON sheet (users, id);
CREATE INDEX sheet_changed ON sheet (changed_at, id);

CREATE TABLE sheet_version (
  id IDENTIFIER,
  sheet_id INTEGER64 NOT NULL REFERENCES sheet (id),
  number INTEGER64 NOT NULL,
  file TEXT NOT NULL CHECK (length(file) BETWEEN 1 AND 131072),
  -- Who wrote it.
  organisation_id INTEGER64 REFERENCES organisation (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  at INSTANT NOT NULL,
  UNIQUE (sheet_id, number)
);

-- The categories of the current version.
CREATE TABLE sheet_category (
  id IDENTIFIER,
  sheet_id INTEGER64 NOT NULL REFERENCES sheet (id),
  category TEXT NOT NULL,
  UNIQUE (category, sheet_id)
);
CREATE INDEX sheet_category_sheet ON sheet_category (sheet_id);

-- The organisations whose agents may change it.
CREATE TABLE sheet_maintainer (
  id IDENTIFIER,
  sheet_id INTEGER64 NOT NULL REFERENCES sheet (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  begun_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX sheet_maintainer_live ON sheet_maintainer (sheet_id, organisation_id) WHERE ended_event_id IS NULL;
CREATE INDEX sheet_maintainer_organisation ON sheet_maintainer (organisation_id) WHERE ended_event_id IS NULL;

-- What an organisation says of a service: that it uses it, or hosts it for others.
CREATE TABLE declaration (
  id IDENTIFIER,
  sheet_id INTEGER64 NOT NULL REFERENCES sheet (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  kind TEXT NOT NULL CHECK (kind IN ('uses', 'hosts')),
  -- A year, a month or a day; nothing where it is not said.
  since TEXT NOT NULL CHECK (length(since) IN (0, 4, 7, 10)),
  version TEXT NOT NULL CHECK (length(version) <= 60),
  -- The service or the function to ask; never a person.
  contact TEXT NOT NULL CHECK (length(contact) <= 120),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  declared_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX declaration_live ON declaration (sheet_id, organisation_id, kind) WHERE ended_event_id IS NULL;
CREATE INDEX declaration_organisation ON declaration (organisation_id) WHERE ended_event_id IS NULL;
