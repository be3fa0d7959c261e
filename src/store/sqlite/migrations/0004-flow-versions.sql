-- Flows as they were when they were in force: a conversation goes on in the version that it began with.
CREATE TABLE flow_versions (
  hash TEXT PRIMARY KEY,
  flow TEXT NOT NULL,
  definition TEXT NOT NULL, -- JSON
  kept_at INTEGER NOT NULL
) STRICT;
