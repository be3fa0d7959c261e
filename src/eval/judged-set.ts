import { z } from 'zod';
import { brokenRows, readJsonLines } from './json-lines.js';
import { count } from './note.js';
import { noQueries, throwTwice, type RetrievalSet } from './retrieval-set.js';

/** What a question counts beside an answer, as an issue's problem beside its solution. */
const QUESTION_WEIGHT = 3;
const ANSWER_WEIGHT = 1;

const documentSchema = z.looseObject({
  id: z.string().min(1),
  question: z.string(),
  answers: z.array(z.string()),
});
const querySchema = z.looseObject({ id: z.string().min(1), text: z.string() });
const judgementSchema = z.looseObject({ query: z.string(), doc: z.string(), rel: z.number() });

/**
 * Reads questions with judged answers: `docs` of `{id, question, answers[]}`, `queries` of `{id, text}`, and `qrels` of
 * `{query, doc, rel}`, where a `rel` above 0 is a right one. Throws `EVAL_ROWS`, `EVAL_EMPTY` and `EVAL_NO_QUERIES`.
 */
export function readJudgedSet(texts: { docs: string; queries: string; qrels: string }): RetrievalSet {
  const documents = readJsonLines(texts.docs, 'docs.jsonl', documentSchema);
  const queries = readJsonLines(texts.queries, 'queries.jsonl', querySchema);
  const judgements = readJsonLines(texts.qrels, 'qrels.jsonl', judgementSchema);
  const ids = new Set(documents.map(({ row }) => row.id));
  const asked = new Set(queries.map(({ row }) => row.id));
  throwTwice('docs.jsonl', documents);
  throwTwice('queries.jsonl', queries);
  const strays = judgements.flatMap(({ line, row }) => [
    ...(ids.has(row.doc) ? [] : [`line ${line}: there is no document \`${row.doc}\` in docs.jsonl`]),
    ...(asked.has(row.query) ? [] : [`line ${line}: there is no query \`${row.query}\` in queries.jsonl`]),
  ]);
  if (strays.length > 0) throw brokenRows('qrels.jsonl', strays);
  const right = new Map<string, Set<string>>();
  for (const { row } of judgements) {
    if (row.rel <= 0) continue;
    right.set(row.query, (right.get(row.query) ?? new Set()).add(row.doc));
  }
  const judged = queries.flatMap(({ row }) => {
    const answers = right.get(row.id);
    return answers === undefined ? [] : [{ text: row.text, right: answers, alike: answers }];
  });
  if (judged.length === 0) throw noQueries('no query of queries.jsonl has a right document in qrels.jsonl');
  const unjudged = queries.length - judged.length;
  return {
    documents: documents.map(({ row }) => ({
      id: row.id,
      fields: [
        { weight: QUESTION_WEIGHT, texts: [row.question] },
        { weight: ANSWER_WEIGHT, texts: row.answers },
      ],
    })),
    queries: judged,
    notes:
      unjudged === 0
        ? []
        : [
            {
              code: 'unjudged-queries',
              count: unjudged,
              text: `${count(unjudged, 'query', 'queries')} without a right document, left out`,
            },
          ],
  };
}
