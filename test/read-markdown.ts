/** What the tests of the pages need to know of Markdown: links, headings, commands. */
const withoutBlocks = (page: string): string => page.replaceAll(/^ *(```+|~~~+)[\s\S]*?^ *\1.*$/gm, '');

/** Targets of inline links and images, then of reference definitions. */
export function findLinks(page: string): string[] {
  // Code inside a link's text goes first, so that the link stays.
  const text = withoutBlocks(page).replaceAll(/`[^`\n]*`/g, (code) => (/[[\]()]/.test(code) ? '' : 'code'));
  const inline = [...text.matchAll(/\]\(\s*(?:<([^>\n]+)>|([^()\s]+))(?:\s+"[^"]*")?\s*\)/g)];
  const references = [...text.matchAll(/^\s{0,3}\[[^\]\n]+\]:\s+(\S+)/gm)];
  return [...inline.map((match) => match[1] ?? match[2] ?? ''), ...references.map((match) => match[1] ?? '')];
}

/** Anchors of the headings, made as GitHub makes them. */
export function findAnchors(page: string): string[] {
  const seen = new Map<string, number>();
  return [...withoutBlocks(page).matchAll(/^#{1,6}\s+(.*?)\s*#*$/gm)].map((match) => {
    const text = (match[1] ?? '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
    const anchor = text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  });
}

/** Contents of the blocks of one language. */
export function findBlocks(page: string, language: string): string[] {
  return [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] ?? '');
}

/** Arguments of each `selvage …` and `npm start [-- …]` that stands in code: lines of shell blocks, and code in lines. */
export function findCommands(page: string): string[] {
  const blocks = findBlocks(page, 'sh').flatMap((block) => block.split('\n'));
  const inline = [...withoutBlocks(page).matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return [...blocks, ...inline].flatMap((line) => {
    const bare = line
      .replace(/\s+#.*$/, '')
      .trim()
      .replace(/^\$ /, '')
      .replace(/^([A-Z_]+=\S+ )+/, '');
    const match = /^(?:npm start(?: -- (.*))?|selvage ([a-z].*))$/.exec(bare);
    return match ? [match[1] ?? match[2] ?? ''] : [];
  });
}

/** Absolute paths that lead into somebody's own folders. */
export function findMachinePaths(page: string): string[] {
  const pattern = /(?<![\w./:-])(?:\/(?:home|Users|root|work|tmp|mnt|private)\/\S+|[A-Z]:\\\S+)/g;
  return page.match(pattern) ?? [];
}
