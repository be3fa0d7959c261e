import { FirstlineError } from '../errors.js';
import { describeFault } from '../flow/fault.js';
import { readSources } from '../flow/folder.js';
import type { Flow } from '../flow/schema.js';
import type { Sources } from '../flow/sources.js';
import { nearestRemedy } from '../model/spelling.js';

/**
 * The flows of the content under `root`, patterns included, in the order of their files, or the one of this id; and all
 * that was read. Only their form has to be right, so that one can be looked at while it is being written.
 *
 * @throws FirstlineError FLOW_UNREADABLE where a file that is needed has mistakes in its form, NO_SUCH_FLOW where there
 * is no such flow, or none at all.
 */
export function readFlowFiles(root: string, id: string | null): { flows: Flow[]; sources: Sources } {
  const { sources, faults } = readSources(root);
  const flows = [...sources.flows.read, ...sources.patterns.read].map(({ value }) => value);
  const wanted = flows.filter((flow) => id === null || flow.id === id);
  const broken = faults.filter(({ file }) =>
    id === null
      ? file.startsWith('flows/')
      : file === `flows/${id}.yml` || file === `flows/patterns/${id}.yml`,
  );
  if (broken.length > 0 && (id === null || wanted.length === 0)) {
    throw new FirstlineError(
      'FLOW_UNREADABLE',
      ['There are mistakes in the form:', ...broken.map(describeFault)].join('\n'),
      'Mend them first; `firstline check` shows every mistake.',
    );
  }
  if (wanted.length > 0) return { flows: wanted, sources };
  const ids = flows.map((flow) => flow.id);
  const otherwise =
    ids.length === 0 ? 'Name the folder that holds `flows/`.' : `There are: ${ids.join(', ')}.`;
  throw new FirstlineError(
    'NO_SUCH_FLOW',
    id === null ? `There are no flows under ${root}.` : `There is no flow \`${id}\` under ${root}.`,
    id === null ? otherwise : nearestRemedy(id, ids, otherwise).replace(/[^.]$/, '$&.'),
  );
}
