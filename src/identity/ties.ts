import type { Ambiguous, Tie } from './identity-input.ts';

/** Where a tie was read, and why it holds. */
export type TieReason = Omit<Tie, 'person_id' | 'sources'>;

/** Collects ties; a value that could be two people's ends as ambiguous. */
export class Ties {
  readonly #ties = new Map<string, Tie>();
  readonly #ambiguous = new Map<string, Ambiguous>();

  /** Offers a value to the person it belongs to, or to all whom it could belong to. */
  offer(tie: TieReason, source: string, person_ids: readonly string[]): void {
    const value = tie.value.toLowerCase();
    const key = `${tie.kind} ${value}`;
    const [person_id] = person_ids;
    if (value === '' || person_id === undefined) return;
    const known = this.#ties.get(key);
    const doubted = this.#ambiguous.get(key);
    const all = [...new Set([...person_ids, ...(known ? [known.person_id] : []), ...(doubted?.person_ids ?? [])])];
    if (all.length > 1) {
      this.#ties.delete(key);
      const reason =
        doubted?.reason ?? (known && known.reason !== tie.reason ? `${known.reason}; ${tie.reason}` : tie.reason);
      this.#ambiguous.set(key, { kind: tie.kind, value, person_ids: all.sort(), reason });
    } else if (known) {
      this.addSource(tie.kind, value, source);
    } else {
      this.#ties.set(key, { ...tie, value, person_id, sources: [source] });
    }
  }

  /** One more source shows a value that is tied already. */
  addSource(kind: Tie['kind'], value: string, source: string): void {
    const known = this.#ties.get(`${kind} ${value.toLowerCase()}`);
    if (known && !known.sources.includes(source)) known.sources = [...known.sources, source].sort();
  }

  ownerOf(kind: Tie['kind'], value: string): string | undefined {
    return this.#ties.get(`${kind} ${value.toLowerCase()}`)?.person_id;
  }

  /** Everybody whom a value is tied to or could belong to. */
  candidatesFor(kind: Tie['kind'], value: string): readonly string[] {
    const key = `${kind} ${value.toLowerCase()}`;
    const owner = this.#ties.get(key)?.person_id;
    return owner === undefined ? (this.#ambiguous.get(key)?.person_ids ?? []) : [owner];
  }

  isKnown(kind: Tie['kind'], value: string): boolean {
    return this.candidatesFor(kind, value).length > 0;
  }

  result(): { ties: Tie[]; ambiguous: Ambiguous[] } {
    const order = (a: { kind: string; value: string }, b: { kind: string; value: string }) =>
      `${a.kind} ${a.value}` < `${b.kind} ${b.value}` ? -1 : 1;
    return { ties: [...this.#ties.values()].sort(order), ambiguous: [...this.#ambiguous.values()].sort(order) };
  }
}
