-- The journal is read as an audit trail: by person, by organisation, by kind.
CREATE INDEX journal_person ON journal (person_id, id) WHERE person_id IS NOT NULL;
CREATE INDEX journal_organisation ON journal (organisation_id, id) WHERE organisation_id IS NOT NULL;
CREATE INDEX journal_kind ON journal (kind, id);
