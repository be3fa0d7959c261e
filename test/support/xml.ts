/** What is wrong with a text as XML, as far as a picture may use it: tags, attributes and entities. */
export function xmlFault(xml: string): string | null {
  const open: string[] = [];
  const rest = xml.replace(
    /<(\/?)([a-z]+)((?: [a-zA-Z][a-zA-Z0-9-]*="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*")*)(\/?)>/g,
    (_, end, name, attributes, empty) => {
      const names = [...String(attributes).matchAll(/ ([a-zA-Z][a-zA-Z0-9-]*)=/g)].map((match) => match[1]);
      if (new Set(names).size < names.length) open.push(`${String(name)} has an attribute twice`);
      if (end === '/') {
        if (open.pop() !== name) open.push(`${String(name)} closed where it was not open`);
      } else if (empty === '') open.push(String(name));
      return '';
    },
  );
  if (open.length > 0) return open.join(', ');
  return /[<&]/.exec(rest.replace(/&(?:amp|lt|gt|quot);/g, ''))?.[0] ?? null;
}
