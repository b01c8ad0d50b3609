-- Which window saved a draft last, and the marks of what its form held: how a save tells its own from others'.
ALTER TABLE draft ADD COLUMN saved_from TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN saved_base TEXT NOT NULL DEFAULT '';

-- What one person typed upon a draft that somebody else had changed meanwhile, or that is gone; hers alone, until she
-- has chosen.
CREATE TABLE draft_conflict (
  id IDENTIFIER,
  -- Of the draft, which may be gone.
  token TEXT NOT NULL,
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
  UNIQUE (token, person_id)
);
CREATE INDEX draft_conflict_person ON draft_conflict (person_id);
