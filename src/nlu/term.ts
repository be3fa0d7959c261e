import { stem } from './stem.js';

/**
 * Words of the trade that are written in either alphabet or in several ways; each is understood as the first of
 * its line, in both languages. Lower case, ё folded; inflections are covered by the stems.
 */
const GROUPS = [
  // Protocols and programs.
  'dns днс',
  'ssl ссл',
  'tls тлс',
  'vpn впн',
  'ftp фтп',
  'sftp сфтп',
  'ssh ссх сш',
  'smtp смтп',
  'imap имап',
  'http хттп',
  'https хттпс',
  'php пхп',
  'mysql мускул майскл мускуль майэскюэль',
  'nginx нгинкс энджинкс энжинкс',
  'apache апач',
  'cron крон',
  'docker докер',
  'linux линукс',
  'windows винда виндовс виндоус',
  'ubuntu убунту',
  'git гит',
  'wordpress вордпресс вордпрес вордпрэсс ворпресс вп wp',
  'bitrix битрикс',
  'joomla джумла',
  'outlook аутлук оутлук',
  'gmail гмейл гмаил джимейл',
  'yandex яндекс',
  'google гугл гугль',
  'chrome хром',
  'telegram телеграм телеграмм телега',
  // What a provider sells.
  'hosting хостинг хост',
  'domain домен',
  'subdomain поддомен субдомен',
  'vps впс вдс vds виртуалка',
  'certificate сертификат серт cert',
  'server сервер сервак серв',
  'database бд субд db',
  'panel панель',
  'account аккаунт акк учетка',
  'tariff тариф',
  'license лицензия licence',
  'invoice инвойс',
  // What people have.
  'email имейл емейл мейл емайл имэйл эмейл мыло емэйл имеил',
  'website вебсайт',
  'spam спам',
  'plugin плагин',
  'template шаблон',
  'backup бэкап бекап резервка',
  'password пароль пасс passwd pwd',
  'login логин логиниться залогиниться',
  'wifi вайфай',
  'router роутер',
  'browser браузер',
  'cache кэш кеш',
  'script скрипт',
  'redirect редирект',
  'traffic трафик траффик',
  'disk диск',
  'log лог',
  'phishing фишинг',
  'virus вирус',
  'error ошибка ошыбка err',
  'operator оператор',
  'admin админ администратор administrator',
  'ddos ддос',
  'captcha капча',
  // What goes wrong, as people say it.
  'лежит лежать лег лечь прилег',
  'упал падает рухнул грохнулся крашнулся',
  'тормозит лагает лагать подвисает',
];

const CANONICAL = new Map<string, string>();
const NAMES = new Set<string>();
for (const group of GROUPS) {
  const [first = '', ...others] = group.split(' ');
  if (/^[a-z]/u.test(first)) NAMES.add(first);
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
