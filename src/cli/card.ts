import type { Card } from '../model/delivery.js';

/** A card in a frame, as an agent would see it on the desk; long lines are left to the terminal. */
export function cardLines(card: Card): string[] {
  const buttons = card.actions.map(({ label }) => `[${label}]`).join(' ');
  return [
    `┌─ ${card.title}`,
    ...card.body.text.split('\n').map((line) => `│ ${line}`),
    ...(buttons === '' ? [] : ['│', `│ ${buttons}`]),
    '└─',
  ];
}
