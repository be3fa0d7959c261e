-- Solved issues that are in no file: imported ones, and those that agents' solutions become.
CREATE TABLE solved_issues (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  key TEXT NOT NULL, -- what the source calls it
  hash TEXT NOT NULL,
  body TEXT NOT NULL, -- JSON
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX solved_issues_by_source ON solved_issues (source);
