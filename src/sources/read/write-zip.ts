import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of an archive made for a test; what is wrong with it can be stated. */
export type ZipEntry = {
  name: string;
  data: Buffer;
  deflate?: boolean;
  flags?: number;
  method?: number;
  checksum?: number;
  stated_bytes?: number;
  zip64?: boolean;
};

/** A zip archive, byte by byte (APPNOTE 6.3), for tests. */
export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const packed = entry.deflate === false ? entry.data : deflateRawSync(entry.data);
    const method = entry.method ?? (entry.deflate === false ? 0 : 8);
    const size = entry.stated_bytes ?? entry.data.length;
    const extra = entry.zip64 === true ? zip64Extra(size, packed.length) : Buffer.alloc(0);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(45, 0);
    common.writeUInt16LE((entry.flags ?? 0) | 0x800, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(entry.checksum ?? crc32(entry.data), 10);
    common.writeUInt32LE(entry.zip64 === true ? 0xffffffff : packed.length, 14);
    common.writeUInt32LE(entry.zip64 === true ? 0xffffffff : size, 18);
    common.writeUInt16LE(name.length, 22);
    common.writeUInt16LE(extra.length, 24);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, extra, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x2d\x00'), common, rest, name, extra]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

function zip64Extra(size: number, packed: number): Buffer {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  extra.writeBigUInt64LE(BigInt(packed), 12);
  return extra;
}
