import type { Case } from '../model/case.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import { createVeil } from '../nlu/personal-data.js';

/** Addresses of the deployment's own sites: these tell nobody. */
export interface OwnNames {
  site: string;
  panel: string;
  status_page: string;
}

/**
 * A draft without the names of the people of its case and anybody's data: what a reviewer writes may hold them, and
 * drafts of earlier versions do. What is hidden already stays as it is.
 */
export function withoutNames<Draft extends Pick<SolutionDraft, Text>>(
  draft: Draft,
  subject: Pick<Case, 'person' | 'agent'> | null,
  { site, panel, status_page }: OwnNames,
): Draft {
  const names = [subject?.person, subject?.agent].flatMap((person) => person?.name ?? []);
  const veil = createVeil({ names, own: [site, panel, status_page] });
  return {
    ...draft,
    problem: veil(draft.problem),
    symptoms: draft.symptoms.map(veil),
    findings: draft.findings.map(veil),
    failed: draft.failed.map(veil),
    solution: veil(draft.solution),
  };
}

type Text = 'problem' | 'symptoms' | 'findings' | 'failed' | 'solution';
