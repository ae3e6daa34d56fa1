import type { KeyObject } from 'node:crypto';
import { CodedError } from '@shaodao/contracts/errors';
import { CANONICALIZATIONS, DIGESTS, ENVELOPED, SIGNATURES } from './algorithms.js';
import { below, childrenOf, type XmlElement } from './xml-tree.js';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

/**
 * The one signature of a message, checked in its form: enveloped, of the whole document, by algorithms we take. A signature
 * over a part (or of an element elsewhere: wrapping) is refused before any key is looked at. Throws FORBIDDEN `Signature`.
 */
export function checkSignatureForm(root: XmlElement): void {
  const all = [...below(root)].filter(({ uri, name }) => uri === DSIG && name === 'Signature');
  const [signature] = all;
  if (signature === undefined) throw refused('the message is not signed', '预警没有数字签名');
  if (all.length > 1) throw refused('more than one signature', '只能有一个数字签名');
  if (!root.children.includes(signature)) throw refused('the signature must stand in the message itself', '数字签名必须直接位于 alert 之下');
  const info = only(signature, 'SignedInfo');
  const reference = only(info, 'Reference');
  if (reference.attributes['URI'] !== '') throw refused('the signature does not cover the whole message', '数字签名没有覆盖整个预警');
  const transforms = childrenOf(only(reference, 'Transforms'), 'Transform').map(algorithmOf);
  const others = transforms.filter((name) => name !== ENVELOPED);
  if (transforms[0] !== ENVELOPED || others.length !== 1 || !others.every((name) => CANONICALIZATIONS.has(name))) {
    throw refused('its transforms must be enveloped-signature and one canonicalization without comments', '签名变换只接受 enveloped-signature 加一种不含注释的规范化');
  }
  const named = [
    CANONICALIZATIONS.has(algorithmOf(only(info, 'CanonicalizationMethod'))),
    Object.hasOwn(SIGNATURES, algorithmOf(only(info, 'SignatureMethod'))),
    DIGESTS.has(algorithmOf(only(reference, 'DigestMethod'))),
  ];
  if (named.includes(false)) throw refused('an algorithm that is not taken: RSA or ECDSA with SHA-256', '签名算法不被接受：请用 RSA 或 ECDSA 配 SHA-256');
}

/**
 * What was signed, canonical and without the signature, if one of the keys signed it; null otherwise. Only this text may be
 * read on: whatever else stands in the document nobody vouches for. The form must have been checked.
 */
export async function signedBy(xml: string, keys: readonly KeyObject[]): Promise<string | null> {
  if (keys.length === 0) return null;
  const [{ SignedXml }, { DOMParser }] = await Promise.all([import('xml-crypto'), import('@xmldom/xmldom')]);
  const document = new DOMParser({ errorHandler: (_: string, message: unknown) => { throw new Error(String(message)); } }).parseFromString(xml, 'text/xml');
  const node = Array.from(document.documentElement.childNodes).find((child) => 'localName' in child && child.localName === 'Signature' && 'namespaceURI' in child && child.namespaceURI === DSIG);
  if (node === undefined) return null;
  for (const key of keys) {
    // Never the key that the message itself brings along.
    const check = new SignedXml({ publicCert: key, getCertFromKeyInfo: () => null });
    check.SignatureAlgorithms = SIGNATURES;
    try {
      check.loadSignature(node);
      const [signed, ...more] = check.checkSignature(xml) ? check.getSignedReferences() : [];
      if (signed !== undefined && more.length === 0) return signed;
    } catch {
      // Says with other words that it is not by this key.
    }
  }
  return null;
}

function only(element: XmlElement, name: string): XmlElement {
  const [found, ...more] = childrenOf(element, name);
  if (found === undefined || more.length > 0 || found.uri !== DSIG) throw refused(`exactly one ${name} is expected`, `数字签名中应当有且只有一个 ${name}`);
  return found;
}

function algorithmOf({ attributes }: XmlElement): string {
  return attributes['Algorithm'] ?? '';
}

export function refused(reason: string, reasonZh: string): CodedError {
  return new CodedError('FORBIDDEN', { field: 'Signature', reason, reasonZh });
}
