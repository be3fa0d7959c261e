import { describe, expect, it } from 'vitest';
import { readSources } from '../../src/flow/folder.js';
import { exits } from '../../src/flow/graph.js';
import { flowSchema, type Flow } from '../../src/flow/schema.js';
import { STEP_KINDS } from '../../src/flow/step.js';
import { LANGUAGES } from '../../src/model/language.js';
import { arranged } from '../../src/picture/arranged.js';
import { drawingOf } from '../../src/picture/drawing.js';
import { fitted, widthOf } from '../../src/picture/fit.js';
import { flowSvg } from '../../src/picture/flow-svg.js';
import { flowMermaid } from '../../src/picture/mermaid.js';
import { PROJECT } from '../support/shipped.js';
import { xmlFault } from '../support/xml.js';

const both = (text: string) => ({ ru: `${text} (рус.)`, en: text });

/** Every kind of step, and texts that would break a picture if they were not written as they are. */
const every: Flow = flowSchema.parse({
  id: 'every',
  audience: 'both',
  title: both('All <kinds> & "more" --> end'),
  inputs: ['host'],
  steps: [
    { id: 'end', say: both('<script>alert("1")</script> & \u0000 `code` # ; | ]'), next: 'ask' },
    {
      id: 'ask',
      ask: both('Which?'),
      slot: 'name',
      type: 'text',
      unknown: 'set',
      failed: 'hand',
      next: 'pick',
    },
    {
      id: 'pick',
      choose: both('1. One\n2. Two'),
      slot: 'picked',
      options: [
        { value: 'one', label: both('1. "One" | <b>'), next: 'try' },
        { value: 'two', label: both('Two'), next: 'try' },
        { value: 'three', label: both('Three'), next: 'go' },
      ],
      unknown: 'probe',
    },
    { id: 'try', confirm: both('Try'), yes: 'done', partly: 'wait', no: 'suggest' },
    { id: 'go', goto: 'pick' },
    {
      id: 'probe',
      probe: [
        { check: 'dns', of: 'host' },
        { check: 'port', of: 'host', as: 'open', port: 993 },
        { check: 'mail', of: 'host', direction: 'sending' },
      ],
      next: 'branch',
    },
    { id: 'branch', branch: [{ slot: 'dns', in: ['ok', 'unknown'], next: 'call' }], else: 'hand' },
    { id: 'call', call: 'other', next: 'hand' },
    { id: 'suggest', suggest: both('These'), issues: ['an-issue'], solved: 'done', unsolved: 'hand' },
    { id: 'set', set: { picked: 'none' }, next: 'probe' },
    { id: 'wait', wait: both('Wait'), minutes: 120, next: 'then' },
    { id: 'then', then: 'go-on' },
    { id: 'done', resolve: both('Well') },
    { id: 'hand', handover: both('To a person'), department: 'domains', priority: 'high' },
  ],
});

const { sources } = readSources(PROJECT);
const shipped = [...sources.flows.read, ...sources.patterns.read].map(({ value }) => value);

interface Area {
  name: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Boxes and labels that lie on one another, or outside the picture. */
function overlaps(flow: Flow, language: 'ru' | 'en'): string[] {
  const { boxes, ways, width, height } = arranged(drawingOf(flow, language));
  const labels = ways.map(({ label }) => label).filter(({ lines }) => lines.length > 0);
  const areas = [...boxes, ...labels].map(({ lines, middle: [x, y], ...size }): Area => {
    const [first] = lines;
    return {
      name: typeof first === 'string' ? first : (first?.words ?? ''),
      left: x - size.width / 2,
      right: x + size.width / 2,
      top: y - size.height / 2,
      bottom: y + size.height / 2,
    };
  });
  const outside = areas.filter(
    ({ left, right, top, bottom }) => left < 0 || top < 0 || right > width || bottom > height,
  );
  const pairs = areas.flatMap((a, index) =>
    areas
      .slice(index + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.name} lies on ${b.name}`),
  );
  return [...outside.map(({ name }) => `${name} is outside`), ...pairs];
}

describe('a flow as SVG', () => {
  it('is one document, light, with every kind of step and every id', () => {
    for (const language of LANGUAGES) {
      const svg = flowSvg(drawingOf(every, language));
      expect(xmlFault(svg)).toBeNull();
      expect(svg).not.toMatch(/NaN|Infinity|undefined|<script|href|prefers-color-scheme/);
      for (const kind of STEP_KINDS) expect(svg).toContain(`<path class="${kind}"`);
      for (const { id } of every.steps) expect(svg).toContain(`>${id}<`);
    }
  });

  it('names options, conditions, checks, the department and how long it waits', () => {
    const svg = flowSvg(drawingOf(every, 'en'));
    for (const words of [
      '1. &quot;One&quot; | &lt;b&gt;;',
      'Two',
      'dns in ok, unknown',
      'otherwise',
      'does not know',
      'no answer fits',
      'dns {host}',
      'port 993 {host} → {open}',
      'mail sending {host}',
      '→ domains, high',
      '2 h',
      'an-issue',
      '→ other',
    ]) {
      expect(svg).toContain(`>${words}<`);
    }
    expect(flowSvg(drawingOf(every, 'ru'))).toContain('>не знает<');
  });

  it('draws one way to each step and names it where others lead to it', () => {
    const drawing = drawingOf(every, 'en');
    const { boxes, ways } = arranged(drawing);
    expect(boxes).toHaveLength(ways.length + 1);
    expect(ways).toHaveLength(drawing.ways.length);
    const named = boxes.map(({ lines }) => lines[0]?.words).filter((words) => words?.startsWith('→ '));
    expect(named).toHaveLength(drawing.ways.length - (every.steps.length - 1));
  });

  it('shows a step that is not there yet', () => {
    const steps = every.steps.map((step) => ('goto' in step ? { ...step, goto: 'nowhere' } : step));
    const drawing = drawingOf({ ...every, steps }, 'en');
    expect(flowSvg(drawing)).toContain('>? nowhere<');
    expect(flowMermaid(drawing)).toContain('["? nowhere"]');
  });

  it.each(shipped.flatMap((flow) => LANGUAGES.map((language) => ({ id: flow.id, flow, language }))))(
    'of $id in $language has no two boxes or labels on one another',
    ({ flow, language }) => {
      expect(overlaps(flow, language)).toEqual([]);
      expect(xmlFault(flowSvg(drawingOf(flow, language)))).toBeNull();
    },
  );
});

describe('a flow for Mermaid', () => {
  const NODE = /^ {2}(s\d+)(?:\[\[|\[\/|\[\\|\(\[|\{\{|[[({>])"([^"]*)"(?:\]\]|\/\]|\\\]|\]\)|\}\}|[\])}])$/;
  const WAY = /^ {2}(s\d+) -->(?:\|"([^"]*)"\|)? (s\d+)$/;
  const OTHER =
    /^ {2}(?:classDef kind-[a-z]+ fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}|class s\d+(?:,s\d+)* kind-[a-z]+)$/;

  it.each([every, ...shipped])('is made of nodes, ways and classes only: $id', (flow) => {
    const [dashes, title, end, head, ...lines] = flowMermaid(drawingOf(flow, 'ru')).trimEnd().split('\n');
    expect([dashes, end, head]).toEqual(['---', '---', 'flowchart TD']);
    expect(JSON.parse(title?.replace(/^title: /, '') ?? '')).toBe(flow.title.ru);
    expect(lines.filter((line) => !NODE.test(line) && !WAY.test(line) && !OTHER.test(line))).toEqual([]);
    const nodes = lines.flatMap((line) => NODE.exec(line)?.slice(1, 3) ?? []);
    expect(nodes.filter((_, index) => index % 2 === 0)).toEqual(flow.steps.map((_, index) => `s${index}`));
    for (const label of lines.flatMap((line) => (NODE.exec(line) ?? WAY.exec(line))?.[2] ?? [])) {
      // What is left when its own marks and entities are taken out means nothing to Mermaid, Markdown or HTML.
      expect(label.replace(/<\/?[bi]>|<br\/>|#\d+;/g, '')).not.toMatch(/["#&<>`|\\*_~[\]{}()]/);
    }
    const targets = flow.steps.flatMap((step) => exits(step).map(({ to }) => `${step.id} ${to}`));
    expect(lines.filter((line) => WAY.test(line))).toHaveLength(new Set(targets).size);
  });
});

describe('texts in boxes', () => {
  it('are broken at spaces, inside what is too long, and end in … where something is left out', () => {
    const lines = fitted('one two three four five six seven', 80, 12, 3);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(/…$/);
    expect(fitted('staff-password-reset-and-more', 80, 12, 9)).toEqual([
      'staff-',
      'password-',
      'reset-and-',
      'more',
    ]);
    for (const text of [
      '',
      'x'.repeat(200),
      'Съешь ещё этих мягких французских булок',
      '👩‍💻👩‍💻👩‍💻 漢字漢字漢字漢字漢字',
    ]) {
      for (const line of fitted(text, 60, 12, 4)) expect(widthOf(line, 12)).toBeLessThanOrEqual(61);
    }
  });
});
