import type { SolvedIssue } from '../model/issue.js';
import { LANGUAGES, type Language } from '../model/language.js';
import type { NewStoredIssue, StoredIssue } from '../model/stored-issue.js';
import { finding, placeName, type Fault, type Note } from './finding.js';
import { gather, type Candidate, type Defaults } from './gather.js';
import { issueHash } from './issue-hash.js';
import { createLikeness, type Likeness } from './likeness.js';
import { maskText } from './mask.js';
import type { Reading } from './row.js';

/** What is there before an import. */
export interface Corpus {
  files: readonly SolvedIssue[];
  stored: readonly StoredIssue[];
  intents: ReadonlySet<string>;
}

/** What an import comes to. */
export interface Plan {
  put: Omit<NewStoredIssue, 'by'>[];
  counts: Record<'new' | 'changed' | 'same' | 'identical' | 'alike', number>;
  /** Where it comes from: the name of the import, or what an export says. */
  sources: string[];
  /** Of what is imported or there already, how many are in which languages. */
  languages: Record<Language | 'both', number>;
  faults: Fault[];
  notes: Note[];
}

/** Decides what is done with each issue of what was read. */
export function planImport(reading: Reading, defaults: Defaults, corpus: Corpus): Plan {
  const gathered = gather(reading.rows, defaults);
  const plan: Plan = {
    put: [],
    counts: { new: 0, changed: 0, same: 0, identical: 0, alike: 0 },
    sources: [],
    languages: { ru: 0, en: 0, both: 0 },
    faults: [...reading.faults, ...gathered.faults],
    notes: [...reading.notes, ...gathered.notes],
  };
  const likeness = createLikeness();
  for (const issue of corpus.files) likeness.put(issue);
  for (const { issue } of corpus.stored) likeness.put(issue);
  const files = new Set(corpus.files.map(({ id }) => id));
  const stored = new Map(corpus.stored.map((one) => [one.issue.id, one]));
  const met = new Map<string, Candidate>();
  for (const candidate of [...gathered.candidates, ...reading.whole.map((one) => maskedWhole(one, plan))]) {
    const { id } = candidate.issue;
    const refused = refusal(candidate, met.get(id), stored.get(id));
    if (refused !== null) {
      plan.faults.push(refused);
      continue;
    }
    if (met.has(id)) continue;
    met.set(id, candidate);
    if (!plan.sources.includes(candidate.source)) plan.sources.push(candidate.source);
    if (files.has(id)) {
      const message = `there is a file data/issues/${id}.yml, which is used instead`;
      plan.notes.push(finding(candidate.place, 'in-a-file', message, 'Remove the file to import this one'));
    } else take(candidate, stored.get(id), { plan, likeness, corpus });
  }
  return plan;
}

function maskedWhole({ place, source, key, issue }: Reading['whole'][number], plan: Plan): Candidate {
  const shown = { ...issue };
  for (const language of LANGUAGES) {
    const text = issue[language];
    if (text === undefined) continue;
    const hidden = maskText(text);
    shown[language] = hidden.text;
    if (hidden.masked.length === 0) continue;
    const message = `in \`${issue.id}\` a ${hidden.masked.join(' and a ')} is masked`;
    plan.notes.push(finding(place, 'masked', message, 'Change it wherever it is in force'));
  }
  return { place, source, key, issue: shown, whole: true };
}

/** Why an issue cannot have its id, or null. */
function refusal(
  { place, source, key, issue }: Candidate,
  before: Candidate | undefined,
  there: StoredIssue | undefined,
): Fault | null {
  if (before !== undefined) {
    if (issueHash(before.issue) === issueHash(issue)) return null;
    const message = `\`${issue.id}\` is at ${placeName(before.place)} already, and says something else`;
    return finding(place, 'key-twice', message, 'Give one of them another key, or take it out');
  }
  if (there === undefined || (there.source === source && there.key === key)) return null;
  const message = `the id \`${issue.id}\` belongs to \`${there.key}\` of \`${there.source}\``;
  return finding(
    place,
    'id-taken',
    message,
    `Import under another --source, or remove \`${issue.id}\` first`,
  );
}

function take(
  { place, source, key, issue, whole }: Candidate,
  there: StoredIssue | undefined,
  { plan, likeness, corpus }: { plan: Plan; likeness: Likeness; corpus: Corpus },
): void {
  const { counts, languages, notes } = plan;
  const hash = issueHash(issue);
  if (there?.hash !== hash) {
    const alike = likeness.nearest(issue);
    // What was put back or is there already stays, whatever it is like.
    const isSpare = alike?.identical === true && there === undefined && !whole;
    if (alike !== null) {
      counts[isSpare ? 'identical' : 'alike'] += 1;
      const message = isSpare
        ? `\`${issue.id}\` says the same as \`${alike.id}\`, and is left out`
        : `\`${issue.id}\` is like \`${alike.id}\` (${Math.floor(100 * alike.likeness)} %)`;
      const remedy = isSpare ? 'Nothing has to be done' : 'Keep the better one: `issues remove ID`';
      notes.push(finding(place, isSpare ? 'identical' : 'alike', message, remedy));
    }
    if (isSpare) return;
    counts[there === undefined ? 'new' : 'changed'] += 1;
    const gone = LANGUAGES.filter(
      (language) => there?.issue[language] !== undefined && issue[language] === undefined,
    );
    if (gone.length > 0) {
      const message = `\`${issue.id}\` was in ${gone.join(' and ')} too, and is not any more`;
      notes.push(finding(place, 'language-gone', message, 'Import all its languages at once'));
    }
    plan.put.push({ issue, source, key, hash });
    likeness.put(issue);
  } else counts.same += 1;
  if (issue.intent !== null && !corpus.intents.has(issue.intent)) {
    const message = `\`${issue.id}\` is of the intent \`${issue.intent}\`, which there is not: it is found and never suggested`;
    notes.push(finding(place, 'no-such-intent', message, 'Write that intent, or name another'));
  }
  const has = LANGUAGES.filter((language) => issue[language] !== undefined);
  const [only] = has;
  if (has.length > 1) languages.both += 1;
  else if (only !== undefined) languages[only] += 1;
}
