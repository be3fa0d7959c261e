import type { Answer, Question } from 'dns-packet';

/** Records to answer with, by what was asked for. */
export interface Zone {
  /** Adds records as text, one each: `NAME [TTL] TYPE DATA`, as in a zone file without dots at the end. */
  add(...lines: string[]): void;
  /** Adds one that no line can say, such as binary text. */
  addRecord(record: Answer): void;
  remove(name: string): void;
  /** The answer section, and whether the name is there at all. */
  find(question: Question, followAliases: boolean): { answers: Answer[]; exists: boolean };
}

const TTL = 3600;

export function createZone(): Zone {
  let records: Answer[] = [];
  const exists = (name: string) =>
    records.some((record) => record.name === name || record.name.endsWith(`.${name}`));
  const of = (name: string, type: string) =>
    records.filter((record) => record.name === name && record.type === type);
  return {
    add(...lines) {
      records.push(...lines.map(parseLine));
    },
    addRecord(record) {
      records.push(record);
    },
    remove(name) {
      records = records.filter((record) => record.name !== name);
    },
    find({ name, type }, followAliases) {
      const asked = name.toLowerCase();
      const answers: Answer[] = [];
      let owner = asked;
      for (let steps = 0; type !== 'CNAME' && steps < 20; steps += 1) {
        const [alias] = of(owner, 'CNAME');
        if (alias?.type !== 'CNAME' || answers.includes(alias)) break;
        answers.push(alias);
        if (!followAliases) return { answers, exists: true };
        owner = alias.data;
      }
      answers.push(...of(owner, type));
      return { answers, exists: exists(owner) };
    },
  };
}

function parseLine(line: string): Answer {
  const [, name = '', ttlText, type = '', data = ''] =
    /^(\S+)\s+(?:(\d+)\s+)?([A-Z]+)\s+(.*)$/u.exec(line) ?? [];
  const named = { name, ttl: ttlText === undefined ? TTL : Number(ttlText) };
  const words = data.split(/\s+/u);
  switch (type) {
    case 'A':
    case 'AAAA':
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return { ...named, type, data };
    case 'MX':
      return { ...named, type, data: { preference: Number(words[0]), exchange: words[1] ?? '' } };
    case 'TXT':
      return {
        ...{ ...named, type },
        // Longer texts are split, as zone files have to.
        data: [...data.matchAll(/"([^"]*)"/gu)].flatMap(([, text = '']) => text.match(/.{1,255}/gsu) ?? ['']),
      };
    case 'SOA':
      return {
        ...named,
        type,
        data: { mname: words[0] ?? '', rname: `hostmaster.${name}`, serial: Number(words[1]) },
      };
    case 'CAA':
      return { ...named, type, data: { flags: Number(words[0]), tag: 'issue', value: words[2] ?? '' } };
    default:
      throw new Error(`No record in this line: ${line}`);
  }
}
