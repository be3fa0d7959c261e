-- Events on their way to other systems. A row goes once its endpoint has taken it.
CREATE TABLE webhooks (
  id TEXT NOT NULL, -- the event's: the same at each endpoint
  endpoint TEXT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL, -- as it is sent
  channel TEXT NOT NULL, -- of the conversation
  account TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'dead')),
  not_before INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  dead_at INTEGER,
  error TEXT,
  PRIMARY KEY (id, endpoint)
) STRICT;
CREATE INDEX webhooks_by_due ON webhooks (endpoint, not_before) WHERE status = 'waiting';

-- Endpoints that said that they want no more.
CREATE TABLE gone_endpoints (
  endpoint TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT;
