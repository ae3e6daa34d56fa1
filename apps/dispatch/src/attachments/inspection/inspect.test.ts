import { createHash } from 'node:crypto';
import { describe, expect, jest, test } from '@jest/globals';
import { inspect, type CleanFile, type Inspected } from '@shaodao/dispatch/attachments/inspection/inspect';
import { flatPng, GPS_WORDS, moving, pdfOf, photographed, scene, withComment, zipOf } from '@shaodao/dispatch/fixture/pictures';
import sharp from 'sharp';

/** Megabytes on a machine that does other things too. */
jest.setTimeout(30_000);

async function taken(file: Uint8Array): Promise<CleanFile> {
  const inspected = await inspect(file);
  if ('fault' in inspected) throw new Error(`refused: ${inspected.fault}`);
  return inspected.file;
}
const faultOf = async (file: Uint8Array): Promise<string> => {
  const inspected: Inspected = await inspect(file);
  return 'fault' in inspected ? inspected.fault : 'taken';
};
const shown = (file: Uint8Array): Promise<Buffer> => sharp(file).autoOrient().raw().toBuffer();
const jpeg = (): Promise<Buffer> => photographed(scene()).jpeg({ quality: 90 }).toBuffer();

const PHOTOS: [string, string, () => Promise<Buffer>][] = [
  ['a JPEG', 'image/jpeg', jpeg],
  ['a progressive JPEG', 'image/jpeg', () => photographed(scene()).jpeg({ progressive: true }).toBuffer()],
  ['a grey JPEG', 'image/jpeg', () => photographed(scene().greyscale()).jpeg().toBuffer()],
  ['a PNG', 'image/png', () => photographed(scene()).png().toBuffer()],
  ['a PNG with a palette', 'image/png', () => photographed(scene()).png({ palette: true }).toBuffer()],
  ['a WebP', 'image/webp', () => photographed(scene()).webp().toBuffer()],
  ['a lossless WebP with transparency', 'image/webp', () => photographed(scene().ensureAlpha(0.5)).webp({ lossless: true }).toBuffer()],
];

describe.each(PHOTOS)('%s of a phone', (_, mediaType, make) => {
  test('is told by its content, loses place, names and XMP, and looks the same to the last bit', async () => {
    const given = await make();
    expect(given.includes(GPS_WORDS)).toBe(true);
    expect((await sharp(given).metadata()).exif).toBeDefined();
    const { bytes, sha256, ...clean } = await taken(given);
    expect(clean.mediaType).toBe(mediaType);
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(Buffer.from(bytes).includes(GPS_WORDS)).toBe(false);
    const said = await sharp(bytes).metadata();
    expect(said.xmp).toBeUndefined();
    expect(said.icc).toEqual((await sharp(given).metadata()).icc);
    expect((await shown(bytes)).equals(await shown(given))).toBe(true);
    // Held upright, 64 × 48 becomes 48 × 64; the orientation is the only EXIF left.
    expect(said.orientation).toBe(6);
    expect(said.exif?.length).toBeLessThanOrEqual(32);
    expect(await sharp(clean.thumbnail ?? new Uint8Array()).metadata()).toMatchObject({ format: 'webp', width: 48, height: 64 });
  });

  test('cleaned again is itself: the same evidence has one hash', async () => {
    const first = await taken(await make());
    expect((await taken(first.bytes)).sha256).toBe(first.sha256);
  });

  test('that is not turned has no EXIF at all', async () => {
    const { bytes } = await taken(await taken(await make()).then(({ bytes: turned }) => sharp(turned).autoOrient().keepIccProfile().toBuffer()));
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  });

  test('cut short, or with a byte of its coded data turned over, is damaged', async () => {
    const given = await make();
    const { bytes } = await taken(given);
    expect(await faultOf(Buffer.from(bytes).subarray(0, bytes.length - 40))).toBe('damaged');
    expect(await faultOf(Buffer.from(bytes).subarray(0, 60))).toBe('damaged');
  });

  test('with a zip or a RAR behind it (图种) is refused; with a maker’s trailer it is taken without it', async () => {
    const given = await make();
    expect(await faultOf(Buffer.concat([given, zipOf('a.html', '<script>1</script>')]))).toBe('twofold');
    expect(await faultOf(Buffer.concat([given, Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1')]))).toBe('twofold');
    const trailed = Buffer.concat([given, Buffer.from(`SEFH ${GPS_WORDS} SEFT`)]);
    expect((await taken(trailed)).sha256).toBe((await taken(given)).sha256);
  });
});

test('comments, previews and makers’ notes of a JPEG are gone; HTML in them goes too', async () => {
  const given = await jpeg();
  const comment = Buffer.from('<html><script>alert(1)</script>');
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  const { bytes, sha256 } = await taken(Buffer.concat([given.subarray(0, 2), head, comment, given.subarray(2)]));
  expect(Buffer.from(bytes).includes('script')).toBe(false);
  expect(sha256).toBe((await taken(given)).sha256);
});

describe('what pretends to be a picture is refused', () => {
  const text = (words: string): Buffer => Buffer.from(words);
  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['an empty file', 'empty', () => Buffer.alloc(0)],
    ['a GIF', 'kind', () => scene().gif().toBuffer()],
    ['an SVG', 'kind', () => text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['HTML', 'kind', () => text('<!doctype html><script>1</script>')],
    ['a zip, whatever its name', 'kind', () => zipOf('photo.jpg', 'x')],
    ['a program', 'kind', () => text('MZ\x90\0')],
    ['a script that says it is a PDF further on', 'kind', () => text('#!/bin/sh\n%PDF-1.7')],
    ['a TIFF', 'kind', () => scene().tiff().toBuffer()],
    ['HEIC', 'heic', () => Buffer.concat([Buffer.from([0, 0, 0, 24]), text('ftypheic\0\0\0\0mif1heic')])],
    ['AVIF', 'heic', () => scene().avif().toBuffer()],
    ['text behind the first bytes of a JPEG', 'damaged', () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), text('hello, I am a photo')])],
    ['HTML behind the signature of a PNG', 'damaged', () => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), text('<html>'.repeat(9))])],
    ['text in the frame of a WebP', 'damaged', () => text('RIFF\x20\0\0\0WEBPVP8 \x14\0\0\0hello hello hello hel')],
    ['a JPEG that holds no picture', 'damaged', () => Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['a PDF inside the head of a JPEG', 'twofold', async () => withComment(await jpeg(), '%PDF-1.7')],
    ['a moving WebP', 'animated', () => moving()],
  ])('%s', async (_, fault, make) => {
    expect(await faultOf(await make())).toBe(fault);
  });

  test('a bomb: a PNG of a few kilobytes that claims 50 million pixels and one more line', async () => {
    expect(await faultOf(flatPng(10_000, 5_001))).toBe('pixels');
  });

  test('a PNG whose check sums are wrong', async () => {
    const { bytes } = await taken(await photographed(scene()).png().toBuffer());
    const wrong = Buffer.from(bytes);
    wrong[wrong.length - 20] = (wrong[wrong.length - 20] ?? 0) ^ 1;
    expect(await faultOf(wrong)).toBe('damaged');
  });

  test('a JPEG whose coded data ends early although its end is marked', async () => {
    const { bytes } = await taken(await scene(400, 400).jpeg().toBuffer());
    expect(await faultOf(Buffer.concat([bytes.subarray(0, bytes.length >> 1), Buffer.from([0xff, 0xd9])]))).toBe('damaged');
  });
});

describe('a PDF', () => {
  test('of pages only is taken as it is', async () => {
    const given = pdfOf();
    expect(Buffer.from((await taken(given)).bytes).equals(given)).toBe(true);
    expect(await taken(given)).toMatchObject({ mediaType: 'application/pdf', thumbnail: null });
  });

  test('loses its author, its programs, its XMP, and EXIF of the photos in it', async () => {
    const photo = await jpeg();
    const image = `<< /Type /XObject /Subtype /Image /Width 64 /Height 48 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${photo.length} >>\nstream\n${photo.toString('latin1')}\nendstream`;
    const given = pdfOf({
      catalog: '/Metadata 4 0 R',
      objects: [
        `<< /Type /Metadata /Subtype /XML /Length ${GPS_WORDS.length} >>\nstream\n${GPS_WORDS}\nendstream`,
        `<< /Author (${GPS_WORDS}) /Producer (${GPS_WORDS}) >>`,
        image,
      ],
      trailer: '/Info 5 0 R',
    });
    const { bytes, sha256 } = await taken(given);
    expect(Buffer.from(bytes).includes(GPS_WORDS)).toBe(false);
    expect((await taken(given)).sha256).toBe(sha256);
    expect((await taken(bytes)).sha256).toBe(sha256);
  });

  test('that is signed (电子签章) stays as it is, byte for byte', async () => {
    const given = pdfOf({
      objects: ['<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> >>', `<< /Author (${GPS_WORDS}) >>`],
      trailer: '/Info 5 0 R',
    });
    expect(Buffer.from((await taken(given)).bytes).equals(given)).toBe(true);
  });

  test.each<[string, string, Parameters<typeof pdfOf>[0]]>([
    ['runs a script when it is opened', 'active', { catalog: '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>' }],
    ['hides the name of the script’s action', 'active', { catalog: '/OpenAction << /S /J#61vaScript /#4aS (1) >>' }],
    ['starts a program', 'active', { objects: ['<< /Type /Action /S /Launch /F (calc.exe) >>'] }],
    ['carries a file', 'active', { catalog: '/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>', objects: ['<< /Type /Filespec /EF << /F 5 0 R >> >>'] }],
    ['holds a form that runs', 'active', { catalog: '/AcroForm << /XFA [] /Fields [] >>' }],
    ['is encrypted', 'encrypted', { objects: ['<< /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P -4 >>'], trailer: '/Encrypt 4 0 R' }],
  ])('that %s is refused', async (_, fault, parts) => {
    expect(await faultOf(pdfOf(parts))).toBe(fault);
  });

  test('that is none, has no end or no page, or is a zip too, is refused', async () => {
    expect(await faultOf(Buffer.from(`%PDF-1.7\n${'hello '.repeat(99)}%%EOF`))).toBe('damaged');
    expect(await faultOf(pdfOf().subarray(0, 200))).toBe('damaged');
    expect(await faultOf(Buffer.concat([pdfOf(), zipOf('a', 'b')]))).toBe('twofold');
  });
});
