/** Reads what stands in a text with commas between, each once; null where one of them is not what it should be. */
export function readList<T>(text: string, read: (item: string) => T | null): T[] | null {
  const items = text.split(',').map((item) => read(item.trim()));
  const found = items.filter((item) => item !== null);
  return found.length === items.length ? [...new Set(found)] : null;
}
