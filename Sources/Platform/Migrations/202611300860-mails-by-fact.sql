-- Safe while a vote is open: an index, of which nothing that is kept changes.

-- Whoever looks for what was written of a thing finds it by its fact, not by each address.
CREATE INDEX outgoing_mail_fact ON outgoing_mail (fact);
