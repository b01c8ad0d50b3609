-- The desk counts and finds what comes next from the live rows alone.
CREATE INDEX decision_live ON decision (consultation_id, contribution_id, version) WHERE ended_event_id IS NULL;
CREATE INDEX decision_reread ON decision (contribution_id) WHERE ended_event_id IS NULL
  AND kind IN ('redirected', 'rejected');
CREATE INDEX contribution_corrected ON contribution (consultation_id, id) WHERE version > 1;
