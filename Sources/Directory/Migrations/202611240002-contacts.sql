-- Official mailboxes and own domains, from the file of contacts (docs/data-formats.md). None ships with the product.
CREATE TABLE organisation_mailbox (
  id IDENTIFIER,
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  mail TEXT NOT NULL CHECK (length(mail) BETWEEN 3 AND 254),
  source TEXT NOT NULL,
  -- The day on which the source was true: YYYY-MM-DD.
  dated TEXT NOT NULL CHECK (length(dated) = 10),
  UNIQUE (organisation_id, mail)
);
CREATE TABLE organisation_domain (
  id IDENTIFIER,
  organisation_id INTEGER64 NOT NULL REFERENCES organisation (id),
  domain TEXT NOT NULL CHECK (length(domain) BETWEEN 3 AND 253),
  source TEXT NOT NULL,
  dated TEXT NOT NULL CHECK (length(dated) = 10),
  UNIQUE (organisation_id, domain)
);
