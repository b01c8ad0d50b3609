-- What lets an operator prepare for one of its members: asked by the operator, accepted or refused by the member.
CREATE TABLE preparation (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  operator_id INTEGER64 NOT NULL REFERENCES organisation (id),
  member_id INTEGER64 NOT NULL REFERENCES organisation (id),
  -- What may be prepared: the drafts of contributions.
  scope TEXT NOT NULL CHECK (scope IN ('drafts')),
  asked_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  asked_at INSTANT NOT NULL,
  -- The last letter, and how many there were.
  written_at INSTANT NOT NULL,
  letters INTEGER64 NOT NULL CHECK (letters >= 1),
  -- Until when; the member may choose an earlier day than the operator had asked.
  until_at INSTANT NOT NULL,
  answer TEXT CHECK (answer IN ('accepted', 'refused')),
  answered_event_id INTEGER64 REFERENCES journal (id),
  answered_at INSTANT,
  ended_event_id INTEGER64 REFERENCES journal (id),
  ended_at INSTANT,
  CHECK ((answer IS NULL) = (answered_event_id IS NULL)),
  CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CHECK ((ended_event_id IS NULL) = (ended_at IS NULL)),
  CHECK (operator_id <> member_id)
);
CREATE UNIQUE INDEX preparation_live ON preparation (operator_id, member_id) WHERE ended_event_id IS NULL;
CREATE INDEX preparation_member ON preparation (member_id) WHERE ended_event_id IS NULL;

-- The link of each letter, to a mailbox or to a person; only its hash is kept.
CREATE TABLE preparation_link (
  id IDENTIFIER,
  preparation_id INTEGER64 NOT NULL REFERENCES preparation (id),
  person_id INTEGER64 REFERENCES person (id),
  link_hash BYTES NOT NULL UNIQUE,
  sent_at INSTANT NOT NULL
);
CREATE INDEX preparation_link_preparation ON preparation_link (preparation_id);
