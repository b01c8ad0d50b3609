-- Safe while a vote is open: no ballot reads or writes what a committee decides.
-- The minutes count what is left of the envelope anew, in the order in which they tell the decisions.
ALTER TABLE ruling DROP COLUMN remains;
