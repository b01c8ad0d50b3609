-- What is decided of each contribution (docs/decisions/0008-decisions-are-rows-on-parts.md). Nothing is updated in
-- place, but by the event that ends a row.

-- Whom a contribution is redirected to.
CREATE TABLE addressee (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 150),
  -- Empty for one who is named and not written to.
  mail TEXT NOT NULL CHECK (length(mail) <= 254),
  page TEXT NOT NULL CHECK (length(page) <= 500),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  made_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id),
  CHECK (mail <> '' OR page <> '')
);
CREATE INDEX addressee_consultation ON addressee (consultation_id, id) WHERE ended_event_id IS NULL;
CREATE INDEX addressee_event ON addressee (event_id);

-- What will be put to the vote.
CREATE TABLE proposition (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  made_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE INDEX proposition_consultation ON proposition (consultation_id, id) WHERE ended_event_id IS NULL;
CREATE INDEX proposition_event ON proposition (event_id);

-- How a proposition is worded: the newest that lasts.
CREATE TABLE wording (
  id IDENTIFIER,
  proposition_id INTEGER64 NOT NULL REFERENCES proposition (id),
  -- The one that it replaced.
  previous_id INTEGER64 REFERENCES wording (id),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
  text TEXT NOT NULL CHECK (length(text) <= 20000),
  kind TEXT NOT NULL CHECK (kind IN ('develop', 'scale-up')),
  -- Slugs of themes, parted by spaces.
  themes TEXT NOT NULL,
  -- In euros: a range with its source, as information; and the one figure that is kept for the vote.
  lowest_cost INTEGER64 CHECK (lowest_cost >= 0),
  highest_cost INTEGER64 CHECK (highest_cost >= lowest_cost),
  cost_source TEXT NOT NULL CHECK (length(cost_source) <= 500),
  retained_cost INTEGER64 CHECK (retained_cost >= 0),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  written_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id),
  CHECK ((lowest_cost IS NULL) = (highest_cost IS NULL))
);
CREATE UNIQUE INDEX wording_first ON wording (proposition_id) WHERE ended_event_id IS NULL AND previous_id IS NULL;
CREATE UNIQUE INDEX wording_next ON wording (previous_id) WHERE ended_event_id IS NULL AND previous_id IS NOT NULL;
CREATE INDEX wording_proposition ON wording (proposition_id, id);
CREATE INDEX wording_event ON wording (event_id);

-- Ranges of sentences of one version that are decided by themselves.
CREATE TABLE part (
  id IDENTIFIER,
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  version INTEGER64 NOT NULL,
  number INTEGER64 NOT NULL CHECK (number BETWEEN 1 AND 9),
  -- `today:0-120 expected:0-60`: fields, and ranges of their characters (extended grapheme clusters).
  ranges TEXT NOT NULL CHECK (length(ranges) BETWEEN 1 AND 4000),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  divided_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX part_live ON part (contribution_id, number) WHERE ended_event_id IS NULL;
CREATE INDEX part_event ON part (event_id);

CREATE TABLE decision (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  -- None for a contribution that nobody has divided.
  part_id INTEGER64 REFERENCES part (id),
  -- The version of the contribution that was read.
  version INTEGER64 NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('grouped', 'kept', 'redirected', 'rejected')),
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 5000),
  person_id INTEGER64 REFERENCES person (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  decided_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX decision_whole ON decision (contribution_id) WHERE ended_event_id IS NULL AND part_id IS NULL;
CREATE UNIQUE INDEX decision_part ON decision (part_id) WHERE ended_event_id IS NULL AND part_id IS NOT NULL;
CREATE INDEX decision_consultation ON decision (consultation_id, id) WHERE ended_event_id IS NULL;
CREATE INDEX decision_contribution ON decision (contribution_id, id);
CREATE INDEX decision_event ON decision (event_id);

-- What a decision of each kind needs.
CREATE TABLE grouping (
  id IDENTIFIER,
  decision_id INTEGER64 NOT NULL REFERENCES decision (id),
  proposition_id INTEGER64 NOT NULL REFERENCES proposition (id),
  UNIQUE (decision_id, proposition_id)
);
CREATE INDEX grouping_proposition ON grouping (proposition_id);
CREATE TABLE redirection (
  id IDENTIFIER,
  decision_id INTEGER64 NOT NULL UNIQUE REFERENCES decision (id),
  addressee_id INTEGER64 NOT NULL REFERENCES addressee (id)
);
CREATE INDEX redirection_addressee ON redirection (addressee_id);
CREATE TABLE rejection (
  id IDENTIFIER,
  decision_id INTEGER64 NOT NULL UNIQUE REFERENCES decision (id),
  -- The article of the Rules on which it stands.
  rules_version INTEGER64 NOT NULL,
  article_key TEXT NOT NULL CHECK (length(article_key) BETWEEN 1 AND 60)
);

-- A second instructor has read a redirection or a rejection, and agrees.
CREATE TABLE second_reading (
  id IDENTIFIER,
  decision_id INTEGER64 NOT NULL REFERENCES decision (id),
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  read_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX second_reading_live ON second_reading (decision_id) WHERE ended_event_id IS NULL;
CREATE INDEX second_reading_event ON second_reading (event_id);

-- A decision that is published is no longer pending. Its row lasts as long as the decision does.
CREATE TABLE decision_publication (
  id IDENTIFIER,
  decision_id INTEGER64 NOT NULL UNIQUE REFERENCES decision (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  published_at INSTANT NOT NULL
);
CREATE INDEX decision_publication_event ON decision_publication (event_id);

-- All that is then ready is published at an hour that was set.
CREATE TABLE publication_order (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  due_at INSTANT NOT NULL,
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  done_event_id INTEGER64 REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX publication_order_live ON publication_order (consultation_id)
  WHERE done_event_id IS NULL AND ended_event_id IS NULL;
CREATE INDEX publication_order_event ON publication_order (event_id);
CREATE INDEX separation_event ON separation (event_id);

-- An instructor who does not treat a contribution, by herself.
CREATE TABLE recusal (
  id IDENTIFIER,
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  declared_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX recusal_live ON recusal (contribution_id, person_id) WHERE ended_event_id IS NULL;
CREATE INDEX recusal_event ON recusal (event_id);

-- Who is to treat a contribution.
CREATE TABLE assignment (
  id IDENTIFIER,
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  assigned_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX assignment_live ON assignment (contribution_id) WHERE ended_event_id IS NULL;
CREATE INDEX assignment_person ON assignment (person_id) WHERE ended_event_id IS NULL;
CREATE INDEX assignment_event ON assignment (event_id);

-- What instructors write to one another about a contribution.
CREATE TABLE instruction_note (
  id IDENTIFIER,
  contribution_id INTEGER64 NOT NULL REFERENCES contribution (id),
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 5000),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  written_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE INDEX instruction_note_contribution ON instruction_note (contribution_id, id);
CREATE INDEX instruction_note_event ON instruction_note (event_id);

-- Reasons that serve often, with places to be filled: {titre}, {organisme}…
CREATE TABLE usual_reason (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  kind TEXT NOT NULL CHECK (kind IN ('grouped', 'kept', 'redirected', 'rejected')),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 5000),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  made_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE INDEX usual_reason_consultation ON usual_reason (consultation_id, id) WHERE ended_event_id IS NULL;
CREATE INDEX usual_reason_event ON usual_reason (event_id);
