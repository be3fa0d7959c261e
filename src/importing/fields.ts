import { finding, type Fault, type Note, type Place } from './finding.js';
import { blocksOfText, lineOf, linesOf, stepsOf, textOf } from './prose.js';
import { emptyRow, type Row } from './row.js';

/** The fields of a row, by the names that knowledge bases give them; folded. */
const NAMES = {
  key: ['key', 'id', 'ключ', 'код', 'номер', 'article id', 'external id'],
  lang: ['lang', 'language', 'locale', 'язык'],
  title: [
    'title',
    'problem',
    'question',
    'subject',
    'name',
    'заголовок',
    'название',
    'проблема',
    'вопрос',
    'тема',
  ],
  symptoms: ['symptoms', 'symptom', 'симптомы', 'признаки'],
  cause: ['cause', 'reason', 'root cause', 'причина'],
  solution: ['solution', 'resolution', 'answer', 'fix', 'body', 'content', 'решение', 'ответ', 'что делать'],
  check: ['check', 'verification', 'проверка', 'как проверить'],
  handover: ['handover', 'escalation', 'передача', 'эскалация'],
  intent: ['intent', 'намерение'],
  audience: ['audience', 'visibility', 'аудитория'],
  area: ['area', 'product', 'область', 'продукт'],
  tags: ['tags', 'labels', 'теги', 'метки'],
  date: ['date', 'updated at', 'updated', 'дата', 'обновлено'],
} as const;

export type FieldName = keyof typeof NAMES;
export const FIELD_NAMES = fieldNames();

function fieldNames(): FieldName[] {
  return [
    ...(['key', 'lang', 'title', 'symptoms', 'cause', 'solution', 'check', 'handover'] as const),
    ...(['intent', 'audience', 'area', 'tags', 'date'] as const),
  ];
}

const FIELDS = new Map<string, FieldName>(
  FIELD_NAMES.flatMap((field) => NAMES[field].map((name): [string, FieldName] => [name, field])),
);

/** The field that a name stands for, or null. */
export function isNamed(name: string): FieldName | null {
  const folded = name
    .toLowerCase()
    .replace(/[\s_-]+/gu, ' ')
    .trim();
  return FIELDS.get(folded) ?? null;
}

/** Makes a row of named values; what `fieldOf` knows no field for is left out and named. */
export function takeFields(
  entries: readonly (readonly [name: string, value: unknown])[],
  place: Place,
  fieldOf: (name: string) => FieldName | null,
): { row: Row; unused: string[] } | Fault {
  const row = emptyRow(place);
  const unused: string[] = [];
  const given = new Map<FieldName, string>();
  for (const [name, value] of entries) {
    const field = fieldOf(name);
    if (field === null) {
      unused.push(name);
      continue;
    }
    const texts = textsIn(value);
    if (texts === null) {
      const message = `\`${name}\` is neither a text nor a list of texts`;
      return finding(place, 'field', message, 'Write it in quotes');
    }
    if (texts.every((text) => text.trim() === '')) continue;
    const other = given.get(field);
    if (other !== undefined) {
      const message = `\`${other}\` and \`${name}\` both mean the ${field}`;
      return finding(place, 'field', message, 'Rename or remove one of them');
    }
    given.set(field, name);
    setField(row, field, texts);
  }
  return { row, unused };
}

/** What is left out, told once for a file. */
export function unusedFields(place: Place, names: Iterable<string>, noun: 'field' | 'column'): Note {
  const all = [...names].map((name) => `\`${name}\``);
  const message = `${all.length === 1 ? `the ${noun} is` : `these ${noun}s are`} not imported: ${all.join(', ')}`;
  const remedy = noun === 'column' ? 'Say what one means with --map COLUMN=FIELD' : 'Rename what is missed';
  return finding(place, 'unused-field', message, remedy);
}

function textsIn(value: unknown): string[] | null {
  if (value === null || value === undefined) return [];
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : null;
}

function setField(row: Row, field: FieldName, texts: readonly string[]): void {
  const whole = texts.join('\n').trim();
  const given = whole === '' ? null : whole;
  // A list is a list already; a text may hold one.
  const isList = texts.length > 1;
  switch (field) {
    case 'title':
      row.title = lineOf(whole);
      break;
    case 'symptoms':
      row.symptoms = texts.flatMap((text) =>
        isList ? textOf(blocksOfText(text)) : linesOf(blocksOfText(text)),
      );
      break;
    case 'solution':
      row.solution = texts.flatMap((text) =>
        isList ? textOf(blocksOfText(text)) : stepsOf(blocksOfText(text)),
      );
      break;
    case 'cause':
    case 'check':
    case 'handover':
      row[field] = (given === null ? '' : textOf(blocksOfText(given))) || null;
      break;
    case 'tags':
      row.tags = texts.flatMap((text) => text.split(/[,;\n]/u));
      break;
    case 'lang':
      row.language = given;
      break;
    case 'key':
    case 'intent':
    case 'audience':
    case 'area':
    case 'date':
      row[field] = given;
      break;
  }
}
