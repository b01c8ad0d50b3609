-- The last reminder of the closing that was written for a draft: the closing and the step.
ALTER TABLE draft ADD COLUMN reminded TEXT NOT NULL DEFAULT '';
