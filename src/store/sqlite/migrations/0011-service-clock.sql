-- Since when people have a case, and how long it may take them.
ALTER TABLE cases ADD COLUMN service_clock TEXT; -- JSON

-- Cases that people have.
CREATE INDEX cases_of_people ON cases (number) WHERE owner IN ('queue', 'agent');

-- What waits already is not forgotten: its clocks begin with its wait, and are looked at as soon as the bot runs.
UPDATE cases SET service_clock = json_object(
  'startedAt', waiting_since, 'answeredAt', NULL, 'waitsForPerson', json('false'), 'ran', json('[]'),
  'runsSince', waiting_since, 'given', json('[]'), 'announcedAt', json('[]'))
WHERE owner = 'queue' AND waiting_since IS NOT NULL;
INSERT INTO timers (id, case_id, timer_group, name, due_at)
SELECT 'service:' || id, id, 'service', 'unclaimed', 0 FROM cases WHERE service_clock IS NOT NULL;
