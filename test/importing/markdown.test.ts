import { describe, expect, it } from 'vitest';
import { imported, issues, onlyText, told } from './imports.js';

const ARTICLE = `---
tags: [VPN, "Mac OS"]
audience: both
date: 2026-03-04
owner: anna
---

# VPN drops *every* five minutes

After an update the tunnel [drops](https://example.com/why).

## Cause

The client is old.

## Resolution

1. Quit the client: \`killall vpn\`
2. Install the new one:

   \`\`\`sh
   brew install vpn
   vpn --version
   \`\`\`
3. Start it
   - as yourself
   - not as root

| port | open |
| ---- | ---- |
| 443  | yes  |

## How to check

It holds for ![ten minutes](clock.png) <script>alert(1)</script>now.
`;

describe('Markdown', () => {
  it('reads front matter, the title, and parts by their headings', () => {
    const plan = imported({ 'net/vpn-drops.en.md': ARTICLE });
    expect(plan.faults).toEqual([]);
    expect(told(plan.notes)).toEqual(['unused-field net/vpn-drops.en.md:1']);
    expect(plan.put[0]).toMatchObject({ key: 'net/vpn-drops' });
    expect(plan.put[0]?.issue).toMatchObject({
      audience: 'both',
      tags: ['vpn', 'mac-os'],
      date: '2026-03-04',
    });
    expect(onlyText(plan)).toEqual({
      problem: 'VPN drops every five minutes',
      symptoms: ['After an update the tunnel drops (https://example.com/why).'],
      cause: 'The client is old.',
      solution: [
        'Quit the client: `killall vpn`',
        'Install the new one:\n`brew install vpn`\n`vpn --version`',
        'Start it\n– as yourself\n– not as root',
        'port — open\n443 — yes',
      ],
      check: 'It holds for ten minutes now.',
    });
  });

  it('knows languages by the name, the folder or the letters, and puts them together', () => {
    const plan = imported({
      'vpn.ru.md': '# Туннель\n\nПерезапустите',
      'vpn.en.md': '# Tunnel\n\nStart it again',
      'ru/a/wifi.md': '# Сеть\n\n## Симптомы\n\n- медленно\n- рвётся\n\n## Решение\n\nПодойти ближе',
      'en/a/wifi.md': '# Network\n\nCome nearer',
      'disk.md': '# Диск\n\nУдалить лишнее',
      'disk.de.md': '# Platte\n\nAufraeumen',
      'release_2.0.md': '# Release\n\nRead the notes',
      'v1.2_is.md': '# What it is\n\nRead on',
    });
    expect(plan.faults).toEqual([]);
    expect(told(plan.notes)).toEqual(['other-language disk.de.md:1']);
    const keys = plan.put.map(({ key, issue }) => [key, issue.ru !== undefined, issue.en !== undefined]);
    expect(keys).toEqual([
      ['vpn', true, true],
      ['a/wifi', true, true],
      ['disk', true, false],
      ['release_2.0', false, true],
      ['v1.2_is', false, true],
    ]);
    expect(plan.put[1]?.issue.ru?.symptoms).toEqual(['медленно', 'рвётся']);
  });

  it('takes all of an article for the solution where it has no parts that are known', () => {
    const plan = imported({ 'a.md': '# Title\n\nFirst.\n\n## On Windows\n\nSecond.\n\nThird `x`.' });
    expect(onlyText(plan).solution).toEqual(['First.\nOn Windows\nSecond.\nThird `x`.']);
  });

  it('is not brought down by signs within signs without end', () => {
    const signs = ['> '.repeat(5_000), '- '.repeat(5_000), '['.repeat(50_000), '_a_b'.repeat(100_000)];
    const files = signs.map((sign, at): [string, string] => [
      `${at}.md`,
      `---\ntitle: Title ${at}\n---\n${sign}x`,
    ]);
    const plan = imported({ ...Object.fromEntries(files), 'fine.md': '# Fine\n\nIndeed' });
    expect(Object.keys(issues(plan))).toContain('src-fine');
    expect(told(plan.faults)).toEqual(['no-solution 0.md:1', 'no-solution 1.md:1', 'too-long 3.md:1']);
  });

  it('tells what is missing or cannot be read, by file', () => {
    const plan = imported({
      'no-title.md': 'Only a text',
      'empty-body.md': '# Only a title',
      'yaml.md': '---\ntags: [a\n---\n# T\n\nS',
      'twice.ru.md': '---\nkey: k\n---\n# Раз\n\nРешение',
      'other.ru.md': '---\nkey: k\n---\n# Два\n\nДругое',
      'fine.md': '---\n---\n# Fine\n\nIndeed',
    });
    expect(told(plan.faults)).toEqual([
      'syntax yaml.md:1',
      'no-title no-title.md:1',
      'no-solution empty-body.md:1',
      'key-twice other.ru.md:1',
    ]);
    expect(Object.keys(issues(plan))).toEqual(['src-k', 'src-fine']);
  });
});
