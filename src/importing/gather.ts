import { idSchema } from '../model/intent.js';
import { solvedIssueSchema, type IssueText, type SolvedIssue } from '../model/issue.js';
import { contentAudienceSchema, type ContentAudience, type Language } from '../model/language.js';
import { readDay } from './day.js';
import { maskSecrets } from '../nlu/secrets.js';
import { finding, placeName, type Fault, type Note, type Place } from './finding.js';
import { issueId, slug } from './issue-id.js';
import { maskText } from './mask.js';
import type { Row } from './row.js';
import { namedTongue, tongueOf } from './tongue.js';

/** What holds where a row does not say. */
export interface Defaults {
  source: string;
  audience: ContentAudience;
  intent: string | null;
  area: string | null;
}

/** An issue as it would be stored. */
export interface Candidate {
  place: Place;
  source: string;
  key: string;
  issue: SolvedIssue;
  /** Written by Firstline itself: put back as it was. */
  whole: boolean;
}

/** More characters than this no person reads. */
const LONGEST = 100_000;

/** A row that has been judged. */
interface Judged {
  place: Place;
  key: string;
  language: Language;
  text: IssueText;
  shared: Pick<SolvedIssue, 'intent' | 'audience' | 'area' | 'tags' | 'date'>;
}

/** Makes issues of rows: those of one key and different languages are one. What is wrong with a row keeps only that out. */
export function gather(
  rows: readonly Row[],
  defaults: Defaults,
): { candidates: Candidate[]; faults: Fault[]; notes: Note[] } {
  const faults: Fault[] = [];
  const notes: Note[] = [];
  const groups = new Map<string, Judged[]>();
  for (const row of rows) {
    const judged = judge(row, defaults, notes);
    if (judged === null) continue;
    if ('code' in judged) faults.push(judged);
    else {
      const group = groups.get(judged.key) ?? [];
      const against = clash(judged, group);
      if (against !== null) faults.push(against);
      else groups.set(judged.key, [...group, judged]);
    }
  }
  const candidates = [...groups].flatMap(([key, group]): Candidate[] => {
    const [first] = group;
    if (first === undefined) return [];
    const issue = issueOf(issueId(defaults.source, key), group, first);
    return [{ place: first.place, source: defaults.source, key, issue, whole: false }];
  });
  return { candidates, faults, notes };
}

function judge(row: Row, defaults: Defaults, notes: Note[]): Judged | Fault | null {
  const { place } = row;
  const title = row.title.trim();
  const solution = row.solution.map((step) => step.trim()).filter((step) => step !== '');
  if (title === '') return finding(place, 'no-title', 'it has no title', 'Say in a line what the problem is');
  const key = row.key?.trim() ?? maskSecrets(title).text;
  if (solution.length === 0) {
    return finding(
      place,
      'no-solution',
      `\`${key}\` has no solution that can be read`,
      'Write what helps, or take it out',
    );
  }
  const texts = [title, ...row.symptoms, row.cause ?? '', ...solution, row.check ?? '', row.handover ?? ''];
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length > LONGEST) {
    const message = `\`${key}\` has ${length.toLocaleString('en-GB')} characters; the limit is ${LONGEST.toLocaleString('en-GB')}`;
    return finding(place, 'too-long', message, 'Split it into several answers');
  }
  const tongue =
    row.language === null ? tongueOf([title, ...solution].join('\n')) : namedTongue(row.language);
  if (tongue === 'unclear') {
    const message = `the language of \`${key}\` cannot be told: it has no letters`;
    return finding(place, 'language-unclear', message, 'Name it in a field `lang`: ru or en');
  }
  if (tongue === 'other') {
    const name =
      row.language === null ? 'another language, by its letters' : `the language \`${row.language}\``;
    notes.push(
      finding(place, 'other-language', `\`${key}\` is in ${name}, and left out`, 'Translate it to ru or en'),
    );
    return null;
  }
  const shared = sharedOf(row, defaults);
  if ('code' in shared) return shared;
  const { text, masked } = maskText({
    problem: title,
    symptoms: unlike(row.symptoms, title),
    ...(row.cause === null ? {} : { cause: row.cause }),
    solution,
    ...(row.check === null ? {} : { check: row.check }),
    ...(row.handover === null ? {} : { handover: row.handover }),
  });
  if (masked.length > 0) {
    const message = `in \`${key}\` a ${masked.join(' and a ')} is masked`;
    notes.push(
      finding(place, 'masked', message, 'Change it wherever it is in force: whoever read the source has it'),
    );
  }
  return { place, key, language: tongue, text, shared };
}

function sharedOf(row: Row, defaults: Defaults): Judged['shared'] | Fault {
  const { place } = row;
  const audience = contentAudienceSchema.safeParse(row.audience?.toLowerCase() ?? defaults.audience);
  if (!audience.success) {
    const message = `\`${row.audience ?? ''}\` is no audience`;
    return finding(place, 'field', message, `Write one of ${contentAudienceSchema.options.join(', ')}`);
  }
  const intent = idSchema.nullable().safeParse(row.intent ?? defaults.intent);
  if (!intent.success) {
    const message = `\`${row.intent ?? ''}\` is no id of an intent`;
    return finding(place, 'field', message, 'Write lower-case words joined by hyphens, or leave it empty');
  }
  const day = row.date === null ? null : readDay(row.date);
  if (row.date !== null && day === null) {
    const message = `\`${row.date}\` is no date`;
    return finding(place, 'field', message, 'Write it as 2026-01-31, or leave it empty');
  }
  const area = slug(row.area ?? defaults.area ?? '');
  return {
    intent: intent.data,
    audience: audience.data,
    ...(area === '' ? {} : { area }),
    tags: [...new Set(row.tags.map(slug))].filter((tag) => tag !== ''),
    ...(day === null ? {} : { date: day }),
  };
}

/** What a row and those of its key before it do not agree on, or null. */
function clash(row: Judged, group: readonly Judged[]): Fault | null {
  const same = group.find(({ language }) => language === row.language);
  if (same !== undefined) {
    const message = `\`${row.key}\` is in ${row.language} already, at ${placeName(same.place)}`;
    return finding(row.place, 'key-twice', message, 'Give one of them another key, or take it out');
  }
  const [first] = group;
  const differing = (['intent', 'audience', 'area'] as const).find(
    (name) => first !== undefined && first.shared[name] !== row.shared[name],
  );
  if (first === undefined || differing === undefined) return null;
  const message = `\`${row.key}\` has another ${differing} here than at ${placeName(first.place)}`;
  return finding(row.place, 'contradiction', message, 'Write the same in all languages of a key');
}

function issueOf(id: string, group: readonly Judged[], { shared }: Judged): SolvedIssue {
  const dates = group.flatMap((row) => row.shared.date ?? []).sort();
  const date = dates.at(-1);
  return solvedIssueSchema.parse({
    id,
    ...shared,
    tags: [...new Set(group.flatMap((row) => row.shared.tags))],
    ...(date === undefined ? {} : { date }),
    ...Object.fromEntries(group.map(({ language, text }) => [language, text])),
  });
}

/** Symptoms that say more than the title. */
function unlike(symptoms: readonly string[], title: string): string[] {
  const kept = symptoms.map((symptom) => symptom.trim()).filter((text) => text !== '' && text !== title);
  return [...new Set(kept)];
}
