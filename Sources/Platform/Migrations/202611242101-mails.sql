-- Mails are paced for each domain that they go to; a person is told a fact once, whatever her address.
ALTER TABLE outgoing_mail ADD COLUMN domain TEXT NOT NULL DEFAULT '';
-- What stands after the only @: the rest of the address, taken away.
UPDATE outgoing_mail SET domain = replace(recipient, rtrim(recipient, replace(recipient, '@', '')), '');
ALTER TABLE outgoing_mail ADD COLUMN tried_at INSTANT;
DROP INDEX outgoing_mail_waiting;
CREATE INDEX outgoing_mail_waiting ON outgoing_mail (priority, next_try_at, domain) WHERE state = 'waiting';
CREATE INDEX outgoing_mail_tried ON outgoing_mail (tried_at, domain);
CREATE INDEX outgoing_mail_state ON outgoing_mail (state, id);
CREATE UNIQUE INDEX outgoing_mail_told ON outgoing_mail (person_id, fact) WHERE person_id IS NOT NULL;

-- An address that refuses our mails for ever: said by the dialogue with the server, or by a bounce afterwards. Live while
-- nothing has ended it.
CREATE TABLE refusing_address (
  id IDENTIFIER,
  mail TEXT NOT NULL,
  since INSTANT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('dialogue', 'bounce')),
  answer TEXT NOT NULL,
  noted_event_id INTEGER64 NOT NULL REFERENCES journal (id),
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX refusing_address_live ON refusing_address (mail) WHERE ended_event_id IS NULL;

-- An address that no longer wants the mails that one may refuse.
CREATE TABLE unsubscription (
  id IDENTIFIER,
  mail TEXT NOT NULL,
  made_at INSTANT NOT NULL,
  ended_event_id INTEGER64 REFERENCES journal (id)
);
CREATE UNIQUE INDEX unsubscription_live ON unsubscription (mail) WHERE ended_event_id IS NULL;
