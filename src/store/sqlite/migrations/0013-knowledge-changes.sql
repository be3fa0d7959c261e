-- Drafts get their number before they are kept, so that whoever is shown one can name it.
INSERT INTO counters (name, value) SELECT 'draft-number', coalesce(max(seq), 0) FROM drafts;
CREATE INDEX drafts_by_case ON drafts (case_id);
CREATE INDEX drafts_by_issue ON drafts (issue);
-- How often solved issues were changed: a bot that runs reads them again once it differs.
INSERT INTO counters (name, value) VALUES ('issue-changes', 0);
CREATE INDEX solved_issues_by_hash ON solved_issues (id, hash);
