import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFStream,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { FileRefused } from './file-refused.js';
import { cleanJpeg } from './jpeg.js';

/** How far before the end the mark of it may stand (ISO 32000-1, annex H.3.4.4). */
const END_MOST = 1_024;
/** Names that bring code, foreign files or things that play, wherever they stand. */
const ACTIVE_KEYS = ['JS', 'JavaScript', 'EF', 'EmbeddedFiles', 'XFA', 'RichMediaContent', 'RichMediaSettings'];
/** Actions that run a program or a script, send a form away, or open what is packed inside. */
const ACTIVE_ACTIONS = ['JavaScript', 'Launch', 'ImportData', 'SubmitForm', 'GoToE', 'Rendition', 'Movie', 'RichMediaExecute'];
const ACTIVE_TYPES = ['EmbeddedFile', 'FileAttachment', 'RichMedia', '3D', 'Movie', 'Screen'];
/** What says who made it, when and with what; on the whole document or on a part of it. */
const SAYS_WHO = ['Metadata', 'PieceInfo', 'LastModified'];

/**
 * A PDF that only shows pages. Throws {@link FileRefused} for what is encrypted, runs, carries files or cannot be read.
 * Author, programs, dates and XMP are taken out, and EXIF of the pictures in it. A signed one stays as it is, byte for
 * byte: an office's seal (电子签章) is worth more than what it says about its maker.
 */
export async function cleanPdf(file: Buffer): Promise<Buffer> {
  if (!file.subarray(-END_MOST).includes('%%EOF')) throw new FileRefused('damaged');
  const document = await PDFDocument.load(file, { updateMetadata: false, throwOnInvalidObject: true, capNumbers: true }).catch(
    (error: unknown) => {
      throw new FileRefused(error instanceof Error && /encrypt/i.test(`${error.name} ${error.message}`) ? 'encrypted' : 'damaged');
    },
  );
  const { context } = document;
  if (context.trailerInfo.Encrypt !== undefined) throw new FileRefused('encrypted');
  if (countPages(document) === 0) throw new FileRefused('damaged');
  const dicts = context.enumerateIndirectObjects().flatMap(([, object]) => dictsIn(object));
  if (dicts.some(isActive)) throw new FileRefused('active');
  if (dicts.some(isSignature)) return file;
  const isChanged = [forgetMaker(context), ...dicts.map(forgetWho), ...pictures(context).map(([picture, at]) => forgetExif(context, picture, at))];
  if (!isChanged.includes(true)) return file;
  return Buffer.from(await document.save({ addDefaultPage: false, updateFieldAppearances: false }));
}

function countPages(document: PDFDocument): number {
  try {
    return document.getPageCount();
  } catch {
    return 0;
  }
}

/** Every dictionary of an object, however deep it stands; references lead to objects that are looked at by themselves. */
function dictsIn(object: PDFObject): PDFDict[] {
  const found: PDFDict[] = [];
  const left = [object];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const dict = next instanceof PDFStream ? next.dict : next;
    if (dict instanceof PDFArray) left.push(...dict.asArray());
    if (!(dict instanceof PDFDict)) continue;
    found.push(dict);
    left.push(...dict.values());
  }
  return found;
}

function nameAt(dict: PDFDict, key: string): string | null {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : null;
}

function isActive(dict: PDFDict): boolean {
  return (
    ACTIVE_KEYS.some((key) => dict.has(PDFName.of(key))) ||
    ACTIVE_ACTIONS.includes(nameAt(dict, 'S') ?? '') ||
    ACTIVE_TYPES.includes(nameAt(dict, 'Type') ?? '') ||
    ACTIVE_TYPES.includes(nameAt(dict, 'Subtype') ?? '')
  );
}

function isSignature(dict: PDFDict): boolean {
  return dict.has(PDFName.of('ByteRange')) && dict.has(PDFName.of('Contents'));
}

function forgetMaker(context: PDFContext): boolean {
  const { Info } = context.trailerInfo;
  if (Info === undefined) return false;
  context.trailerInfo.Info = undefined;
  for (const [ref] of context.enumerateIndirectObjects()) if (ref === Info) context.delete(ref);
  return true;
}

function forgetWho(dict: PDFDict): boolean {
  return SAYS_WHO.map((key) => dict.delete(PDFName.of(key))).includes(true);
}

type Ref = ReturnType<PDFContext['enumerateIndirectObjects']>[number][0];

/** Photos of the document, as a camera wrote them; and streams of XMP, which nothing points at any more. */
function pictures(context: PDFContext): [PDFRawStream, Ref][] {
  return context.enumerateIndirectObjects().flatMap(([ref, object]): [PDFRawStream, Ref][] => {
    return object instanceof PDFRawStream ? [[object, ref]] : [];
  });
}

function forgetExif(context: PDFContext, stream: PDFRawStream, ref: Ref): boolean {
  const { dict } = stream;
  if (nameAt(dict, 'Type') === 'Metadata') return context.delete(ref);
  if (nameAt(dict, 'Filter') !== 'DCTDecode') return false;
  const photo = Buffer.from(stream.contents);
  if (photo[0] !== 0xff || photo[1] !== 0xd8) return false;
  const clean = cleanJpeg(photo);
  if (clean.equals(photo)) return false;
  context.assign(ref, PDFRawStream.of(dict, clean));
  return true;
}
