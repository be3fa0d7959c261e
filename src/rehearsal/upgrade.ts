import type { DialogueContent } from '../dialogue/content.js';
import { compileFlow, type CompiledFlow } from '../flow/compile.js';
import { exits } from '../flow/graph.js';
import { flowSchema } from '../flow/schema.js';

/**
 * The content after an upgrade in which every flow has changed. `lacks`: flows, or steps as `FLOW.STEP`, that it has
 * no more; what led to such a step leads to one of another name.
 */
export function upgraded(content: DialogueContent, lacks: readonly string[]): DialogueContent {
  const flows = [...content.flows]
    .filter(([id]) => !lacks.includes(id))
    .map(([id, compiled]) => {
      const gone = compiled.flow.steps
        .map((step) => step.id)
        .filter((step) => lacks.includes(`${id}.${step}`));
      const newer = gone.reduce(withoutStep, compiled);
      return [id, { ...newer, hash: `${newer.hash}-newer` }] as const;
    });
  return { ...content, flows: new Map(flows) };
}

/** Names in `lacks` that the content does not have either. */
export function unknownIn(content: DialogueContent, lacks: readonly string[]): string[] {
  return lacks.filter((name) => {
    const [flow = '', step] = name.split('.');
    const compiled = content.flows.get(flow);
    return compiled === undefined || (step !== undefined && !compiled.steps.has(step));
  });
}

function withoutStep({ flow }: CompiledFlow, id: string): CompiledFlow {
  const name = `${id}-anew`;
  const steps = flow.steps.map((step) =>
    exits(step)
      .filter(({ to }) => to === id)
      .reduce<unknown>(
        (changed, { path }) => put(changed, path, name),
        step.id === id ? { ...step, id: name } : step,
      ),
  );
  return compileFlow(flowSchema.parse({ ...flow, steps }));
}

/** The value with something else at a path. */
function put(value: unknown, path: readonly (string | number)[], replacement: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((part: unknown, index) => (index === key ? put(part, rest, replacement) : part));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]: [string, unknown]) => [
      name,
      name === key ? put(part, rest, replacement) : part,
    ]),
  );
}
