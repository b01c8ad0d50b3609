-- How many working days authors have to re-read the draft of a proposition before decisions that group their texts are
-- published; 0 where they are published without it. The newest counts; three days where nobody has said anything.
CREATE TABLE author_reading_rule (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  days INTEGER64 NOT NULL CHECK (days BETWEEN 0 AND 30),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  set_at INSTANT NOT NULL
);
CREATE INDEX author_reading_rule_consultation ON author_reading_rule (consultation_id, id);
CREATE INDEX author_reading_rule_event ON author_reading_rule (event_id);

-- The draft of a proposition is sent to those who deposited what it unites. Letters have left: it is never ended; the
-- newest of a proposition counts.
CREATE TABLE author_reading (
  id IDENTIFIER,
  proposition_id INTEGER64 NOT NULL REFERENCES proposition (id),
  -- What was sent.
  wording_id INTEGER64 NOT NULL REFERENCES wording (id),
  -- The first instant at which silence is agreement.
  due_at INSTANT NOT NULL,
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  sent_at INSTANT NOT NULL
);
CREATE INDEX author_reading_proposition ON author_reading (proposition_id, id);
CREATE INDEX author_reading_wording ON author_reading (wording_id);
CREATE INDEX author_reading_event ON author_reading (event_id);

-- An organisation agrees, or says what is missing: once.
CREATE TABLE author_remark (
  id IDENTIFIER,
  author_reading_id INTEGER64 NOT NULL REFERENCES author_reading (id),
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  person_id INTEGER64 REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('accepted', 'missing')),
  -- To the instructors alone.
  text TEXT NOT NULL CHECK (length(text) <= 5000 AND (kind = 'accepted') = (length(text) = 0)),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  answered_at INSTANT NOT NULL,
  UNIQUE (author_reading_id, organisation_id)
);
CREATE INDEX author_remark_organisation ON author_remark (organisation_id);
CREATE INDEX author_remark_person ON author_remark (person_id);
CREATE INDEX author_remark_event ON author_remark (event_id);

-- What is missing is taken into the text, or the instructor says why it is not.
CREATE TABLE remark_reply (
  id IDENTIFIER,
  author_remark_id INTEGER64 NOT NULL REFERENCES author_remark (id),
  kind TEXT NOT NULL CHECK (kind IN ('taken', 'answered')),
  text TEXT NOT NULL CHECK (length(text) <= 5000 AND (kind = 'taken' OR length(text) > 0)),
  person_id INTEGER64 REFERENCES person (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  replied_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX remark_reply_live ON remark_reply (author_remark_id) WHERE ended_event_id IS NULL;
CREATE INDEX remark_reply_person ON remark_reply (person_id);
CREATE INDEX remark_reply_event ON remark_reply (event_id);
