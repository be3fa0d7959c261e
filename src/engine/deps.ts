import type { Logger } from 'pino';
import type { DialogueContext, DialogueLimits } from '../dialogue/event.js';
import type { Desks } from '../desk/place.js';
import type { ChannelName } from '../model/address.js';
import type { WorkingHours } from '../model/hours.js';
import type { ServiceTargets } from '../model/service-clock.js';
import type { Audience, Language } from '../model/language.js';
import type { Channel } from '../channels/channel.js';
import type { Scope, Store } from '../store/store.js';
import type { Brain } from './brain.js';
import type { Clock } from './clock.js';
import type { Silence } from './silence.js';
import type { Ids } from './ids.js';
import type { ProbeRunner } from './probe-runs.js';
import type { TurnReport } from './report.js';
import type { MaskSecrets } from './sink.js';
import type { WebhookSetup } from './webhooks.js';

/** Everything a turn needs. */
export interface TurnDeps {
  store: Store;
  clock: Clock;
  ids: Ids;
  /** The content in force; asked anew for each turn. */
  brain(): Brain;
  /** Takes in what any process has published or taken back since; cheap where nothing has changed. */
  catchUp?(): Promise<void>;
  audiences: Readonly<Record<ChannelName, Audience>>;
  names: DialogueContext['names'];
  hours: WorkingHours;
  targets: ServiceTargets;
  /** Who is told of cases that are late, by the platform of their thread: ids there. */
  leads: Partial<Record<ChannelName, string>>;
  desks: Desks;
  deskLanguage: Language;
  silence: Silence;
  /** How patient the bot is. */
  limits: DialogueLimits;
  /** How long after its end a case may be opened again, ms. */
  reopenWithinMs: number;
  /** How long after the end of a case the person is asked how satisfied they are, ms; null: never. */
  ratingAfterMs: number | null;
  burstWindowMs: number;
  /** Who is told of events; null: nobody. */
  webhooks: WebhookSetup | null;
  log: Logger;
  /** Told of each turn once it is committed. */
  onTurn?: (report: TurnReport) => void;
  /** Told the ids of inbounds once the turn that handled them is committed. */
  onHandled?: (inbounds: readonly string[]) => void;
}

/** Everything the engine needs. */
export interface EngineDeps extends TurnDeps {
  channels: ReadonlyMap<ChannelName, Channel>;
  /** Whether each desk is told once a week what became of cases. */
  digest: 'weekly' | 'off';
  scope: Scope;
  /** Null: nothing is checked, and every check comes to `unknown`. */
  probes: ProbeRunner | null;
  mask: MaskSecrets;
}
