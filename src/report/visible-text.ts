/** Characters that steer text direction or hide, and the short name that stands for each in output. */
const hiddenNames = new Map<number, string>([
  [0x00ad, 'SHY'],
  [0x061c, 'ALM'],
  [0x180e, 'MVS'],
  [0x200b, 'ZWSP'],
  [0x200e, 'LRM'],
  [0x200f, 'RLM'],
  [0x2028, 'LS'],
  [0x2029, 'PS'],
  [0x202a, 'LRE'],
  [0x202b, 'RLE'],
  [0x202c, 'PDF'],
  [0x202d, 'LRO'],
  [0x202e, 'RLO'],
  [0x2060, 'WJ'],
  [0x2066, 'LRI'],
  [0x2067, 'RLI'],
  [0x2068, 'FSI'],
  [0x2069, 'PDI'],
  [0xfeff, 'BOM'],
]);

/**
 * Text that shows what it holds: C0 controls become their control pictures (U+2400 block), C1 and direction controls
 * become ⟨NAME⟩, halves of surrogate pairs become U+FFFD. Line feeds and tabs stay when `keepLines` is set. Joiners
 * (U+200C, U+200D) stay: Persian, Hindi and emoji are spelt with them.
 */
export function makeVisible(text: string, keepLines = false): string {
  return text
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .replaceAll(
      /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/gu,
      (character) => nameCharacter(character, keepLines),
    );
}

function nameCharacter(character: string, keepLines: boolean): string {
  const code = character.codePointAt(0) ?? 0;
  if (keepLines && (code === 0x0a || code === 0x09)) return character;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `⟨${hiddenNames.get(code) ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`}⟩`;
}

/** The first `limit` characters, with an ellipsis when some were left off; never cuts a surrogate pair. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
