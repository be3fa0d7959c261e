import type { Block } from './html.js';
import { linesOf, stepsOf, textOf } from './prose.js';
import type { Row } from './row.js';

type Section = 'symptoms' | 'cause' | 'solution' | 'check' | 'handover';

/** How articles call their parts, folded. */
const HEADINGS: Readonly<Record<Section, readonly string[]>> = {
  symptoms: [
    'symptoms',
    'symptom',
    'problem',
    'issue',
    'симптомы',
    'симптом',
    'признаки',
    'проблема',
    'описание проблемы',
  ],
  cause: ['cause', 'causes', 'reason', 'root cause', 'why', 'причина', 'причины', 'почему так происходит'],
  solution: [
    ...['solution', 'resolution', 'fix', 'what to do', 'how to fix', 'steps', 'answer', 'workaround'],
    ...['решение', 'что делать', 'как исправить', 'как решить', 'шаги', 'ответ', 'порядок действий'],
  ],
  check: [
    ...['check', 'verification', 'how to check', 'how to see that it worked', 'verify'],
    ...['проверка', 'как проверить', 'как понять что получилось', 'результат'],
  ],
  handover: [
    ...['handover', 'when to call a person', 'when to contact support', 'escalation'],
    ...['если не помогло', 'когда звать человека', 'когда нужен специалист', 'передача', 'эскалация'],
  ],
};

const SECTIONS = new Map<string, Section>(
  sectionsInOrder().flatMap((section) => HEADINGS[section].map((name): [string, Section] => [name, section])),
);

function sectionsInOrder(): Section[] {
  return ['symptoms', 'cause', 'solution', 'check', 'handover'];
}

/** The parts of an article, by its headings; without any that is known, all of it is the solution. */
export function partsOf(
  blocks: readonly Block[],
): Pick<Row, 'symptoms' | 'cause' | 'solution' | 'check' | 'handover'> {
  const parts: Record<Section | 'before', Block[]> = {
    ...{ before: [], symptoms: [], cause: [], solution: [], check: [], handover: [] },
  };
  let section: Section | 'before' = 'before';
  for (const block of blocks) {
    const known: Section | undefined =
      block.kind === 'heading' ? SECTIONS.get(folded(block.text)) : undefined;
    if (known !== undefined) section = known;
    else parts[section].push(block);
  }
  const isDivided = sectionsInOrder().some((name) => parts[name].length > 0);
  // What an article says before its parts tells what it is about; where no part is the solution, it is that.
  const hasSolution = isDivided && parts.solution.length > 0;
  const told = hasSolution ? [...parts.before, ...parts.symptoms] : parts.symptoms;
  return {
    symptoms: linesOf(told),
    cause: textOf(parts.cause) || null,
    solution: stepsOf(hasSolution ? parts.solution : parts.before),
    check: textOf(parts.check) || null,
    handover: textOf(parts.handover) || null,
  };
}

function folded(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
