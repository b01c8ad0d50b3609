-- One person may have two windows in conflict with the same draft: what each of them holds is kept, and none replaces
-- the other's. The UNIQUE of the table is wider now, which only a new table can have on both engines.
CREATE TABLE draft_conflict_of_window (
  id IDENTIFIER,
  -- Of the draft, which may be gone.
  token TEXT NOT NULL,
  -- In which it was typed.
  window_token TEXT NOT NULL,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  rubric TEXT NOT NULL CHECK (rubric IN ('need', 'service')),
  -- The marks of the text upon which it was typed, where they are known.
  base TEXT,
  kept_at INSTANT NOT NULL,
  title TEXT NOT NULL,
  today TEXT NOT NULL,
  for_whom TEXT NOT NULL,
  existing TEXT NOT NULL,
  expected TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  themes TEXT NOT NULL,
  code_address TEXT NOT NULL,
  licence TEXT NOT NULL,
  maintainer TEXT NOT NULL,
  users TEXT NOT NULL,
  documentation TEXT NOT NULL,
  cost TEXT NOT NULL,
  answers TEXT NOT NULL,
  questionnaire_id INTEGER64 REFERENCES questionnaire (id),
  UNIQUE (token, person_id, window_token)
);
INSERT INTO draft_conflict_of_window (
  window_token, token, consultation_id, person_id, rubric, base, kept_at, title, today, for_whom, existing,
  expected, language, themes, code_address, licence, maintainer, users, documentation, cost, answers,
  questionnaire_id
)
SELECT
  '0000000000', token, consultation_id, person_id, rubric, base, kept_at, title, today, for_whom, existing,
  expected, language, themes, code_address, licence, maintainer, users, documentation, cost, answers,
  questionnaire_id
FROM draft_conflict ORDER BY id;
DROP TABLE draft_conflict;
ALTER TABLE draft_conflict_of_window RENAME TO draft_conflict;
CREATE INDEX draft_conflict_person ON draft_conflict (person_id);
