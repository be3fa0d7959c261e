/** Holds the compiler to it that every member of a union was handled. The error names the kind, never a text. */
export function assertNever(value: never): never {
  throw new Error(`unexpected: ${kindOf(value)}`);
}

function kindOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return typeof value;
  return String(value.kind);
}
