import type { Card } from '../model/delivery.js';
import { wrap } from './wrap.js';

/** A card in a frame, as an agent would see it on the desk. `width`: where its lines are broken, in characters. */
export function cardLines(card: Card, width: number): string[] {
  const buttons = card.actions.map(({ label }) => `[${label}]`).join(' ');
  const body = buttons === '' ? card.body.text : `${card.body.text}\n\n${buttons}`;
  return [
    `┌─ ${card.title}`,
    ...wrap(body, width - 2).map((line) => (line === '' ? '│' : `│ ${line}`)),
    '└─',
  ];
}
