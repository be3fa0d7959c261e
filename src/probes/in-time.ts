import type { ProbeName, ProbeResult } from '../model/probe.js';
import { resultOf } from './result.js';

/** What `work` comes to, or `unknown` where the signal ended it. Whatever else it throws, it throws. */
export async function inTime(
  probe: ProbeName,
  shown: string,
  signal: AbortSignal,
  work: () => Promise<ProbeResult>,
): Promise<ProbeResult> {
  try {
    return await work();
  } catch (error) {
    if (!signal.aborted) throw error;
    return resultOf(probe, shown, 'unknown', {}, ['not found out in time']);
  }
}
