import { Command } from 'commander';
import { feedbackGroups } from '../model/feedback.js';
import { configFromEnvironment } from './environment.js';
import { json } from './eval-files.js';
import { withStoreToRead } from './with-store.js';

/** How many wishes of a group are shown as examples. */
const EXAMPLES = 3;

/** `firstline feedback`: what people wish for the product, grouped by what they say alike. */
export function feedbackCommand(): Command {
  return new Command('feedback')
    .description('list what people wish for the product, grouped by what is said alike, most people first')
    .option('--json', 'print one JSON object instead of lines', false)
    .action(async ({ json: asJson }: { json: boolean }) => {
      const { databaseUrl } = configFromEnvironment();
      const groups = feedbackGroups(await withStoreToRead(databaseUrl, (store) => store.feedback()));
      const shown = groups.map(({ number, people, feedback }) => ({
        ...{ number, people, wishes: feedback.length },
        examples: feedback.slice(-EXAMPLES).map(({ caseNumber, language, wish, need, at }) => {
          return { case: caseNumber, language, wish, need, at: new Date(at).toISOString() };
        }),
      }));
      if (asJson) process.stdout.write(json({ groups: shown }));
      else process.stdout.write(`${shown.length === 0 ? 'there is no feedback yet' : lines(shown)}\n`);
    });
}

function lines(
  groups: readonly {
    people: number;
    examples: readonly { case: number; wish: string; need: string | null }[];
  }[],
): string {
  return groups
    .map(({ people, examples }) =>
      [
        people === 1 ? '1 person' : `${String(people)} people`,
        ...examples.map(
          (one) => `  #${String(one.case)} ${one.wish}${one.need === null ? '' : ` — ${one.need}`}`,
        ),
      ].join('\n'),
    )
    .join('\n\n');
}
