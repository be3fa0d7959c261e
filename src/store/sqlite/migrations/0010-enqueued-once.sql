-- What is said once, such as the digest of a week: whoever restarts does not say it again.
CREATE TABLE enqueued_once (
  name TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT;
