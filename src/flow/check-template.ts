import { TEMPLATE_PLACEHOLDERS, type Template } from '../model/template.js';
import { checkText } from './check-text.js';
import type { Fault } from './fault.js';
import type { Sourced } from './sources.js';

/** What is wrong with the texts of the answers that agents have ready. */
export function checkTemplate({ source, value }: Sourced<Template>): Fault[] {
  const allowed = new Set(TEMPLATE_PLACEHOLDERS);
  return [
    ...checkText(source, ['title'], value.title, { label: true, allowed: new Set() }),
    ...checkText(source, ['text'], value.text, { allowed }),
  ];
}
