import { alikes } from './alike.js';
import type { Fault } from './fault.js';
import type { Path } from './path.js';
import type { Flow } from './schema.js';
import type { Sourced } from './sources.js';
import { verdictSlot, type Step } from './step.js';

/** Ids that two files share, or that are not the name of their file. */
export function checkIds(pieces: readonly Sourced<{ id: string }>[]): Fault[] {
  const seen = new Map<string, string>();
  return pieces.flatMap(({ source, value: { id } }) => {
    const faults: Fault[] = [];
    const file = source.file.replace(/^.*\//, '');
    if (file !== `${id}.yml`) {
      const message = `the id is \`${id}\`, but the file is called ${file}`;
      faults.push(source.fault(['id'], 'file-name', message, `Call the file ${id}.yml, or change the id`));
    }
    const before = seen.get(id);
    if (before !== undefined) {
      const remedy = 'Give one of the two another id';
      faults.push(source.fault(['id'], 'duplicate-id', `the id \`${id}\` is used in ${before} too`, remedy));
    }
    seen.set(id, source.file);
    return faults;
  });
}

/** Names of steps and slots inside a flow: steps that stand twice, and what is easily taken for another. */
export function checkNames({ source, value }: Sourced<Flow>): Fault[] {
  const ids = value.steps.map(({ id }, index) => ({ name: id, path: ['steps', index, 'id'] }));
  const slots = [
    ...value.inputs.map((name, index) => ({ name, path: ['inputs', index] })),
    ...value.steps.flatMap((step, index) =>
      slotsIn(step).map(({ name, path }) => ({ name, path: ['steps', index, ...path] })),
    ),
  ];
  const seen = new Set<string>();
  const twice = ids.flatMap(({ name, path }) => {
    const before = seen.has(name);
    seen.add(name);
    if (!before) return [];
    const message = `a step before is called \`${name}\` too`;
    return [source.fault(path, 'duplicate-id', message, 'Give one of the two another id')];
  });
  return [...twice, ...checkAlike(source, ids), ...checkAlike(source, slots)];
}

function checkAlike(
  source: Sourced<Flow>['source'],
  names: readonly { name: string; path: Path }[],
): Fault[] {
  return [...alikes(names.map(({ name }) => name))].map(([name, before]) => {
    const path = names.find((one) => one.name === name)?.path ?? [];
    const message = `\`${name}\` is easily taken for \`${before}\``;
    return source.fault(path, 'names-alike', message, `Write \`${before}\`, or give it a name of its own`);
  });
}

/** The slots that a step fills, and where they are named in it. */
function slotsIn(step: Step): { name: string; path: Path }[] {
  if ('slot' in step && step.slot !== undefined) return [{ name: step.slot, path: ['slot'] }];
  if ('set' in step) return Object.keys(step.set).map((name) => ({ name, path: ['set', name] }));
  if ('call' in step) return (step.keep ?? []).map((name, index) => ({ name, path: ['keep', index] }));
  if (!('probe' in step)) return [];
  return step.probe.flatMap((check, index) => [
    { name: verdictSlot(check), path: ['probe', index, check.as === undefined ? 'check' : 'as'] },
    ...Object.entries(check.keep ?? {}).map(([fact, name]) => ({
      ...{ name, path: ['probe', index, 'keep', fact] },
    })),
  ]);
}
