/** An event to be sent to an endpoint once. */
export interface WebhookRequest {
  /** The event's id: the same at each endpoint and each try. Without a full stop, for it is signed with them between. */
  id: string;
  url: string;
  /** When it is sent, ms since the epoch. */
  at: number;
  /** The event as JSON, to be sent and signed as it is. */
  body: string;
}

/** What an endpoint answered. */
export interface WebhookAnswer {
  status: number;
  /** How long to wait before the next try, ms, if the endpoint said so. */
  retryAfterMs: number | null;
  /** How its words began, on one line; empty where it took the event. */
  text: string;
}
