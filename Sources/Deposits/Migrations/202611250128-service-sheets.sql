-- What a service that is shared tells of itself, so that another authority can take it up; empty for a need.
ALTER TABLE draft ADD COLUMN code_address TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN licence TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN maintainer TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN users TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN documentation TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN cost TEXT NOT NULL DEFAULT '';
ALTER TABLE contribution_version ADD COLUMN code_address TEXT NOT NULL DEFAULT '' CHECK (length(code_address) <= 2000);
ALTER TABLE contribution_version ADD COLUMN licence TEXT NOT NULL DEFAULT '' CHECK (length(licence) <= 2000);
ALTER TABLE contribution_version ADD COLUMN maintainer TEXT NOT NULL DEFAULT '' CHECK (length(maintainer) <= 2000);
ALTER TABLE contribution_version ADD COLUMN users TEXT NOT NULL DEFAULT '' CHECK (length(users) <= 2000);
ALTER TABLE contribution_version ADD COLUMN documentation TEXT NOT NULL DEFAULT '' CHECK (length(documentation) <= 2000);
ALTER TABLE contribution_version ADD COLUMN cost TEXT NOT NULL DEFAULT '' CHECK (length(cost) <= 2000);
