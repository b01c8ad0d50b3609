-- What an addressee is asked by mail, what it answers, and what a depositor says that it refused. None of these rows
-- is ended: what somebody from outside has said stays said. It is shown as long as the decision lasts.

-- A letter to the addressee of a published redirection, with a link of its own by which one answers without account.
CREATE TABLE addressee_link (
  id IDENTIFIER,
  decision_id INTEGER64 NOT NULL REFERENCES decision (id),
  -- How many days after the first letter: none for the first itself, then its reminders.
  days INTEGER64 NOT NULL CHECK (days IN (0, 15, 30)),
  link_hash BYTES NOT NULL UNIQUE,
  sent_at INSTANT NOT NULL,
  UNIQUE (decision_id, days)
);
CREATE INDEX addressee_link_sent ON addressee_link (sent_at) WHERE days = 0;

-- The newest of a decision counts.
CREATE TABLE addressee_answer (
  id IDENTIFIER,
  decision_id INTEGER64 NOT NULL REFERENCES decision (id),
  kind TEXT NOT NULL CHECK (kind IN ('takes', 'declines', 'needs')),
  text TEXT NOT NULL CHECK (length(text) <= 2000 AND (kind = 'takes' OR length(text) > 0)),
  -- In which it is written.
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  answered_at INSTANT NOT NULL
);
CREATE INDEX addressee_answer_decision ON addressee_answer (decision_id, id);
CREATE INDEX addressee_answer_event ON addressee_answer (event_id);

-- An organisation that deposits says, once and for all to read, that the addressee refused.
CREATE TABLE reported_refusal (
  id IDENTIFIER,
  decision_id INTEGER64 NOT NULL UNIQUE REFERENCES decision (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  reported_at INSTANT NOT NULL
);
CREATE INDEX reported_refusal_organisation ON reported_refusal (organisation_id);
CREATE INDEX reported_refusal_event ON reported_refusal (event_id);
