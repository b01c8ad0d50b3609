-- The bodies that take part: those of the official geography, and those that were asked for.
CREATE TABLE organisation (
  id IDENTIFIER,
  token TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN (
    'commune', 'intercommunality', 'department', 'region', 'syndicate', 'operator', 'state', 'association')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  genitive TEXT NOT NULL,
  siren TEXT CHECK (length(siren) = 9),
  insee_code TEXT,
  population INTEGER64 CHECK (population >= 0),
  department TEXT,
  region TEXT,
  intercommunality_siren TEXT,
  longitude REAL64,
  latitude REAL64,
  website TEXT,
  source TEXT NOT NULL,
  created_at INSTANT NOT NULL
);
CREATE UNIQUE INDEX organisation_insee_code ON organisation (kind, insee_code) WHERE insee_code IS NOT NULL;
CREATE UNIQUE INDEX organisation_siren ON organisation (siren) WHERE siren IS NOT NULL;
CREATE INDEX organisation_department ON organisation (department, kind);
CREATE INDEX organisation_intercommunality ON organisation (intercommunality_siren);
