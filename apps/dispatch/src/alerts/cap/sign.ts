import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ECDSA_SHA256, ENVELOPED, EXCLUSIVE, RSA_SHA256, SHA256, SIGNATURES } from './algorithms.js';

/** Our own key, from PEM or `file:<path>` of it; null where none is given. Throws on one that is neither RSA nor EC. */
export function signingKey(given: string): KeyObject | null {
  if (given === '') return null;
  const key = createPrivateKey(given.startsWith('file:') ? readFileSync(given.slice('file:'.length)) : given);
  if (key.asymmetricKeyType !== 'rsa' && key.asymmetricKeyType !== 'ec') throw new Error('CAP_KEY must be RSA or ECDSA');
  return key;
}

/** The message with an enveloped signature over all of it, as we would take one ourselves. */
export async function signed(xml: string, key: KeyObject): Promise<string> {
  const { SignedXml } = await import('xml-crypto');
  const signing = new SignedXml({
    privateKey: key,
    signatureAlgorithm: key.asymmetricKeyType === 'ec' ? ECDSA_SHA256 : RSA_SHA256,
    canonicalizationAlgorithm: EXCLUSIVE,
    getKeyInfoContent: () => null,
  });
  signing.SignatureAlgorithms = SIGNATURES;
  signing.addReference({ xpath: '/*', isEmptyUri: true, transforms: [ENVELOPED, EXCLUSIVE], digestAlgorithm: SHA256 });
  signing.computeSignature(xml);
  return signing.getSignedXml();
}
