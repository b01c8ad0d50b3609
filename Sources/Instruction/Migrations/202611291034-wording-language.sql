-- In which language a wording is written: that of the contribution for one that is kept alone.
ALTER TABLE wording ADD COLUMN language TEXT NOT NULL DEFAULT 'fr' CHECK (language IN ('fr', 'en'));
UPDATE wording SET language = 'en' WHERE previous_id IS NULL AND EXISTS (
  SELECT 1 FROM decision JOIN contribution_version ON contribution_version.contribution_id = decision.contribution_id
    AND contribution_version.number = decision.version
  WHERE decision.event_id = wording.event_id AND decision.kind = 'kept' AND contribution_version.language = 'en');
