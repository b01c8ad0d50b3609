-- What an organisation deposits: a draft that its authors alone see, then a contribution with its versions.
CREATE TABLE draft (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  -- Nobody yet, for one who drafts before her mandate is given.
  organisation_id INTEGER64 REFERENCES organisation (id),
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  rubric TEXT NOT NULL CHECK (rubric IN ('need', 'service')),
  -- The contribution that it corrects.
  contribution_id INTEGER64,
  title TEXT NOT NULL,
  today TEXT NOT NULL,
  for_whom TEXT NOT NULL,
  existing TEXT NOT NULL,
  expected TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  -- Slugs of themes, parted by spaces.
  themes TEXT NOT NULL,
  -- To be published by itself as soon as its author may act for an organisation.
  publishes_when_confirmed INTEGER64 NOT NULL,
  revision INTEGER64 NOT NULL,
  saved_by INTEGER64 NOT NULL REFERENCES person (id),
  saved_at INSTANT NOT NULL
);
CREATE INDEX draft_person ON draft (person_id);
CREATE INDEX draft_organisation ON draft (organisation_id);

CREATE TABLE contribution (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  number INTEGER64 NOT NULL,
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  department TEXT,
  rubric TEXT NOT NULL CHECK (rubric IN ('need', 'service')),
  published_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  published_at INSTANT NOT NULL,
  -- The number of its current version.
  version INTEGER64 NOT NULL,
  -- Live supports, counted apart, and together for the order of the list.
  authority_supports INTEGER64 NOT NULL CHECK (authority_supports >= 0),
  other_supports INTEGER64 NOT NULL CHECK (other_supports >= 0),
  supports INTEGER64 NOT NULL CHECK (supports = authority_supports + other_supports),
  UNIQUE (consultation_id, number)
);
CREATE INDEX contribution_newest ON contribution (consultation_id, published_at, id);
CREATE INDEX contribution_supported ON contribution (consultation_id, supports, id);
CREATE INDEX contribution_organisation ON contribution (organisation_id, id);

CREATE TABLE contribution_version (
  id IDENTIFIER,
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  number INTEGER64 NOT NULL,
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
  today TEXT NOT NULL CHECK (length(today) BETWEEN 1 AND 20000),
  for_whom TEXT NOT NULL CHECK (length(for_whom) <= 20000),
  existing TEXT NOT NULL CHECK (length(existing) <= 20000),
  expected TEXT NOT NULL CHECK (length(expected) <= 20000),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  themes TEXT NOT NULL,
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  at INSTANT NOT NULL,
  UNIQUE (contribution_id, number)
);

-- The themes of the current version.
CREATE TABLE contribution_theme (
  id IDENTIFIER,
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  theme_id INTEGER64 NOT NULL REFERENCES theme (id),
  UNIQUE (theme_id, contribution_id)
);
CREATE INDEX contribution_theme_contribution ON contribution_theme (contribution_id);

CREATE TABLE support (
  id IDENTIFIER,
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  given_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  given_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX support_live ON support (contribution_id, organisation_id) WHERE ended_event_id IS NULL;
CREATE INDEX support_organisation ON support (organisation_id) WHERE ended_event_id IS NULL;

-- Live figures of a consultation, kept with each act so that no page counts.
CREATE TABLE deposit_figures (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  rubric TEXT NOT NULL CHECK (rubric IN ('need', 'service')),
  contributions INTEGER64 NOT NULL,
  authority_supports INTEGER64 NOT NULL,
  other_supports INTEGER64 NOT NULL,
  UNIQUE (consultation_id, rubric)
);
