/** Telegram's limits on sending: 30 a second in all, about one a second to a person, 20 a minute in a group. */
export interface Limits {
  on: boolean;
  /** Counts a message to `chat`; seconds to wait when it is one too many, else 0. */
  count(chat: number): number;
}

const PERSON_BURST = 3;

export function createLimits(now: () => number): Limits {
  const sent: { chat: number; at: number }[] = [];
  const since = (ms: number, chat?: number): number =>
    sent.filter((each) => each.at > now() - ms && (chat === undefined || each.chat === chat)).length;
  const limits: Limits = {
    on: false,
    count(chat) {
      if (!limits.on) return 0;
      if (since(1000) >= 30) return 1;
      if (chat < 0 && since(60_000, chat) >= 20) return 60;
      if (chat > 0 && since(1000, chat) >= PERSON_BURST) return 1;
      sent.push({ chat, at: now() });
      return 0;
    },
  };
  return limits;
}
