-- Until when a mail that is only ever postponed is worth sending: a code for an hour, an invitation for as long as its link.
ALTER TABLE outgoing_mail ADD COLUMN worth_until INSTANT;
