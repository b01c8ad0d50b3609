-- The Rules of a consultation, by version; an article keeps its key from one version to the next, decisions refer to it.
CREATE TABLE rules (
  id IDENTIFIER,
  consultation_id INTEGER64 NOT NULL REFERENCES consultation (id),
  version INTEGER64 NOT NULL,
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
  published_at INSTANT NOT NULL,
  UNIQUE (consultation_id, version)
);
CREATE TABLE rules_article (
  id IDENTIFIER,
  rules_id INTEGER64 NOT NULL REFERENCES rules (id),
  number INTEGER64 NOT NULL,
  article_key TEXT NOT NULL CHECK (length(article_key) BETWEEN 1 AND 60),
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
  -- Markdown.
  text TEXT NOT NULL,
  UNIQUE (rules_id, number),
  UNIQUE (rules_id, article_key)
);
