-- Checks that the bot runs by itself.

-- Runs that have not come to an end: what they found goes on as an inbound, and the row goes with it.
CREATE TABLE probe_runs (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  run INTEGER NOT NULL,
  requests TEXT NOT NULL, -- JSON
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX probe_runs_by_age ON probe_runs (created_at, id);
