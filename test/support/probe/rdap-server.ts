import type { ServerResponse } from 'node:http';
import { createAuthority } from './certificates.js';
import { httpsServer } from './loopback.js';

/** Registries and IANA's list of them, over https on a free loopback port, for any host name that it is asked by. */
export interface RdapTestServer {
  readonly port: number;
  /** The root certificate that it is trusted by, PEM. */
  readonly root: string;
  /** What was asked for, as `rdap.nic.com/domain/shop.com`. */
  readonly asked: string[];
  /** Answers at an address with JSON, or as the function does. */
  answer(at: string, what: ((response: ServerResponse) => void) | object): void;
  close(): Promise<void>;
}

export async function startRdapServer(): Promise<RdapTestServer> {
  const authority = await createAuthority('Registries');
  const names = ['data.iana.org', 'rdap.nic.com', 'rdap.registrar.com'];
  const identity = await authority.issue({ names });
  const asked: string[] = [];
  const answers = new Map<string, ((response: ServerResponse) => void) | object>();
  const server = await httpsServer(identity, (request, response) => {
    const at = `${request.headers.host ?? ''}${request.url ?? ''}`;
    asked.push(at);
    const answer = answers.get(at);
    if (answer === undefined) response.writeHead(404).end('no such thing');
    else if (typeof answer === 'function') answer(response);
    else response.writeHead(200, { 'content-type': 'application/rdap+json' }).end(JSON.stringify(answer));
  });
  return {
    port: server.port,
    root: authority.root,
    asked,
    answer: (at, what) => void answers.set(at, what),
    close: () => server.close(),
  };
}
