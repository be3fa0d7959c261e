import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { addressSchema, personSchema } from '../../model/address.js';
import { followUpSchema, satisfactionSchema } from '../../model/aftercare.js';
import type { Address } from '../../model/address.js';
import { caseSchema, dossierSchema } from '../../model/case.js';
import type { Case } from '../../model/case.js';
import { serviceClockSchema } from '../../model/service-clock.js';
import { FirstlineError } from '../../errors.js';
import { addressOf, booleanColumn, jsonColumn, toJson } from './column.js';

const shape = caseSchema.shape;

const caseRow = z
  .object({
    id: shape.id,
    number: shape.number,
    channel: z.string(),
    account: z.string(),
    chat: z.string(),
    thread: z.string(),
    person: jsonColumn(personSchema),
    audience: shape.audience,
    language: shape.language,
    owner: shape.owner,
    agent: jsonColumn(personSchema).nullable(),
    collector: jsonColumn(personSchema).nullable(),
    intent: shape.intent,
    department: shape.department,
    priority: shape.priority,
    dossier: jsonColumn(dossierSchema).nullable(),
    desk_channel: z.string().nullable(),
    desk_account: z.string().nullable(),
    desk_chat: z.string().nullable(),
    desk_thread: z.string().nullable(),
    card_message: shape.cardMessage,
    awaiting_solution: booleanColumn,
    opened_at: shape.openedAt,
    waiting_since: shape.waitingSince,
    service_clock: jsonColumn(serviceClockSchema).nullable(),
    closed_at: shape.closedAt,
    resolution: shape.resolution,
    snoozed_until: shape.snoozedUntil,
    merged_into: shape.mergedInto,
    satisfaction: jsonColumn(satisfactionSchema).nullable(),
    follow_up: jsonColumn(followUpSchema).nullable(),
  })
  .transform((row): Case => {
    const { channel, account, chat, thread } = row;
    return {
      id: row.id,
      number: row.number,
      address: addressSchema.parse({ channel, account, chat, thread }),
      person: row.person,
      audience: row.audience,
      language: row.language,
      owner: row.owner,
      agent: row.agent,
      collector: row.collector,
      intent: row.intent,
      department: row.department,
      priority: row.priority,
      dossier: row.dossier,
      desk: addressOf(row.desk_channel, row.desk_account, row.desk_chat, row.desk_thread),
      cardMessage: row.card_message,
      awaitingSolution: row.awaiting_solution,
      openedAt: row.opened_at,
      waitingSince: row.waiting_since,
      serviceClock: row.service_clock,
      closedAt: row.closed_at,
      resolution: row.resolution,
      snoozedUntil: row.snoozed_until,
      mergedInto: row.merged_into,
      satisfaction: row.satisfaction,
      followUp: row.follow_up,
    };
  });

const keyRow = z.object({ conversation: z.string() });

const SELECT = `SELECT cases.*, c.channel, c.account, c.chat, c.thread
  FROM cases JOIN conversations AS c ON c.key = cases.conversation`;

export type Cases = ReturnType<typeof prepareCases>;

export function prepareCases(db: Database) {
  const byId = db.prepare(`${SELECT} WHERE cases.id = ?`);
  const byNumber = db.prepare(`${SELECT} WHERE cases.number = ?`);
  const latest = db.prepare(
    `${SELECT} WHERE cases.conversation = ? ORDER BY owner = 'nobody', number DESC LIMIT 1`,
  );
  const conversationOf = db.prepare(`SELECT conversation FROM cases WHERE id = ?`);
  const byThread = db.prepare(
    `${SELECT}
     WHERE desk_channel = @channel AND desk_account = @account AND desk_chat = @chat AND desk_thread = @thread
     ORDER BY owner = 'nobody', number DESC LIMIT 1`,
  );
  // What the bot asks for an agent is looked for among open cases: those that are over are many.
  const ofAgent = db.prepare(
    `${SELECT}
     WHERE cases.id IN (
         SELECT id FROM cases WHERE owner = 'agent' AND agent ->> '$.id' = @agent
         UNION ALL
         SELECT id FROM cases INDEXED BY cases_one_open
         WHERE owner <> 'nobody' AND owner = 'bot' AND collector ->> '$.id' = @agent
       )
       AND desk_channel = @channel AND desk_account = @account AND desk_chat = @chat
     ORDER BY number`,
  );
  // An announcement that waits in the outbox is under way: announcing again would open a second thread.
  const unannounced = db.prepare(
    `${SELECT} WHERE owner IN ('queue', 'agent') AND desk_channel IS NULL AND NOT EXISTS (
       SELECT 1 FROM outbox
       WHERE outbox.case_id = cases.id AND outbox.kind = 'open-thread' AND outbox.status = 'waiting')
     ORDER BY number`,
  );
  // The desk's columns belong to the outbox, which writes them while turns are under way.
  const save = db.prepare(
    `INSERT INTO cases (id, number, conversation, person, audience, language, owner, agent, intent, department,
       priority, dossier, awaiting_solution, opened_at, waiting_since, closed_at, resolution, snoozed_until,
       service_clock,
       merged_into, collector, satisfaction, follow_up)
     VALUES (@id, @number, @conversation, @person, @audience, @language, @owner, @agent, @intent, @department,
       @priority, @dossier, @awaitingSolution, @openedAt, @waitingSince, @closedAt, @resolution,
       @snoozedUntil, @serviceClock, @mergedInto, @collector, @satisfaction, @followUp)
     ON CONFLICT (id) DO UPDATE SET
       person = excluded.person, audience = excluded.audience, language = excluded.language,
       owner = excluded.owner, agent = excluded.agent, intent = excluded.intent,
       department = excluded.department, priority = excluded.priority, dossier = excluded.dossier,
       awaiting_solution = excluded.awaiting_solution, waiting_since = excluded.waiting_since,
       closed_at = excluded.closed_at, resolution = excluded.resolution,
       service_clock = excluded.service_clock, snoozed_until = excluded.snoozed_until, merged_into = excluded.merged_into,
       collector = excluded.collector,
       satisfaction = excluded.satisfaction, follow_up = excluded.follow_up
     WHERE cases.conversation = excluded.conversation AND cases.number = excluded.number`,
  );
  const setDesk = db.prepare(
    `UPDATE cases SET desk_channel = @channel, desk_account = @account, desk_chat = @chat,
       desk_thread = @thread, card_message = @cardMessage
     WHERE id = @id`,
  );
  const moveDesks = db.prepare(
    `UPDATE cases SET desk_chat = @to
     WHERE desk_channel = @channel AND desk_account = @account AND desk_chat = @from`,
  );
  const replaceOpen = db.prepare(
    `UPDATE cases SET owner = 'nobody', resolution = 'replaced', closed_at = @at, waiting_since = NULL,
       service_clock = NULL
     WHERE conversation = @from AND owner <> 'nobody'
       AND EXISTS (SELECT 1 FROM cases AS other WHERE other.conversation = @to AND other.owner <> 'nobody')`,
  );
  const give = db.prepare(`UPDATE cases SET conversation = @to WHERE conversation = @from`);
  const one = (row: unknown): Case | null => (row === undefined ? null : caseRow.parse(row));
  return {
    byId: (id: string): Case | null => one(byId.get(id)),
    byNumber: (number: number): Case | null => one(byNumber.get(number)),
    /** The open case of a conversation, else the latest one. */
    latest: (conversation: string): Case | null => one(latest.get(conversation)),
    /** The conversation that a case belongs to. */
    conversationOf(id: string): string | null {
      const row = conversationOf.get(id);
      return row === undefined ? null : keyRow.parse(row).conversation;
    },
    /** The case whose desk thread this is; an open case before a closed one. */
    byThread: (thread: Address): Case | null => one(byThread.get({ ...thread })),
    /** The open cases that an agent has at a desk, or gets back there from the bot. */
    ofAgent: (agent: string, { channel, account, chat }: Address): Case[] =>
      ofAgent.all({ agent, channel, account, chat }).map((row) => caseRow.parse(row)),
    unannounced: (): Case[] => unannounced.all().map((row) => caseRow.parse(row)),
    save(conversation: string, item: Case): void {
      const saved = save.run({
        id: item.id,
        number: item.number,
        conversation,
        person: toJson(item.person),
        audience: item.audience,
        language: item.language,
        owner: item.owner,
        agent: toJson(item.agent),
        intent: item.intent,
        department: item.department,
        priority: item.priority,
        dossier: toJson(item.dossier),
        awaitingSolution: item.awaitingSolution ? 1 : 0,
        openedAt: item.openedAt,
        waitingSince: item.waitingSince,
        serviceClock: toJson(item.serviceClock),
        closedAt: item.closedAt,
        resolution: item.resolution,
        snoozedUntil: item.snoozedUntil,
        mergedInto: item.mergedInto,
        collector: toJson(item.collector),
        satisfaction: toJson(item.satisfaction),
        followUp: toJson(item.followUp),
      });
      if (saved.changes === 0) {
        throw new FirstlineError(
          'STORE_REFUSED',
          `Case ${item.id} has another number or belongs to another conversation than ${conversation}.`,
          'This is a mistake in Firstline: please report it with this message. Nothing was changed.',
        );
      }
    },
    setDesk(id: string, thread: Address | null, cardMessage: string | null): void {
      setDesk.run({
        id,
        channel: thread?.channel ?? null,
        account: thread?.account ?? null,
        chat: thread?.chat ?? null,
        thread: thread?.thread ?? null,
        cardMessage,
      });
    },
    moveDesks(channel: string, account: string, from: string, to: string): void {
      moveDesks.run({ channel, account, from, to });
    },
    /** Gives one conversation's cases to another; of two open ones, the one that is given away ends. */
    give(from: string, to: string, at: number): void {
      replaceOpen.run({ from, to, at });
      give.run({ from, to });
    },
  };
}
