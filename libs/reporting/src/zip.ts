import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file to be put into an archive; its content need not exist before it is asked for. */
export type ZipEntry = Readonly<{ name: string; content: Iterable<string> | AsyncIterable<string> }>;

type Written = Readonly<{ name: Buffer; offset: number; crc: number; packed: number; unpacked: number }>;

const LOCAL_HEADER = 0x04034b50;
const DATA_DESCRIPTOR = 0x08074b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_CENTRAL_DIRECTORY = 0x06054b50;
const VERSION = 20;
// Bit 3: sizes follow the data, so that nothing need be known before it is written. Bit 11: names are UTF-8.
const FLAGS = 0x0808;
const DEFLATE = 8;
// 1 January 1980, midnight: the earliest the format knows. The same content is the same archive on any day.
const TIME = 0;
const DATE = 0x0021;
const LIMIT = 0xffff_ffff;

/** A ZIP archive, in pieces, as its entries come: memory does not grow with them. Up to 4 GiB. */
export async function* zip(entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for await (const { name, content } of entries) {
    const start = { name: Buffer.from(name, 'utf8'), offset };
    const header = localHeader(start.name);
    yield header;
    offset += header.length;

    const sum = { crc: 0, unpacked: 0, packed: 0 };
    for await (const piece of deflated(content, sum)) {
      sum.packed += piece.length;
      yield piece;
    }
    const descriptor = numbers(4, DATA_DESCRIPTOR, sum.crc, within(sum.packed), within(sum.unpacked));
    yield descriptor;
    offset = within(offset + sum.packed + descriptor.length);
    written.push({ ...start, ...sum });
  }

  let directory = 0;
  for (const entry of written) {
    const header = centralHeader(entry);
    yield header;
    directory += header.length;
  }
  yield Buffer.concat([
    numbers(4, END_OF_CENTRAL_DIRECTORY),
    numbers(2, 0, 0, written.length, written.length),
    numbers(4, directory, offset),
    numbers(2, 0),
  ]);
}

/** Packs text piece by piece and sums it up; an error of the source comes out here. */
function deflated(content: ZipEntry['content'], sum: { crc: number; unpacked: number }): AsyncIterable<Buffer> {
  async function* bytes() {
    for await (const text of content) {
      const piece = Buffer.from(text, 'utf8');
      sum.crc = crc32(piece, sum.crc);
      sum.unpacked += piece.length;
      yield piece;
    }
  }
  // The callback is where pipeline wants errors; the iteration over its last stream throws them to the reader.
  return pipeline(Readable.from(bytes(), { objectMode: false }), createDeflateRaw(), () => {});
}

const localHeader = (name: Buffer): Buffer =>
  Buffer.concat([
    numbers(4, LOCAL_HEADER),
    numbers(2, VERSION, FLAGS, DEFLATE, TIME, DATE),
    numbers(4, 0, 0, 0),
    numbers(2, name.length, 0),
    name,
  ]);

const centralHeader = ({ name, offset, crc, packed, unpacked }: Written): Buffer =>
  Buffer.concat([
    numbers(4, CENTRAL_HEADER),
    numbers(2, VERSION, VERSION, FLAGS, DEFLATE, TIME, DATE),
    numbers(4, crc, packed, unpacked),
    numbers(2, name.length, 0, 0, 0, 0),
    numbers(4, 0, offset),
    name,
  ]);

/** Little-endian unsigned integers of that many bytes each. */
function numbers(size: 2 | 4, ...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(size * values.length);
  for (const [i, value] of values.entries()) buffer.writeUIntLE(value, i * size, size);
  return buffer;
}

function within(size: number): number {
  if (size > LIMIT) throw new RangeError('A ZIP archive without extensions ends at 4 GiB');
  return size;
}
