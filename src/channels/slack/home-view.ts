import type { types } from '@slack/bolt';
import type { DeskHome, HomeLine } from '../../model/desk-home.js';
import { plain } from '../../model/text.js';
import { deskToken } from '../desk-token.js';
import { ACTION, button, richBlock } from './blocks.js';
import { wordsFor, type Words } from './words.js';

/** What the buttons of a line stand in: it tells the case's thread, which a press on the page does not. */
const BLOCK = /^thread:([A-Z0-9]+):([\d.]+)$/;

/** What an agent sees on the bot's page. `workspace`: the team's address, with a slash at its end. */
export function homeView({ language, sections }: DeskHome, workspace: string): types.HomeView {
  const words = wordsFor(language);
  const blocks = sections.flatMap(({ title, lines }, index): types.KnownBlock[] => [
    ...(index === 0 ? [] : [{ type: 'divider' } as const]),
    richBlock(title),
    ...lines.flatMap((line) => lineBlocks(line, words, workspace)),
  ]);
  return { type: 'home', blocks };
}

/** What everybody else sees there. */
export function strangerView(words: Words): types.HomeView {
  return { type: 'home', blocks: [richBlock(plain(words.strangerHome))] };
}

/** The thread of the line whose buttons stand in a block, or null: it is none of ours. */
export function homePlace(block: string): { chat: string; thread: string } | null {
  const [, chat, thread] = BLOCK.exec(block) ?? [];
  return chat === undefined || thread === undefined ? null : { chat, thread };
}

function lineBlocks(line: HomeLine, words: Words, workspace: string): types.KnownBlock[] {
  const text = richBlock(line.text);
  if (line.case === null) return [text];
  const { id, thread, actions } = line.case;
  const open: types.Button = {
    type: 'button',
    action_id: `${ACTION.open}${id}`,
    text: { type: 'plain_text', text: words.openThread, emoji: false },
    url: `${workspace}archives/${thread.chat}/p${thread.thread.replace('.', '')}`,
  };
  const orders = actions.map((one) =>
    button(`${ACTION.desk}${one.action}:${id}`, one.label, deskToken(one, id)),
  );
  return [
    text,
    { type: 'actions', block_id: `thread:${thread.chat}:${thread.thread}`, elements: [...orders, open] },
  ];
}
