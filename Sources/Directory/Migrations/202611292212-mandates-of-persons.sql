-- Safe while a vote is open: an index alone.
-- Whether somebody acted for an organisation and acts for it no longer is asked each time that she casts its ballot.
CREATE INDEX mandate_person ON mandate (person_id, organisation_id);
