import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';
import {
  mayBecome,
  type DraftDecision,
  type DraftOutcome,
  type DraftReview,
} from '../../model/draft-decision.js';
import {
  draftStatusSchema,
  solutionDraftSchema,
  type NewSolutionDraft,
  type SolutionDraft,
} from '../../model/solution-draft.js';
import type { DraftSelection, StoredDrafts } from '../store.js';
import { jsonColumn, whyUnreadable } from './column.js';
import type { SolvedIssues } from './solved-issues.js';

const shape = solutionDraftSchema.shape;

const draftRow = z
  .object({
    seq: shape.number,
    case_id: shape.caseId,
    case_number: shape.caseNumber,
    language: shape.language,
    intent: shape.intent,
    audience: shape.audience,
    area: shape.area,
    problem: shape.problem,
    symptoms: jsonColumn(shape.symptoms),
    findings: jsonColumn(shape.findings),
    failed: jsonColumn(shape.failed),
    solution: shape.solution,
    author: shape.author,
    at: shape.at,
    status: shape.status,
    decided_by: shape.decidedBy,
    decided_at: shape.decidedAt,
    issue: shape.issue,
  })
  .transform((row): SolutionDraft => {
    const { seq, case_id, case_number, decided_by, decided_at, ...rest } = row;
    return {
      ...{ number: seq, caseId: case_id, caseNumber: case_number, ...rest },
      ...{ decidedBy: decided_by, decidedAt: decided_at },
    };
  });

const numberRow = z.object({ seq: z.number() });
const unreadableRow = z.object({ seq: z.number(), status: draftStatusSchema });
const stateRow = z.object({ status: draftStatusSchema, issue: z.string().nullable() });

export type SolutionDrafts = ReturnType<typeof prepareSolutionDrafts>;

/** What agents said had helped, and what was decided about it. */
export function prepareSolutionDrafts(db: Database) {
  const insert = db.prepare(
    `INSERT INTO drafts (seq, case_id, language, intent, audience, area, problem, symptoms, findings, failed,
       solution, author, at)
     VALUES (@number, @caseId, @language, @intent, @audience, @area, @problem, @symptoms, @findings, @failed, @solution,
       @author, @at)`,
  );
  const select = (where: string): Statement =>
    db.prepare(
      `SELECT drafts.*, cases.number AS case_number FROM drafts JOIN cases ON cases.id = drafts.case_id
       ${where} ORDER BY drafts.seq`,
    );
  const all = select('');
  const ofCase = select('WHERE drafts.case_id = ?');
  const ofIssue = select('WHERE drafts.issue = ?');
  const state = db.prepare(`SELECT status, issue FROM drafts WHERE seq = ?`);
  const merged = db.prepare(`SELECT seq FROM drafts WHERE issue = ? AND status = 'merged' ORDER BY seq`);
  const rewrite = db.prepare(
    `UPDATE drafts SET problem = @problem, solution = @solution WHERE seq = @number AND status = 'waiting'`,
  );
  const update = db.prepare(
    `UPDATE drafts SET status = @status, decided_by = @by, decided_at = @at, issue = @issue WHERE seq = @number`,
  );

  const rowsOf = (which: DraftSelection | undefined): IterableIterator<unknown> => {
    if (which === undefined) return all.iterate();
    return 'caseId' in which ? ofCase.iterate(which.caseId) : ofIssue.iterate(which.issue);
  };

  /** To be called inside a transaction. */
  function decide(number: number, decision: DraftDecision, at: number, solved: SolvedIssues): DraftOutcome {
    const row = state.get(number);
    if (row === undefined) return { kind: 'no-such-draft' };
    const { status, issue } = stateRow.parse(row);
    if (!mayBecome(status, decision.status)) return { kind: 'decided-already', status, issue };
    const keep = (became: string | null): DraftOutcome => {
      update.run({ number, status: decision.status, by: decision.by, at, issue: became });
      return { kind: 'done' };
    };
    switch (decision.status) {
      case 'dropped':
        return keep(null);
      case 'waiting': {
        if (status !== 'published' || issue === null) return keep(null);
        const numbers = merged.all(issue).map((one) => numberRow.parse(one).seq);
        if (numbers.length > 0) return { kind: 'merged-into', numbers };
        solved.remove({ id: issue });
        return keep(null);
      }
      case 'published':
      case 'merged': {
        const { put, replaces } = decision;
        if (solved.hashOf(put.issue.id) !== replaces) return { kind: 'issue-changed' };
        solved.put([put], at);
        return keep(put.issue.id);
      }
    }
  }

  return {
    decide,
    /** Does it, or tells that it cannot be done; inside a transaction as well. */
    review(review: DraftReview, at: number, solved: SolvedIssues): boolean {
      return review.kind === 'decide'
        ? decide(review.number, review.decision, at, solved).kind === 'done'
        : rewrite.run({ number: review.number, ...review.texts }).changes > 0;
    },
    add(drafts: readonly NewSolutionDraft[]): void {
      for (const { symptoms, findings, failed, ...rest } of drafts) {
        insert.run({
          ...rest,
          symptoms: JSON.stringify(symptoms),
          findings: JSON.stringify(findings),
          failed: JSON.stringify(failed),
        });
      }
    },
    /** In order of their numbers, and what cannot be read. */
    find(which?: DraftSelection): StoredDrafts {
      const found: StoredDrafts = { drafts: [], unreadable: [] };
      for (const row of rowsOf(which)) {
        const read = draftRow.safeParse(row);
        if (read.success) found.drafts.push(read.data);
        else {
          const { seq, status } = unreadableRow.parse(row);
          found.unreadable.push({ number: seq, status, why: whyUnreadable(read.error) });
        }
      }
      return found;
    },
  };
}
