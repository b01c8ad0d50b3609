-- A vote whose log was restored short of what had been published takes no ballot until an incident says what is done.
ALTER TABLE vote ADD COLUMN suspended_event_id INTEGER64 REFERENCES journal (id);
