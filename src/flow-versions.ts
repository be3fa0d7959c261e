import type { Logger } from 'pino';
import { messageOf } from './errors.js';
import { compileFlow, type CompiledFlow } from './flow/compile.js';
import type { Content } from './flow/content.js';
import { flowSchema } from './flow/schema.js';
import type { FlowVersion, Store } from './store/store.js';

/** Versions of flows by their hashes. */
export type Versions = ReadonlyMap<string, CompiledFlow>;

/** What a conversation may go on in: the flows of the content in force, and earlier ones that it began with. */
export interface FlowVersions {
  /**
   * Keeps the flows of content that comes into force, and gives the versions beside them that open conversations are
   * in, or may be in by the time it is in force: those of the content before.
   */
  beside(content: Pick<Content, 'flows'>, before?: Content['flows']): Promise<Versions>;
  /** Removes what no conversation is in and what is not in force. */
  removeUnused(): Promise<void>;
}

export function createFlowVersions(
  store: Pick<Store, 'keepFlows' | 'flowsInUse' | 'removeFlows'>,
  now: () => number,
  log: Logger,
): FlowVersions {
  let inForce: readonly string[] | null = null;
  return {
    async beside({ flows }, before = new Map()) {
      const versions = [...flows.values()].map(versionOf);
      await store.keepFlows(versions, now());
      inForce = versions.map(({ hash }) => hash);
      const stored = compileVersions(await store.flowsInUse(inForce), log);
      const former = [...before.values()].filter(({ hash }) => inForce?.includes(hash) === false);
      return new Map([...stored, ...former.map((flow): [string, CompiledFlow] => [flow.hash, flow])]);
    },
    async removeUnused() {
      if (inForce === null) return;
      const removed = await store.removeFlows(inForce);
      if (removed > 0) log.info({ removed }, 'versions of flows that nobody is in any more are removed');
    },
  };
}

/**
 * Compiles stored versions under the hashes they are known by. One that this version of Firstline cannot read is left
 * out: whoever is in it goes on at the step of the same name, or with a person.
 */
export function compileVersions(stored: readonly FlowVersion[], log: Pick<Logger, 'warn'>): Versions {
  const versions = new Map<string, CompiledFlow>();
  for (const { hash, flow, definition } of stored) {
    try {
      versions.set(hash, { ...compileFlow(flowSchema.parse(definition)), hash });
    } catch (error) {
      log.warn(
        { flow, hash, error: messageOf(error) },
        'an earlier version of a flow cannot be read any more: conversations in it go on in the new one, or with a person',
      );
    }
  }
  return versions;
}

function versionOf({ hash, flow }: CompiledFlow): FlowVersion {
  return { hash, flow: flow.id, definition: flow };
}
