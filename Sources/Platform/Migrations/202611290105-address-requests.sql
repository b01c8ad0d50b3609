-- An address that a person adds to her account, until a link or a code sent there has proved it.
CREATE TABLE address_request (
  id IDENTIFIER,
  person_id INTEGER64 NOT NULL REFERENCES person (id),
  mail TEXT NOT NULL CHECK (length(mail) BETWEEN 3 AND 254),
  link_hash BYTES NOT NULL UNIQUE,
  code_hash BYTES NOT NULL,
  asked_at INSTANT NOT NULL,
  expires_at INSTANT NOT NULL,
  wrong_tries INTEGER64 NOT NULL,
  ended_at INSTANT
);
CREATE INDEX address_request_person ON address_request (person_id, asked_at);
CREATE INDEX address_request_mail ON address_request (mail, asked_at);
CREATE INDEX address_request_expires_at ON address_request (expires_at);
