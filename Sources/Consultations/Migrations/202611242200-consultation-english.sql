-- The words of a consultation in English; empty where nobody wrote them, and then the French ones are shown.
ALTER TABLE consultation ADD COLUMN title_english TEXT NOT NULL DEFAULT '';
ALTER TABLE consultation ADD COLUMN lead_english TEXT NOT NULL DEFAULT '';
ALTER TABLE consultation ADD COLUMN organiser_english TEXT NOT NULL DEFAULT '';
