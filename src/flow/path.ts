/** Where a part of a YAML value stands in it. */
export type Path = readonly PropertyKey[];

/** Whether a value is a mapping. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path of a value, or undefined. */
export function valueAt(value: unknown, path: Path): unknown {
  let part = value;
  for (const name of path) {
    if (Array.isArray(part) && typeof name === 'number') part = part[name];
    else if (isRecord(part) && typeof name === 'string' && Object.hasOwn(part, name)) part = part[name];
    else return undefined;
  }
  return part;
}

/** The id of the step that a path leads into; one without an id is called by its number: `#3`. */
export function stepAt(value: unknown, path: Path): string | null {
  const [top, index] = path;
  if (top !== 'steps' || typeof index !== 'number') return null;
  const id = valueAt(value, ['steps', index, 'id']);
  return typeof id === 'string' ? id : `#${index + 1}`;
}
