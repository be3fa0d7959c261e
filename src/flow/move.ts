import type { FlowContext, FlowEvent } from './context.js';

/** What moves a flow's machine: its start with what is known, or what it is told where it stands. */
export type FlowMove =
  | { kind: 'start'; slots: Readonly<Record<string, string>> }
  | { kind: 'told'; step: string; context: FlowContext; event: FlowEvent };
