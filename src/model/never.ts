/** Holds the compiler to it that every member of a union was handled. */
export function assertNever(value: never): never {
  throw new Error(`unexpected: ${JSON.stringify(value)}`);
}
