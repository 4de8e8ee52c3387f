import type { Envelope, EnvelopeFinder } from './find-envelope.ts';
import { showBytes, showCount } from './input-problem.ts';
import {
  BACKSLASH,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  isBlank,
  LF,
  lastSignificant,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
} from './json-bytes.ts';
import { type Resync, resyncAtElement, resyncAtLine } from './resync.ts';

/** Where records and rejects go. */
export type RecordSink = { record: (pieces: readonly Buffer[]) => void; reject: (reason: string) => void };

export type SplitOptions = { record_bytes: number; findEnvelope: EnvelopeFinder };

/** An object is looked at as an envelope when it ends, at the latest after so many bytes. */
const longest_envelope_window_bytes = 1024 * 1024;
/** So much of the first element of an array is kept, to know another by. */
const first_bytes = 512;
/** Bytes of broken records are searched again for the record they swallowed, up to so many times the bytes read. */
const searches_again = 8;
/** Brackets deeper than this are counted, their kinds not checked. */
const checked_depth = 65_536;

/** Bytes a scan stops at, outside and inside of texts. */
const [PLAIN, ILLEGAL] = [0, 1];
const outside = new Uint8Array(256).fill(ILLEGAL);
for (const byte of Buffer.from('\t\n\r ,:+-.0123456789eEtrufalsn')) outside[byte] = PLAIN;
for (const byte of [QUOTE, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT]) outside[byte] = byte;
const inside = new Uint8Array(256);
for (const byte of [QUOTE, BACKSLASH, LF]) inside[byte] = byte;

type Place = 'between' | 'value' | 'scalar' | 'rest' | 'lost';
type Input = { bytes: Buffer; at: number };

/**
 * Splits JSON into records without parsing it: elements of arrays, of arrays in envelopes, or values one after the
 * other, in chunks of any size and constant memory. Only brackets, quotes and commas are looked at, so what is wrong
 * inside a record is left to whoever parses it; a record whose end cannot be told is rejected, and the next one is
 * searched for.
 */
export class JsonSplitter {
  /** Arrays and envelopes opened, values met on the top level. */
  lists = 0;
  envelopes = 0;
  values = 0;
  /** Key of the first envelope. */
  envelope: string | null = null;

  private readonly sink: RecordSink;
  private readonly options: SplitOptions;
  private readonly window_bytes: number;
  private readonly inputs: Input[] = [];
  private read = 0;
  private searched_again = 0;
  private at = 0; // offset in the file of the chunk being read
  private place: Place = 'between';

  // The open array, if any.
  private in_list = false;
  private list_depth = 0; // objects around it
  private in_outer_list = false; // an array whose elements are envelopes
  private first_element: Buffer | null = null;
  private indent = -1;
  private gap = -1;

  // The value being read.
  private pieces: Buffer[] = [];
  private size = 0;
  private value_at = 0;
  private depth = 0;
  private in_text = false;
  private escaped = false;
  private suspect = false;
  private looked_for_envelope = false;
  private last = 0; // last significant byte of the chunk before
  private readonly kinds = new Uint8Array(checked_depth);

  private resync: Resync | null = null;
  private lost_at = 0;

  constructor(sink: RecordSink, options: SplitOptions) {
    this.sink = sink;
    this.options = options;
    this.window_bytes = Math.min(longest_envelope_window_bytes, options.record_bytes);
  }

  /** The chunk must not change afterwards: parts of it are kept. */
  push(chunk: Buffer): void {
    this.inputs.push({ bytes: chunk, at: this.read });
    this.read += chunk.length;
    this.drain();
  }

  /** Returns what is wrong with the end of the file, or null. */
  end(): string | null {
    let cut: string | null = null;
    const nothing = Buffer.alloc(0);
    if (this.isIn('scalar')) this.finish(nothing, 0);
    while (this.isIn('value')) {
      cut ??= `the file ends in the middle of a record that starts at byte ${showCount(this.value_at)}`;
      this.lose(nothing, 0, 'the record does not end');
      this.drain();
      if (this.isIn('scalar')) this.finish(nothing, 0);
    }
    if (this.isIn('lost')) {
      return cut ?? `broken JSON at byte ${showCount(this.lost_at)}: nothing after it could be read`;
    }
    if (!this.in_list && !this.isIn('rest')) return null; // found its way back
    return cut ?? `the file ends in the middle, at byte ${showCount(this.read)}`;
  }

  private isIn(place: Place): boolean {
    return this.place === place;
  }

  private drain(): void {
    for (let input = this.inputs.pop(); input !== undefined; input = this.inputs.pop()) {
      this.at = input.at;
      for (let from = 0; from < input.bytes.length; ) from = this.step(input.bytes, from);
    }
  }

  private step(chunk: Buffer, from: number): number {
    switch (this.place) {
      case 'between':
        return this.betweenValues(chunk, from);
      case 'value':
        return this.insideValue(chunk, from);
      case 'scalar':
        return this.insideScalar(chunk, from);
      case 'rest':
        return this.insideRest(chunk, from);
      case 'lost':
        return this.searchNext(chunk, from);
    }
  }

  private betweenValues(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (isBlank(byte)) this.gap = byte === LF ? 0 : this.gap === -1 ? -1 : this.gap + 1;
      else if (byte === COMMA) this.gap = -1;
      else if (byte === CLOSE_LIST && this.in_list) {
        this.closeList();
        return at + 1;
      } else if (byte === CLOSE_LIST && this.in_outer_list) this.in_outer_list = false;
      else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT || byte === COLON) {
        this.value_at = this.at + at;
        this.startValue();
        return this.lose(chunk, at + 1, `unexpected "${String.fromCharCode(byte)}" between records`, at);
      } else if (byte === OPEN_LIST && !this.in_list) {
        this.values++;
        this.lists++;
        this.openList(0);
      } else {
        this.value_at = this.at + at;
        if (!this.in_list) this.values++;
        this.startValue();
        this.indent = this.gap;
        this.place = byte === OPEN_OBJECT || byte === OPEN_LIST || byte === QUOTE ? 'value' : 'scalar';
        return this.place === 'value' ? this.insideValue(chunk, at) : this.insideScalar(chunk, at);
      }
    }
    return chunk.length;
  }

  private openList(around: number): void {
    this.place = 'between';
    this.in_list = true;
    this.list_depth = around;
    this.first_element = null;
    this.gap = -1;
  }

  private closeList(): void {
    this.in_list = false;
    this.depth = this.list_depth;
    this.in_text = false;
    this.escaped = false;
    if (this.list_depth > 0) this.place = 'rest';
  }

  private startValue(): void {
    this.pieces = [];
    this.size = 0;
    this.depth = 0;
    this.in_text = false;
    this.escaped = false;
    this.suspect = false;
    this.looked_for_envelope = false;
    this.last = 0;
  }

  private insideValue(chunk: Buffer, from: number): number {
    const { kinds } = this;
    const end = chunk.length;
    let at = this.escaped ? from + 1 : from;
    let { in_text, depth } = this;
    this.escaped = false;
    while (at < end) {
      if (in_text) {
        while (at < end && inside[chunk[at] as number] === PLAIN) at++;
        if (at >= end) break;
        const byte = chunk[at] as number;
        if (byte === BACKSLASH) at += 2;
        else if (byte === QUOTE) {
          at++;
          in_text = false;
          if (depth === 0) return this.finish(chunk, at, from);
        } else return this.lose(chunk, at, 'a line break inside a text', from);
      } else {
        while (at < end && outside[chunk[at] as number] === PLAIN) at++;
        if (at >= end) break;
        const byte = chunk[at] as number;
        if (byte === QUOTE) in_text = true;
        else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
          if (depth > 0 && depth < checked_depth) {
            const before = lastSignificant(chunk, from, at, this.last);
            const fits = kinds[depth] === OPEN_OBJECT ? before === COLON : before === COMMA || before === OPEN_LIST;
            if (!fits) return this.lose(chunk, at, 'a bracket where none can be', from);
          }
          depth++;
          if (depth < checked_depth) kinds[depth] = byte;
        } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
          // The closing bracket is two after the opening one, for both kinds.
          if (depth < checked_depth && kinds[depth] !== byte - 2) {
            return this.lose(chunk, at, 'brackets that do not match', from);
          }
          depth--;
          if (depth === 0) return this.finish(chunk, at + 1, from);
        } else this.suspect = true;
        at++;
      }
    }
    this.escaped = at > end;
    this.in_text = in_text;
    this.depth = depth;
    return this.keepValue(chunk, from);
  }

  /** The chunk ended inside a value. */
  private keepValue(chunk: Buffer, from: number): number {
    const longer = this.size + chunk.length - from > this.options.record_bytes;
    if (longer && this.suspect && this.pieces.length > 0) return this.lose(chunk, from, 'the record does not end');
    this.last = lastSignificant(chunk, from, chunk.length, this.last);
    const piece = chunk.subarray(from);
    const is_due = !this.looked_for_envelope && this.size + piece.length >= this.window_bytes;
    if (is_due && this.openIfEnvelope(piece, false)) return chunk.length;
    this.addPiece(piece);
    return chunk.length;
  }

  /** Looks once at a value of the top level, or at the first element of its array, whether it is an envelope. */
  private openIfEnvelope(last_piece: Buffer, complete: boolean): boolean {
    const is_first = this.in_list && this.first_element === null && this.list_depth === 0 && !this.in_outer_list;
    if (this.looked_for_envelope || (this.in_list && !is_first)) return false;
    this.looked_for_envelope = true;
    const bytes = this.pieces.length === 0 ? last_piece : Buffer.concat([...this.pieces, last_piece]);
    const found = bytes[0] === OPEN_OBJECT ? this.options.findEnvelope(bytes, complete) : null;
    if (found === null) return false;
    this.in_outer_list ||= this.in_list;
    this.openEnvelope(found, bytes);
    return true;
  }

  private addPiece(piece: Buffer): void {
    this.size += piece.length;
    if (this.size <= this.options.record_bytes) this.pieces.push(piece);
    else this.pieces = [];
  }

  private insideScalar(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (isBlank(byte) || byte === COMMA || (outside[byte] as number) > ILLEGAL) {
        return this.finish(chunk, at, from);
      }
    }
    this.addPiece(chunk.subarray(from));
    return chunk.length;
  }

  /** The value ends before `end`; its last piece starts at `from`. */
  private finish(chunk: Buffer, end: number, from = end): number {
    const rest = this.inputs.length;
    const piece = chunk.subarray(from, end);
    if (this.openIfEnvelope(piece, true)) {
      this.inputs.splice(rest, 0, { bytes: chunk.subarray(end), at: this.at + end });
      return chunk.length;
    }
    this.addPiece(piece);
    this.place = 'between';
    this.gap = -1;
    if (this.size > this.options.record_bytes) {
      this.sink.reject(`record longer than ${showBytes(this.options.record_bytes)}`);
      return end;
    }
    if (this.in_list) this.first_element ??= Buffer.concat(this.pieces, Math.min(this.size, first_bytes));
    this.sink.record(this.pieces);
    this.pieces = [];
    return end;
  }

  private openEnvelope(found: Envelope, bytes: Buffer): void {
    this.envelopes++;
    this.envelope ??= found.key;
    this.openList(found.depth);
    this.inputs.push({ bytes: bytes.subarray(found.at + 1), at: this.value_at + found.at + 1 });
  }

  /** What stands in the envelope after its records is skipped. */
  private insideRest(chunk: Buffer, from: number): number {
    let at = this.escaped ? from + 1 : from;
    this.escaped = false;
    for (; at < chunk.length; at++) {
      const byte = chunk[at];
      if (this.in_text) {
        if (byte === BACKSLASH) at++;
        else if (byte === QUOTE) this.in_text = false;
      } else if (byte === QUOTE) this.in_text = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.depth++;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        this.depth--;
        if (this.depth === 0) {
          this.place = 'between';
          return at + 1;
        }
      }
    }
    this.escaped = at > chunk.length;
    return chunk.length;
  }

  /** The value is broken before `end`: rejects it and searches for the next, first in the bytes it swallowed. */
  private lose(chunk: Buffer, end: number, reason: string, from = end): number {
    const rest = this.inputs.length;
    if (this.openIfEnvelope(chunk.subarray(from, end), false)) {
      this.inputs.splice(rest, 0, { bytes: chunk.subarray(end), at: this.at + end });
      return chunk.length;
    }
    this.addPiece(chunk.subarray(from, end));
    this.sink.reject(`broken JSON at byte ${showCount(this.at + end)}: ${reason}`);
    this.place = 'lost';
    this.lost_at = this.at + end;
    const swallowed = Buffer.concat(this.pieces);
    this.pieces = [];
    if (!this.in_list) this.resync = resyncAtLine();
    else this.resync = resyncAtElement(this.first_element ?? swallowed, this.indent);
    if (swallowed.length === 0 || this.searched_again + swallowed.length > searches_again * this.read) return end;
    this.searched_again += swallowed.length;
    this.inputs.push({ bytes: chunk.subarray(end), at: this.at + end });
    this.inputs.push({ bytes: swallowed.subarray(1), at: this.value_at + 1 });
    return chunk.length;
  }

  private searchNext(chunk: Buffer, from: number): number {
    const found = this.resync?.next(chunk, from) ?? -1;
    if (this.resync === null || found === -1) return chunk.length;
    const held = Buffer.from(this.resync.held);
    this.place = 'between';
    this.gap = this.indent;
    this.inputs.push({ bytes: chunk.subarray(found), at: this.at + found });
    this.inputs.push({ bytes: held, at: this.at + found - held.length });
    return chunk.length;
  }
}
