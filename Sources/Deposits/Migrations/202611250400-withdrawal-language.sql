-- The language of the reason: the page's, when it was written.
ALTER TABLE withdrawal ADD COLUMN reason_language TEXT NOT NULL DEFAULT 'fr' CHECK (reason_language IN ('fr', 'en'));
