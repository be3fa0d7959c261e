/** What a button below a question about a case that has ended says; it means the same whenever it is pressed. */
export type AfterPress =
  /** Whether what the agent did has helped. */
  | { kind: 'helped' | 'did-not-help'; number: number }
  /** Whether everything is still fine some days later. */
  | { kind: 'fine' | 'back'; number: number }
  | { kind: 'score'; number: number; score: number };

const TOKEN = /^after\.(?:(helped|did-not-help|fine|back)\.(\d{1,9})|score\.(\d{1,9})\.([1-5]))$/;

/** The token of such a button. ASCII, far below 64 characters. */
export function afterToken(press: AfterPress): string {
  const score = press.kind === 'score' ? `.${String(press.score)}` : '';
  return `after.${press.kind}.${String(press.number)}${score}`;
}

/** Reads such a token; null for any other. */
export function readAfterToken(token: string): AfterPress | null {
  const [, kind, about = '', rated, score] = TOKEN.exec(token) ?? [];
  switch (kind) {
    case 'helped':
    case 'did-not-help':
    case 'fine':
    case 'back':
      return { kind, number: Number(about) };
    case undefined:
    default:
      return rated === undefined ? null : { kind: 'score', number: Number(rated), score: Number(score) };
  }
}
