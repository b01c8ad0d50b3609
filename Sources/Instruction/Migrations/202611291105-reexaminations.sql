-- A depositor asks, once for each published decision, that somebody else than who decided look at it again. What was
-- asked stays asked; it waits as long as the decision lasts and no answer does.
CREATE TABLE reexamination (
  id IDENTIFIER,
  decision_id INTEGER64 NOT NULL UNIQUE REFERENCES decision (id),
  -- For whom it is asked.
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  person_id INTEGER64 REFERENCES person (id),
  -- To the instructors alone.
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 5000),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  asked_at INSTANT NOT NULL
);
CREATE INDEX reexamination_organisation ON reexamination (organisation_id);
CREATE INDEX reexamination_person ON reexamination (person_id);
CREATE INDEX reexamination_event ON reexamination (event_id);

-- Upheld, with a reason for all to read; or changed, by which the decision is undone.
CREATE TABLE reexamination_answer (
  id IDENTIFIER,
  reexamination_id INTEGER64 NOT NULL REFERENCES reexamination (id),
  kind TEXT NOT NULL CHECK (kind IN ('upheld', 'changed')),
  reason TEXT NOT NULL CHECK (length(reason) <= 5000 AND (kind = 'changed' OR length(reason) > 0)),
  person_id INTEGER64 REFERENCES person (id),
  event_id INTEGER64 NOT NULL REFERENCES journal (id),
  answered_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX reexamination_answer_live ON reexamination_answer (reexamination_id) WHERE ended_event_id IS NULL;
CREATE INDEX reexamination_answer_person ON reexamination_answer (person_id);
CREATE INDEX reexamination_answer_event ON reexamination_answer (event_id);
