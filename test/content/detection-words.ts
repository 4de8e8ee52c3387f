import type { RefusedSignal } from '../../src/schema/catalogue.ts';

/** What no text about a person says: findings are questions. */
const unkindWords =
  /\b(fraud\w*|fake\w*|impostors?|imposters?|criminals?|guilty|liars?|lying|lied|spy|spies|thief|thieves|stealing|stole\w*|scam\w*|culprits?|suspects?|suspicious|perpetrators?|offenders?|malicious|rogue|cheat\w*|operatives?|interrogat\w*|north.?korea\w*|dprk)\b/gi;

/** Addresses of public pages may contain any word. */
const withoutLinks = (text: string) => text.replaceAll(/https?:\/\/\S+/g, ' ');

export function findUnkindWords(text: string): string[] {
  return [...withoutLinks(text).matchAll(unkindWords)].map((match) => match[0]);
}

/** Ids and words of refused signals that stand in a text as whole words; `_`, `-` and blanks are one. */
export function findRefusedWords(text: string, signals: readonly RefusedSignal[]): string[] {
  const words = (value: string) =>
    ` ${value
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim()} `;
  const own = words(withoutLinks(text));
  return signals.flatMap(({ id, words: refused, allowed }) => {
    const left = allowed.reduce((rest, harmless) => rest.replaceAll(words(harmless), ' '), own);
    return refused.filter((word) => left.includes(words(word))).map((word) => `${id}: ${word}`);
  });
}
