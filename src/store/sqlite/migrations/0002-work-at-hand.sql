-- Indexes that make looking for work cost what there is to do, not what was ever done.

-- What waits, in order of arrival, read from the index alone.
CREATE INDEX inbounds_by_arrival ON inbounds (seq, channel, account, conversation, kind, at)
  WHERE status = 'waiting';

-- What agents wrote in a thread before it was known whose it is.
CREATE INDEX inbounds_unrouted
  ON inbounds (channel, account, payload ->> '$.address.chat', payload ->> '$.address.thread')
  WHERE status = 'unrouted';

-- Cases that people have and that no thread on the desk shows.
DROP INDEX cases_in_queue;
CREATE INDEX cases_unannounced ON cases (number) WHERE desk_channel IS NULL AND owner IN ('queue', 'agent');
