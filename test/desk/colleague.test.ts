import { describe, expect, it } from 'vitest';
import { findColleague } from '../../src/desk/colleague.js';

const olga = { id: 'U1', name: 'Olga Petrova', locale: null };
const pavel = { id: 'U2', name: 'Pavel', locale: null };
const pasha = { id: 'U3', name: 'Павел Иванов', locale: null };
const petr = { id: 'U4', name: 'Пётр Иванов', locale: null };
const agents = [olga, pavel, pasha, petr];

describe('a colleague', () => {
  it.each([
    ['U2', pavel],
    ['Pavel', pavel],
    ['@pavel', pavel],
    ['olga petrova', olga],
    ['Petrova', olga],
    ['olg', olga],
    ['Павел', pasha],
    ['me', olga],
    ['себе', olga],
  ])('%j is found', (written, agent) => {
    expect(findColleague(written, olga, agents)).toEqual({ kind: 'agent', agent });
  });

  it('is asked for when several fit, and the nearest is told when nobody does', () => {
    expect(findColleague('Иванов', olga, agents)).toEqual({
      kind: 'several',
      names: ['Павел Иванов', 'Пётр Иванов'],
    });
    expect(findColleague('Pavle', olga, agents)).toEqual({ kind: 'nobody', near: 'Pavel' });
    expect(findColleague('Wolfgang', olga, agents)).toEqual({ kind: 'nobody', near: null });
    expect(findColleague('@', olga, agents)).toMatchObject({ kind: 'nobody' });
  });
});
