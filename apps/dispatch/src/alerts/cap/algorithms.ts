import { sign, verify, type KeyLike, type KeyObject } from 'node:crypto';

/** The algorithms a signature may name (RFC 9231); what is not here is refused: no SHA-1, no HMAC. */
export const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
export const RSA_SHA512 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512';
export const ECDSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const SHA512 = 'http://www.w3.org/2001/04/xmlenc#sha512';
export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

export const DIGESTS: ReadonlySet<string> = new Set([SHA256, SHA512]);
/** Without comments: they are not signed, and never read. */
export const CANONICALIZATIONS: ReadonlySet<string> = new Set([EXCLUSIVE, 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315']);

/** A signature algorithm as xml-crypto takes one: it only works with the kind of key it is for. */
function algorithm(name: string, kind: 'rsa' | 'ec', hash: 'sha256' | 'sha512') {
  const padded = (key: KeyLike) => ({ key: key as KeyObject, ...(kind === 'ec' ? { dsaEncoding: 'ieee-p1363' as const } : {}) });
  return class {
    getAlgorithmName(): string {
      return name;
    }

    getSignature(signedInfo: string | Buffer, key: KeyLike): string {
      return sign(hash, Buffer.from(signedInfo), padded(key)).toString('base64');
    }

    verifySignature(signedInfo: string | Buffer, key: KeyLike, signature: string): boolean {
      if ((key as KeyObject).asymmetricKeyType !== kind) return false;
      return verify(hash, Buffer.from(signedInfo), padded(key), Buffer.from(signature, 'base64'));
    }
  };
}

export const SIGNATURES = {
  [RSA_SHA256]: algorithm(RSA_SHA256, 'rsa', 'sha256'),
  [RSA_SHA512]: algorithm(RSA_SHA512, 'rsa', 'sha512'),
  [ECDSA_SHA256]: algorithm(ECDSA_SHA256, 'ec', 'sha256'),
};
