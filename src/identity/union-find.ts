/** Disjoint sets of names, with path halving; the smallest name represents a set, so that order does not matter. */
export class UnionFind {
  readonly #parent = new Map<string, string>();

  constructor(names: Iterable<string>) {
    for (const name of names) this.#parent.set(name, name);
  }

  find(name: string): string {
    let at = name;
    for (;;) {
      const parent = this.#parent.get(at) ?? at;
      if (parent === at) return at;
      const grandparent = this.#parent.get(parent) ?? parent;
      this.#parent.set(at, grandparent);
      at = grandparent;
    }
  }

  union(a: string, b: string): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    if (rootA === rootB) return;
    if (rootA < rootB) this.#parent.set(rootB, rootA);
    else this.#parent.set(rootA, rootB);
  }
}

/** A name for comparison only: no accents, case or punctuation, words in alphabetical order. */
export function normaliseName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}
