import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Spaces behind the text until it is `width` terminal cells wide; wide characters count two. */
export function padText(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** As much of the text as fits into `width` cells, with an ellipsis when some is left off. */
export function cutText(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  return `${takeCells(text, Math.max(0, width - 1))}…`;
}

/** The text in lines of at most `width` cells: broken at blanks, inside a word only when it is longer than a line. */
export function wrapText(text: string, width: number, mostLines = Infinity): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/).filter((part) => part !== '')) {
    let rest = word;
    if (line !== '' && stringWidth(`${line} ${rest}`) <= width) {
      line = `${line} ${rest}`;
      continue;
    }
    if (line !== '') lines.push(line);
    while (stringWidth(rest) > width && lines.length <= mostLines) {
      const head = takeCells(rest, width) || rest;
      lines.push(head);
      rest = rest.slice(head.length);
    }
    line = rest;
    if (lines.length > mostLines) break;
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  if (lines.length <= mostLines) return lines;
  const kept = lines.slice(0, mostLines);
  return [...kept.slice(0, -1), cutText(`${kept.at(-1) ?? ''} …`, width)];
}

function takeCells(text: string, width: number): string {
  let taken = '';
  let cells = 0;
  for (const { segment } of segmenter.segment(text)) {
    cells += stringWidth(segment);
    if (cells > width) break;
    taken += segment;
  }
  return taken;
}
