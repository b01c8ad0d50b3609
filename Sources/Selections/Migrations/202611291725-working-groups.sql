-- Those who work on some propositions between the vote and the selection. Their meetings, a line for each, and what they
-- found, in Markdown, are public.
CREATE TABLE working_group (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  committee_id INTEGER64 NOT NULL REFERENCES committee (id),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
  meetings TEXT NOT NULL,
  summary TEXT NOT NULL,
  made_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  edited_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE INDEX working_group_committee ON working_group (committee_id, id);
CREATE TABLE working_group_proposition (
  id IDENTIFIER,
  group_id INTEGER64 NOT NULL REFERENCES working_group (id),
  proposition_id INTEGER64 NOT NULL REFERENCES proposition (id),
  UNIQUE (group_id, proposition_id)
);
