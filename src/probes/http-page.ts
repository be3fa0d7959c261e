import type { Verdict } from './result.js';

/** Pages that say what is wrong; their words, folded, in the languages that customers' sites speak. */
interface KnownPage {
  verdict: Verdict<'http'>;
  /** For the agent's card. */
  name: string;
  words: RegExp;
}

const KNOWN: readonly KnownPage[] = [
  {
    verdict: 'suspended',
    name: 'suspended account',
    words:
      /cgi-sys\/suspendedpage|account (?:has been |is )?suspended|(?:web)?site (?:has been |is )?suspended|hosting (?:has been |is )?suspended|domain (?:name )?(?:has been |is )?suspended|bandwidth limit exceeded|(?:сайт|аккаунт|хостинг|домен) (?:временно )?(?:заблокирован|отключ[её]н|приостановлен)|(?:работа (?:сайта|аккаунта)|услуга(?: хостинга)?|обслуживание) (?:временно )?приостановлен/,
  },
  {
    verdict: 'database-error',
    name: 'no connection to the database',
    words:
      /error establishing a database connection|ошибка (?:установки|установления) соединения с базой данных|(?:ошибка (?:соединения|подключения) (?:с|к)|(?:не удалось|невозможно|не могу) (?:подключиться|соединиться) (?:с|к)) баз(?:ой|е) данных|(?:could not|unable to|cannot|can't|failed to) connect to (?:the |local )?(?:database|mysql|postgres)|could not make a database link|mysql (?:connect|query) error|database connection (?:error|failed)|error connecting to (?:the )?database|sqlstate\[|mysqli_(?:real_)?connect\(|mysql server has gone away|access denied for user '/,
  },
  {
    verdict: 'wordpress-error',
    name: 'WordPress: critical error',
    words:
      /there has been a critical error on (?:this|your) website|на (?:вашем )?сайте (?:возникла|произошла) критическая ошибка|the site is experiencing technical difficulties|сайт испытывает технические (?:трудности|сложности)/,
  },
  {
    verdict: 'wordpress-error',
    name: 'WordPress: maintenance',
    words:
      /briefly unavailable for scheduled maintenance|ненадолго (?:недоступен|закрыт)[^.]{0,40}техническо(?:го|е) обслуживани/,
  },
  {
    verdict: 'parked',
    name: 'parked domain',
    words:
      /(?:domain|site) (?:name )?(?:is|has been) (?:currently )?parked|parked (?:domain|free)|this domain (?:name )?(?:is|may be) for sale|buy this domain|sedoparking|parkingcrew|hugedomains\.com|домен (?:\S+ )?(?:припаркован|прода[её]тся|выставлен на продажу|не прилинкован)|купить (?:этот )?домен/,
  },
  {
    verdict: 'placeholder',
    name: "server's default page",
    words:
      /apache2? (?:\S+ ){0,2}default page|welcome to (?:nginx|caddy|openresty)|web server's default page|default (?:web ?site|plesk|server) page|defaultwebpage\.cgi|iis windows server|<title>iis\d|^\s*(?:<[^>]+>\s*)*it works!|future home of something quite cool|site not found|сайт (?:только что|успешно) создан|домен не (?:привязан|прикрепл[её]н) к|здесь (?:скоро )?будет (?:ваш )?сайт/,
  },
];

/** Longer pages talk about errors; they are none. UTF-16 units of text without markup. */
const LONGEST_ERROR_PAGE = 3_000;

/** What a page says of itself, or null. Only a short one, or one with an error's status, is read so. */
export function knownPage(status: number, page: string): { verdict: Verdict<'http'>; name: string } | null {
  const folded = page
    .toLowerCase()
    .replace(/&#0?39;|&rsquo;|’/gu, "'")
    .replace(/\s+/gu, ' ');
  if (status < 500 && textOf(folded).length > LONGEST_ERROR_PAGE) return null;
  return KNOWN.find(({ words }) => words.test(folded)) ?? null;
}

/** What a status means that no page explained; null where the answer says nothing about the site. */
export function statusVerdict(status: number): Verdict<'http'> | null {
  // Cloudflare's own statuses: it is reached, the server behind it is not.
  if ((status >= 520 && status <= 527) || status === 530) return 'proxy-error';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 401 || status === 403 || status === 451) return 'forbidden';
  if (status === 429 || (status >= 300 && status < 400)) return null;
  return status >= 400 ? 'server-error' : 'ok';
}

/** The text of a page, roughly: without scripts, styles and tags. In time that grows with its length, whatever it holds. */
function textOf(page: string): string {
  let text = '';
  let at = 0;
  for (const { index, 1: name } of page.matchAll(/<(script|style)\b/gu)) {
    if (index < at) continue;
    text += page.slice(at, index);
    const end = page.indexOf(`</${name ?? ''}`, index);
    at = end === -1 ? page.length : end;
  }
  text += page.slice(at);
  return text.replace(/<[^<>]*>/gu, ' ').replace(/\s+/gu, ' ');
}
