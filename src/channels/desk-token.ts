import type { DeskButton } from '../model/delivery.js';
import { deskActionNameSchema, type DeskActionName } from '../model/inbound.js';

/** What a button for agents carries. */
export interface DeskToken {
  action: DeskActionName;
  caseId: string;
  argument?: string;
}

/** What a button for agents carries as text: `ACTION:CASE`, or `ACTION:CASE:ARGUMENT`. */
export function deskToken({ action, argument }: DeskButton, caseId: string): string {
  return argument === undefined ? `${action}:${caseId}` : `${action}:${caseId}:${argument}`;
}

/** Reads what a button for agents carries, or null when it is none of ours. */
export function readDeskToken(data: string): DeskToken | null {
  const [name, caseId = '', ...rest] = data.split(':');
  const action = deskActionNameSchema.safeParse(name);
  if (!action.success || caseId === '') return null;
  return { action: action.data, caseId, ...(rest.length > 0 ? { argument: rest.join(':') } : {}) };
}
