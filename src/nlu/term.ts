import { stem } from './stem.js';

/**
 * Words of the trade that are written in either alphabet or in several ways; each is understood as the first of
 * its line, in both languages. Lower case, ё folded; inflections are covered by the stems.
 */
const GROUPS = [
  'dns днс',
  'ssl ссл',
  'tls тлс',
  'vpn впн',
  'ftp фтп',
  'sftp сфтп',
  'ssh ссх',
  'smtp смтп',
  'imap имап',
  'http хттп',
  'https хттпс',
  'php пхп',
  'mysql мускул майскл мускуль',
  'wordpress вордпресс вордпрес вордпрэсс ворпресс вп wp',
  'email имейл емейл мейл емайл имэйл эмейл мыло',
  'spam спам',
  'plugin плагин',
  'backup бэкап бекап',
  'hosting хостинг',
  'domain домен',
  'certificate сертификат серт cert',
  'server сервер сервак',
  'password пароль passwd pwd',
  'login логин',
  'wifi вайфай',
  'bitrix битрикс',
  'joomla джумла',
  'error ошибка ошыбка err',
  'operator оператор',
  'nginx нгинкс энджинкс',
  'vps впс',
  'cron крон',
  'phishing фишинг',
  'disk диск',
  'license лицензия licence',
];

const CANONICAL = new Map<string, string>();
const NAMES = new Set<string>();
for (const group of GROUPS) {
  const [first = '', ...others] = group.split(' ');
  NAMES.add(first);
  for (const other of others) CANONICAL.set(stem(other), stem(first));
}

/** The stem under which a word of the trade is understood; any other stem as it is. */
export function canonicalStem(stemmed: string): string {
  return CANONICAL.get(stemmed) ?? stemmed;
}

/** Whether a Latin word is a name of the trade, which says nothing about the language it stands in. */
export function isTradeName(word: string): boolean {
  return NAMES.has(word);
}
