import { isOf, type DnsRecord, type RecordType } from './resolver-record.js';

/** A longer chain of aliases is nothing that anybody means. */
export const MAX_ALIASES = 8;

/** Where the aliases in an answer lead from `name`; null where they go round or too far. */
export function followAliases(
  name: string,
  type: RecordType,
  records: readonly DnsRecord[],
): { owner: string; aliases: string[] } | null {
  const aliases: string[] = [];
  let owner = name;
  while (type !== 'CNAME') {
    const alias = records.filter(isOf('CNAME')).find((record) => record.name === owner);
    if (alias === undefined) break;
    owner = alias.value;
    if (owner === name || aliases.includes(owner) || aliases.length === MAX_ALIASES) return null;
    aliases.push(owner);
  }
  return { owner, aliases };
}

/** Whether a name can stand in a question (RFC 1035, 2.3.4): labels of 1 to 63 signs, 253 in all, in ASCII. */
export function fitsQuestion(name: string): boolean {
  return name.length <= 253 && name.split('.').every((label) => /^[!-~]{1,63}$/u.test(label));
}
