-- Safe while a vote is open: columns that nothing which came before reads; what was before is told to nobody.
-- What is still to be written, to whoever may cast and to the official mailbox: that the right was given, why it ended.
ALTER TABLE casting_right ADD COLUMN grant_untold FLAG NOT NULL DEFAULT 0;
ALTER TABLE casting_right ADD COLUMN end_untold TEXT CHECK (end_untold IN ('withdrawn', 'office-ended', 'contested'));
CREATE INDEX casting_right_untold ON casting_right (id) WHERE grant_untold = 1 OR end_untold IS NOT NULL;
-- That the request was refused.
ALTER TABLE right_request ADD COLUMN refusal_untold FLAG NOT NULL DEFAULT 0;
CREATE INDEX right_request_untold ON right_request (id) WHERE refusal_untold = 1;
