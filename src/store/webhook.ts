/** An event that an endpoint is to be told of. */
export interface NewWebhook {
  /** The event's: the same at each endpoint. */
  id: string;
  /** Its web address. */
  endpoint: string;
  /** One of `eventTypeSchema`. */
  type: string;
  /** What is sent, as JSON; opaque to the store but for `data.case.number`. */
  body: string;
}

/** An event that an endpoint may be told of now. `attempts`: how often that was tried. */
export interface DueWebhook extends Omit<NewWebhook, 'endpoint'> {
  attempts: number;
}

/**
 * What became of telling an endpoint. `dead` goes to the dead letters; `gone` does so with all that waits for the
 * endpoint, which takes nothing more until something is sent again.
 */
export type WebhookSettlement =
  | { kind: 'delivered' }
  | { kind: 'retry'; notBefore: number; error: string }
  | { kind: 'dead' | 'gone'; at: number; error: string };

/** An event that an endpoint has not taken. `error`: what came of the last try, null where there was none. */
export type StoredWebhook = Omit<NewWebhook, 'body'> & {
  caseNumber: number | null;
  createdAt: number;
  attempts: number;
  error: string | null;
} & ({ status: 'waiting'; notBefore: number } | { status: 'dead'; deadAt: number });

/** All of them, in the order in which they happened, and the endpoints that take no more. */
export interface StoredWebhooks {
  webhooks: StoredWebhook[];
  gone: { endpoint: string; at: number }[];
}
