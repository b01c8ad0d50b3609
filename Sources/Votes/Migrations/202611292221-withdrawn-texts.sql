-- Safe while a vote is open: it adds columns that are null, and changes no row.
-- A text that was withdrawn stays as what was taken out of it left it, and nothing opens its commitment any more: its
-- nonce is empty. This is the place in the log of the line that says so.
ALTER TABLE vote_text ADD COLUMN withdrawn_leaf INTEGER64;
-- The number and the document of a decision behind a ballot are withdrawn for everyone, with a reason to read.
ALTER TABLE ballot_decision ADD COLUMN withdrawal_reason TEXT;
ALTER TABLE ballot_decision ADD COLUMN withdrawn_event_id INTEGER64 REFERENCES journal (id);
