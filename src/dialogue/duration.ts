import type { Language } from '../model/language.js';

const MINUTE = 60_000;

/** A stretch of time in words, to the coarsest unit that says enough: "5 minutes", «2 часа». At least a minute. */
export function durationInWords(ms: number, language: Language): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE));
  if (minutes < 90) return inUnit(minutes, 'minute', language);
  const hours = Math.round(minutes / 60);
  return hours < 36 ? inUnit(hours, 'hour', language) : inUnit(Math.round(hours / 24), 'day', language);
}

function inUnit(count: number, unit: 'minute' | 'hour' | 'day', language: Language): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
