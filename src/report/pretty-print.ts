const deepestIndent = 24;

/**
 * JSON with line breaks and indents, every token exactly as it came: long numbers, escapes and repeated keys survive,
 * which a round trip through `JSON.parse` would change. Text that is no JSON object or array comes back unchanged.
 */
export function prettyPrint(text: string): string {
  if (!/^\s*[[{]/.test(text) || !isJson(text)) return text;
  let depth = 0;
  let out = '';
  const breakLine = () => `\n${'  '.repeat(Math.min(depth, deepestIndent))}`;
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  tokens.forEach((token, index) => {
    const empty = (token === '{' && tokens[index + 1] === '}') || (token === '[' && tokens[index + 1] === ']');
    if (token === '{' || token === '[') {
      depth += 1;
      out += empty ? token : token + breakLine();
    } else if (token === '}' || token === ']') {
      depth -= 1;
      const before = tokens[index - 1];
      out += before === '{' || before === '[' ? token : breakLine() + token;
    } else if (token === ',') out += token + breakLine();
    else out += token === ':' ? ': ' : token;
  });
  return out;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
