import type { RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../src/model/probe.js';
import { createProbes } from '../../src/probes/run.js';
import { createAuthority, selfSigned, type Authority, type Identity } from '../support/probe/certificates.js';
import { httpServer, httpsServer, tcpServer, type Loopback } from '../support/probe/loopback.js';
import { probeWorld, PUBLIC, type ProbeWorld } from '../support/probe/world.js';

const HTTPS = `${PUBLIC}:443`;
const HTTP = `${PUBLIC}:80`;

let trusted: Authority;
let identity: Identity;
beforeAll(async () => {
  trusted = await createAuthority('Trusted');
  identity = await trusted.issue({ names: ['shop.example.com', 'www.example.com'] });
});

let world: ProbeWorld;
let servers: Loopback[] = [];
/** What may end a deadline: the first is that of the probe. */
let timers: (() => void)[] = [];
beforeEach(async () => {
  timers = [];
  world = await probeWorld({
    roots: [trusted.root],
    after(_, callback) {
      timers.push(callback);
      return () => undefined;
    },
  });
  world.name('shop.example.com', [PUBLIC]);
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

function place(at: string, server: Loopback): void {
  servers.push(server);
  world.place(at, server.port);
}

async function http(answer: RequestListener): Promise<void> {
  place(HTTP, await httpServer(answer));
}

async function https(answer: RequestListener, as = identity): Promise<void> {
  place(HTTPS, await httpsServer({ ...as }, answer));
}

/** Words over bare TCP, whatever is asked. */
async function words(text: string | Buffer): Promise<void> {
  place(HTTP, await tcpServer((socket) => socket.once('data', () => socket.end(text))));
}

async function probe(target = 'shop.example.com'): Promise<ProbeResult> {
  const [result] = await createProbes(world.deps).run([{ probe: 'http', target }], { person: 'p' });
  if (result === undefined) throw new Error('no result');
  return result;
}

function sendOn(answer: ServerResponse, location: string): void {
  answer.writeHead(302, { location }).end();
}

describe('a site', () => {
  it('that answers: status, place, time, server', async () => {
    let now = 1_000;
    world.deps.now = () => now;
    const asked: unknown[] = [];
    const old = await trusted.issue({ names: ['shop.example.com'], from: new Date(0) });
    await https((request, answer) => {
      asked.push([request.method, request.url, request.headers]);
      now += 40;
      answer.writeHead(200, { server: 'nginx' }).end('<h1>Shop</h1>');
    }, old);
    expect(await probe(' Shop.Example.com/cart?item=5 ')).toEqual({
      probe: 'http',
      target: 'shop.example.com',
      verdict: 'ok',
      facts: {
        status: '200',
        url: 'https://shop.example.com/cart?…',
        redirects: '0',
        time: '40',
        server: 'nginx',
      },
      details: ['GET https://shop.example.com/cart?…: 200, 40 ms'],
    });
    expect(asked).toEqual([
      [
        'GET',
        '/cart?item=5',
        {
          host: 'shop.example.com',
          'user-agent': 'Firstline',
          accept: 'text/html,*/*;q=0.8',
          'accept-encoding': 'identity',
          connection: 'close',
        },
      ],
    ]);
  });

  it.each(['http://shop.example.com/', 'http://name:secret@shop.example.com/'])(
    'of a URL as it is written, without who somebody is: %s',
    async (url) => {
      const headers: unknown[] = [];
      await https((_, answer) => answer.end());
      await http((request, answer) => {
        headers.push(request.headers.authorization);
        answer.end('page');
      });
      const result = await probe(url);
      expect(result).toMatchObject({ verdict: 'ok', facts: { url: 'http://shop.example.com/' } });
      expect(JSON.stringify(result)).not.toContain('secret');
      expect(headers).toEqual([undefined]);
    },
  );

  it('of a national name', async () => {
    world.name('xn--e1afmkfd.xn--p1ai', [PUBLIC]);
    await https((_, answer) => answer.end());
    await http((request, answer) =>
      answer.writeHead(request.headers.host === 'xn--e1afmkfd.xn--p1ai' ? 200 : 500).end(),
    );
    expect(await probe('http://пример.рф/путь')).toMatchObject({ target: 'пример.рф', verdict: 'ok' });
  });

  it.each([
    ['refuses', undefined],
    ['keeps silent', 'silence' as const],
  ])('whose port 443 %s, and http works', async (_, port) => {
    if (port !== undefined) world.place(HTTPS, port);
    await http((_request, answer) => answer.end('page'));
    expect(await probe()).toMatchObject({ verdict: 'no-https', facts: { url: 'http://shop.example.com/' } });
    expect((await probe('http://shop.example.com/')).verdict).toBe('no-https');
    expect((await probe('https://shop.example.com/')).verdict).toBe(
      port === undefined ? 'refused' : 'timeout',
    );
  });

  it('whose port 443 speaks no TLS, and http works', async () => {
    place(HTTPS, await httpServer((_, answer) => answer.end()));
    await http((_, answer) => answer.end('page'));
    expect((await probe()).verdict).toBe('no-https');
  });

  it('that sends from http to https, which is shut', async () => {
    await http((_, answer) => sendOn(answer, 'https://shop.example.com/'));
    expect((await probe()).verdict).toBe('refused');
  });

  it('without https whose page names a fault', async () => {
    await http((_, answer) => answer.writeHead(500).end('Error establishing a database connection'));
    expect((await probe()).verdict).toBe('database-error');
  });

  it('with a certificate that browsers refuse: told, and nothing is asked', async () => {
    let asked = 0;
    await https((_, answer) => answer.end(String((asked += 1))), await selfSigned({ names: ['localhost'] }));
    const { verdict, details } = await probe();
    expect(verdict).toBe('certificate');
    expect(details).toContain('certificate: self-signed');
    expect(asked).toBe(0);
  });

  it('that nobody has', async () => {
    expect((await probe('none.example.com')).verdict).toBe('no-address');
    expect(world.connections).toEqual([]);
  });

  it('where nobody listens', async () => {
    expect(await probe()).toMatchObject({ verdict: 'refused', facts: { status: '—', time: '—' } });
    expect(world.connections).toEqual([HTTPS, HTTP]);
  });
});

describe('redirects', () => {
  it('are followed and told, other domains as well', async () => {
    world.name('www.example.com', [PUBLIC]);
    world.name('example.org', [PUBLIC]);
    await https((_, answer) => sendOn(answer, 'http://example.org/b?token=abc'));
    await http((_, answer) => answer.writeHead(404).end());
    const { verdict, facts, details } = await probe('https://www.example.com/');
    expect(verdict).toBe('not-found');
    expect(facts).toMatchObject({ redirects: '1', url: 'http://example.org/b?…' });
    expect(details).toContain('another domain: example.org');
    expect(details.join()).not.toContain('abc');
  });

  it.each([
    ['to itself', () => 'http://shop.example.com/'],
    ['around', (path: string) => (path === '/' ? '/a' : '/')],
    ['30 times', (path: string) => `/${(Number(path.slice(1)) + 1) % 30}`],
    ['for ever', (path: string) => `${path}a`],
  ])('%s: a loop', async (_, next) => {
    let asked = 0;
    await http((request, answer) => {
      asked += 1;
      sendOn(answer, next(request.url ?? '/'));
    });
    expect((await probe('http://shop.example.com/')).verdict).toBe('redirect-loop');
    expect(asked).toBeLessThanOrEqual(11);
  });

  it('ten of them are no loop', async () => {
    await http((request, answer) => {
      const count = Number(request.url?.slice(1));
      if (count === 10) answer.end('page');
      else sendOn(answer, `/${count + 1}`);
    });
    await https((_, answer) => answer.end());
    expect(await probe('http://shop.example.com/')).toMatchObject({
      verdict: 'ok',
      facts: { redirects: '10' },
    });
  });

  it('to itself with a cookie are not to be told from a loop', async () => {
    await http((_, answer) => {
      answer.setHeader('set-cookie', 'seen=1');
      sendOn(answer, '/');
    });
    expect((await probe('http://shop.example.com/')).verdict).toBe('unknown');
  });

  it('in UTF-8 as servers write them', async () => {
    await https((_, answer) => answer.end());
    await http((request, answer) => {
      if (request.url !== '/') answer.writeHead(request.url === encodeURI('/путь') ? 200 : 500).end();
      else sendOn(answer, Buffer.from('/путь').toString('latin1'));
    });
    expect((await probe('http://shop.example.com/')).verdict).toBe('ok');
  });

  it.each([
    'http://169.254.169.254/',
    'http://[::ffff:169.254.169.254]/',
    'http://[fd00:ec2::254]/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://localhost/',
    'http://panel.internal/',
    'http://inner.example.com/',
    'https://user:password@inner.example.com:8443/',
    'http://shop.example.com:22/',
    'http://shop.example.com:6379/',
    'ftp://shop.example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://',
  ])('to %s: not followed', async (location) => {
    world.name('inner.example.com', ['10.0.0.5']);
    await http((_, answer) => sendOn(answer, location));
    const result = await probe('http://shop.example.com/');
    expect(result.verdict).toBe('unknown');
    expect(world.connections).toEqual([HTTP]);
    expect(JSON.stringify(result.facts)).not.toMatch(/10\.0\.0\.5|password/u);
  });
});

describe('a name that leads elsewhere a moment later', () => {
  it('between look-ups: the second is judged as the first', async () => {
    world.name('shop.example.com', [PUBLIC], ['127.0.0.1']);
    await http((_, answer) => sendOn(answer, '/again'));
    expect((await probe('http://shop.example.com/')).verdict).toBe('unknown');
    expect(world.connections).toEqual([HTTP]);
    expect(world.lookups).toEqual(['shop.example.com', 'shop.example.com']);
  });

  it('with inner addresses among public ones: only those are connected to', async () => {
    world.name('shop.example.com', ['127.0.0.1', '::1', PUBLIC, '::ffff:10.0.0.1']);
    await http((_, answer) => answer.end('page'));
    await probe('http://shop.example.com/');
    expect(world.connections).toEqual([HTTP, HTTPS]);
  });

  it.each(['http://[::ffff:169.254.169.254]/', 'http://2130706433/', '127.0.0.1', 'http://0x7f.1/'])(
    'is as little use as %s',
    async (target) => {
      expect((await probe(target)).verdict).toBe('unknown');
      expect(world.connections).toEqual([]);
      expect(world.lookups).toEqual([]);
    },
  );
});

describe('an answer that is none', () => {
  it('cut off before it', async () => {
    place(HTTP, await tcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())));
    expect((await probe('http://shop.example.com/')).verdict).toBe('broken-answer');
  });

  it('cut off within it', async () => {
    await words('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf');
    expect((await probe('http://shop.example.com/')).verdict).toBe('broken-answer');
  });

  it.each([
    ['nothing', ''],
    ['no HTTP', '220 mail.example.com ESMTP\r\n'],
    ['a header with invalid signs', 'HTTP/1.1 200 OK\r\nx y: 1\r\nx\0: 2\r\n\r\npage'],
    ['a huge header', `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\n\r\npage`],
    ['very many headers', `HTTP/1.1 200 OK\r\n${'x: 1\r\n'.repeat(20_000)}\r\npage`],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\npage'],
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'],
  ])('%s', async (_, text) => {
    await words(text);
    expect((await probe('http://shop.example.com/')).verdict).toBe('broken-answer');
  });

  it('a head that drips ends with the time', async () => {
    place(
      HTTP,
      await tcpServer((socket) => {
        socket.once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\nx:');
          timers[0]?.();
        });
      }),
    );
    expect((await probe('http://shop.example.com/')).verdict).toBe('timeout');
  });

  it('a page that drips ends with the time', async () => {
    await http((_, answer) => {
      answer.write('<html>', () => timers[0]?.());
    });
    expect((await probe('http://shop.example.com/')).verdict).toBe('timeout');
  });
});

describe('how much is read', () => {
  it('a page without end is cut', async () => {
    let sent = 0;
    let closed: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (closed = resolve));
    await https((_, answer) => answer.end());
    await http((_, answer) => {
      const chunk = Buffer.alloc(16 * 1024, 'a');
      const more = (): void => {
        do sent += chunk.length;
        while (answer.write(chunk));
      };
      answer.on('drain', more).once('close', closed);
      more();
    });
    expect((await probe('http://shop.example.com/')).verdict).toBe('ok');
    await ended;
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  it('a page that unpacks to very much is unpacked as far as it is read', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    await https((_, answer) => answer.end());
    await http((_, answer) => answer.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    const before = process.memoryUsage().rss;
    expect((await probe('http://shop.example.com/')).verdict).toBe('ok');
    expect(process.memoryUsage().rss - before).toBeLessThan(40 * 1024 * 1024);
  });

  it('a packed page is unpacked all the same, one that is not what it says is no answer', async () => {
    await https((_, answer) => answer.end());
    await http((request, answer) => {
      answer.writeHead(200, { 'content-encoding': 'gzip' });
      const page = 'Error establishing a database connection';
      answer.end(request.url === '/packed' ? gzipSync(page) : page);
    });
    expect((await probe('http://shop.example.com/packed')).verdict).toBe('database-error');
    expect((await probe('http://shop.example.com/plain')).verdict).toBe('broken-answer');
  });

  it('what is no text is not read', async () => {
    await https((_, answer) => answer.end());
    await http((_, answer) => {
      answer.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 1e12 });
      answer.write('moov');
    });
    expect((await probe('http://shop.example.com/')).verdict).toBe('ok');
  });
});

describe('what a page says', () => {
  it('in the encoding that its head or the page names', async () => {
    const page = Buffer.from('<meta charset="windows-1251"><p>XXXX XXXXXXXXXXXXX</p>', 'latin1');
    const text = Array.from('Сайт заблокирован', (sign) =>
      sign === ' ' ? 0x20 : 0xc0 + sign.charCodeAt(0) - 0x410,
    );
    page.set(text, page.indexOf('XXXX'));
    await https((_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end(page));
    expect((await probe()).verdict).toBe('suspended');
  });

  it('with what it asks of a browser', async () => {
    await https((_, answer) => answer.writeHead(403, { 'cf-mitigated': 'challenge' }).end());
    expect((await probe()).verdict).toBe('unknown');
  });

  it('with signs in the head that would break a line', async () => {
    await words('HTTP/1.1 200 OK\r\nserver: a\x1b[31mb\r\n\r\npage');
    const result = await probe('http://shop.example.com/');
    expect(JSON.stringify(result)).not.toContain('\x1b');
  });
});
