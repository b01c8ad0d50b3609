-- A search reads again the contributions that were published, corrected or put back on line since it last looked.
CREATE INDEX withdrawal_ended ON withdrawal (ended_event_id) WHERE ended_event_id IS NOT NULL;
CREATE INDEX contribution_version_event ON contribution_version (event_id);
