import { describe, expect, it } from 'vitest';
import { readUntil } from '../../src/desk/until.js';

const HOUR_MS = 60 * 60_000;
const BERLIN = 'Europe/Berlin';
/** A Thursday, 14:30 in Berlin. */
const NOW = Date.parse('2026-03-26T13:30Z');

describe('until when something is put aside', () => {
  it.each([
    ['30m', 0.5],
    ['2h', 2],
    ['2 ч', 2],
    ['на 2 часа', 2],
    [' 3D ', 72],
    ['3 дня', 72],
    ['1w', 168],
    ['90d', 2160],
  ])('%j is a length of time', (words, hours) => {
    expect(readUntil(words, 1_000, 'UTC')).toBe(1_000 + hours * HOUR_MS);
  });

  it.each([
    ['15:00', '2026-03-26T14:00Z'],
    ['until 9:15', '2026-03-27T08:15Z'],
    ['сегодня 18:00', '2026-03-26T17:00Z'],
    ['tomorrow', '2026-03-27T08:00Z'],
    ['завтра в 10:30', '2026-03-27T09:30Z'],
    // The clocks go forward on the 29th.
    ['mon', '2026-03-30T07:00Z'],
    ['sunday 02:30', '2026-03-29T01:30Z'],
    ['до пятницы 12:00', '2026-03-27T11:00Z'],
    ['thu', '2026-04-02T07:00Z'],
    ['2026-04-01', '2026-04-01T07:00Z'],
    ['1.04 08:00', '2026-04-01T06:00Z'],
    ['01.04.2026', '2026-04-01T07:00Z'],
  ])('%j is a moment by the clock of the deployment', (words, at) => {
    expect(readUntil(words, NOW, BERLIN)).toBe(Date.parse(at));
  });

  it('means the year to come where a day of this one is over', () => {
    const december = Date.parse('2026-12-20T12:00Z');
    expect(readUntil('15.01', december, 'UTC')).toBe(Date.parse('2027-01-15T09:00Z'));
  });

  it.each([
    ...['', '0h', '-2h', '2', 'h', '91d', '2 fortnights', '1e9h', 'tomorrow-ish', '25:00', 'today 10:00'],
    ...['2026-02-30', '32.01', '2026-03-25', '2027-01-01', 'mon tue wed', 'tomorrow at noon'],
  ])('%j is not understood', (words) => {
    expect(readUntil(words, NOW, BERLIN)).toBeNull();
  });
});
