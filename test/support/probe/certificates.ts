import './reflect.js';
import { webcrypto } from 'node:crypto';
import {
  AuthorityInfoAccessExtension,
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 24 * 60 * 60 * 1000;

/** A certificate with its key, as `tls.createServer` takes them. */
export interface Identity {
  /** PEM; the certificate itself first, then those that the server sends along. */
  cert: string;
  /** PEM. */
  key: string;
}

/** What a certificate is to be like: for `names`, valid from a day ago for 60 days, unless said otherwise. */
export interface Wanted {
  names: readonly string[];
  addresses?: readonly string[];
  from?: Date;
  until?: Date;
  /** The name of the subject; without it the first of `names`. */
  subject?: string;
  /** Only the certificate, without the intermediate ones that belong to it. */
  alone?: boolean;
}

/** Makes certificates that whoever trusts `root` trusts. */
export interface Authority {
  /** PEM. */
  root: string;
  issue(wanted: Wanted): Promise<Identity>;
  /** An authority below this one. */
  below(name: string): Promise<Authority>;
}

/** A new authority, whose certificate nobody trusts yet. */
export async function createAuthority(name: string): Promise<Authority> {
  const keys = await newKeys();
  const { from, until } = validity({ names: [] });
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name},O=${name} Authority`,
    keys,
    signingAlgorithm: ALGORITHM,
    notBefore: from,
    notAfter: until,
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  const pem = certificate.toString('pem');
  return authority(pem, certificate.subject, keys.privateKey, []);
}

/** A certificate that was signed by its own key, as control panels put in place of a real one. */
export async function selfSigned(wanted: Wanted): Promise<Identity> {
  const keys = await newKeys();
  const { from, until } = validity(wanted);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${wanted.subject ?? wanted.names[0] ?? 'nobody'}`,
    keys,
    signingAlgorithm: ALGORITHM,
    notBefore: from,
    notAfter: until,
    extensions: [alternatives(wanted)],
  });
  return { cert: certificate.toString('pem'), key: await keyPem(keys.privateKey) };
}

function authority(
  root: string,
  issuer: string,
  signingKey: webcrypto.CryptoKey,
  between: readonly string[],
): Authority {
  return {
    root,
    async issue(wanted) {
      const keys = await newKeys();
      const { from, until } = validity(wanted);
      const certificate = await X509CertificateGenerator.create({
        subject: `CN=${wanted.subject ?? wanted.names[0] ?? 'nobody'}`,
        issuer,
        publicKey: keys.publicKey,
        signingKey,
        signingAlgorithm: ALGORITHM,
        notBefore: from,
        notAfter: until,
        extensions: [
          ...(wanted.names.length === 0 ? [] : [alternatives(wanted)]),
          new AuthorityInfoAccessExtension({ caIssuers: ['http://authority.example.com/issuer.crt'] }),
        ],
      });
      const sent = wanted.alone === true ? [] : between;
      return {
        cert: [certificate.toString('pem'), ...sent].join('\n'),
        key: await keyPem(keys.privateKey),
      };
    },
    async below(name) {
      const keys = await newKeys();
      const { from, until } = validity({ names: [] });
      const certificate = await X509CertificateGenerator.create({
        subject: `CN=${name},O=${name} Authority`,
        issuer,
        publicKey: keys.publicKey,
        signingKey,
        signingAlgorithm: ALGORITHM,
        notBefore: from,
        notAfter: until,
        extensions: [new BasicConstraintsExtension(true, undefined, true)],
      });
      return authority(root, certificate.subject, keys.privateKey, [certificate.toString('pem'), ...between]);
    },
  };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function keyPem(key: webcrypto.CryptoKey): Promise<string> {
  return PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

function validity({ from, until }: Wanted): { from: Date; until: Date } {
  return {
    from: from ?? new Date(Date.now() - DAY_MS),
    until: until ?? new Date(Date.now() + 60 * DAY_MS),
  };
}

function alternatives({ names, addresses = [] }: Wanted): SubjectAlternativeNameExtension {
  return new SubjectAlternativeNameExtension([
    ...names.map((value) => ({ type: 'dns' as const, value })),
    ...addresses.map((value) => ({ type: 'ip' as const, value })),
  ]);
}
