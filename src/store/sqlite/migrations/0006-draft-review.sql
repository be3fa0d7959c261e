-- Drafts hold more of their case, and what was decided about them.
ALTER TABLE drafts ADD COLUMN intent TEXT;
ALTER TABLE drafts ADD COLUMN audience TEXT NOT NULL DEFAULT 'staff';
ALTER TABLE drafts ADD COLUMN area TEXT;
ALTER TABLE drafts ADD COLUMN symptoms TEXT NOT NULL DEFAULT '[]'; -- JSON
ALTER TABLE drafts ADD COLUMN findings TEXT NOT NULL DEFAULT '[]'; -- JSON
ALTER TABLE drafts ADD COLUMN failed TEXT NOT NULL DEFAULT '[]'; -- JSON
ALTER TABLE drafts ADD COLUMN status TEXT NOT NULL DEFAULT 'waiting'
  CHECK (status IN ('waiting', 'published', 'merged', 'dropped'));
ALTER TABLE drafts ADD COLUMN decided_by TEXT;
ALTER TABLE drafts ADD COLUMN decided_at INTEGER;
ALTER TABLE drafts ADD COLUMN issue TEXT;
UPDATE drafts SET
  intent = (SELECT intent FROM cases WHERE cases.id = drafts.case_id),
  audience = (SELECT audience FROM cases WHERE cases.id = drafts.case_id);
