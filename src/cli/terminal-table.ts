import pc from 'picocolors';
import { formatProbability, formatQuantity } from '../report/format-values.ts';
import { listWords, namePerson, pickStrongest } from '../report/person-words.ts';
import { makeVisible, shorten } from '../report/visible-text.ts';
import type { UnknownFile } from '../schema/report.ts';
import type { Person, Priority, Ring, ScanResult } from '../schema/result.ts';
import { cutText, padText, wrapText } from './text-columns.ts';

export type TableOptions = {
  /** Cells of the terminal; below 80 people are written as blocks. Held between 40 and 200. */
  width: number;
  color: boolean;
  /** Where the HTML report was written. */
  report?: string;
  unknown_files?: readonly UnknownFile[];
};

type Colors = ReturnType<typeof pc.createColors>;
type Writer = { width: number; colors: Colors };

const mostPeople = 40;
const mostRings = 4;

/** The ranked list for a terminal. Ends with a line feed. Nothing of the data can move the cursor or set a colour. */
export function renderTerminalTable(result: ScanResult, options: TableOptions): string {
  const writer: Writer = { width: Math.max(40, Math.min(200, options.width)), colors: pc.createColors(options.color) };
  const pressing = result.people.filter((person) => person.priority !== 'watch' && person.priority !== 'none');
  const watched = result.people.filter((person) => person.priority === 'watch');
  const lines = [...writeSummary(result, writer), '', ...writeVerdict(pressing, writer)];
  if (pressing.length > 0) lines.push('', ...writePeople(pressing, writer));
  if (watched.length > 0) {
    const rule = `── watch: not enough for a look, kept in view ${'─'.repeat(writer.width)}`;
    lines.push('', writer.colors.dim(rule.slice(0, writer.width)), '');
    lines.push(...writePeople(watched, writer, pressing.length === 0));
  }
  lines.push('', ...writeRings(result, writer), ...writeLeftOut(result, options, writer));
  if (pressing.length + watched.length > 0) {
    lines.push(
      ...wrapText(
        'People decide: being listed is not proof. Check the honest explanations first; a named identity may belong to a victim.',
        writer.width,
      ).map(writer.colors.dim),
    );
  }
  if (options.report !== undefined) lines.push(...wrapText(`Report: ${makeVisible(options.report)}`, writer.width));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function writeSummary(result: ScanResult, { width, colors }: Writer): string[] {
  const total = (pick: (input: ScanResult['inputs'][number]) => number) =>
    result.inputs.reduce((sum, input) => sum + pick(input), 0);
  const sources = new Set(result.inputs.map((input) => input.source)).size;
  const parts = [
    `Read ${formatQuantity(result.inputs.length, 'file')} of ${formatQuantity(sources, 'source')}`,
    formatQuantity(
      total((input) => input.records),
      'record',
    ),
    formatQuantity(
      total((input) => input.events),
      'event',
    ),
    formatQuantity(
      total((input) => input.claims),
      'claim',
    ),
  ];
  return wrapText(`${parts.join(', ')}; as of ${result.as_of.slice(0, 16).replace('T', ' ')} UTC`, width).map((line) =>
    colors.dim(line),
  );
}

function writeVerdict(pressing: Person[], { width, colors }: Writer): string[] {
  if (pressing.length === 0) return [colors.bold('Nobody needs a look.')];
  const counts = (['urgent', 'high', 'review'] as const)
    .map((priority) => [priority, pressing.filter((person) => person.priority === priority).length] as const)
    .filter(([, count]) => count > 0)
    .map(([priority, count]) => `${count} ${priority}`);
  const verb = pressing.length === 1 ? 'needs' : 'need';
  return wrapText(
    `${formatQuantity(pressing.length, 'person', 'people')} ${verb} a look: ${listWords(counts)}.`,
    width,
  ).map((line) => colors.bold(line));
}

function writePeople(people: Person[], writer: Writer, withHead = true): string[] {
  const shown = people.slice(0, mostPeople);
  const lines =
    writer.width < 80
      ? shown.flatMap((person, index) => [...(index > 0 ? [''] : []), ...writeBlock(person, writer)])
      : writeTable(shown, writer, withHead);
  if (people.length > shown.length)
    lines.push('', `and ${formatQuantity(people.length - shown.length, 'person', 'people')} more: see the report`);
  return lines;
}

function writeTable(people: Person[], { width, colors }: Writer, withHead: boolean): string[] {
  const gap = '  ';
  const rest = width - 8 - 8 - 10 - gap.length * 4;
  const nameWidth = Math.max(16, Math.min(30, Math.floor(rest * 0.32)));
  const reasonWidth = rest - nameWidth;
  const row = (cells: string[], paint: (text: string, column: number) => string) =>
    cells
      .map((cell, column) => paint(padText(cell, [8, nameWidth, 8, reasonWidth, 10][column] ?? 0), column))
      .join(gap);
  const lines = withHead
    ? [row(['PRIORITY', 'PERSON', 'PROBAB.', 'STRONGEST REASONS', 'FAMILIES'], (text) => colors.dim(text))]
    : [];
  people.forEach((person, index) => {
    const names = wrapText(textName(person), nameWidth, 2);
    const columns = [
      [person.priority],
      [...names, ...wrapText(textId(person), nameWidth, 2)],
      [formatProbability(person.probability).padStart(8)],
      listReasons(person, width >= 104).flatMap((reason) =>
        wrapText(reason, reasonWidth - 2, 2).map((line, at) => (at === 0 ? `• ${line}` : `  ${line}`)),
      ),
      person.families.map((family) => cutText(makeVisible(family), 10)),
    ];
    if (index > 0) lines.push('');
    for (let at = 0; at < Math.max(...columns.map((column) => column.length)); at += 1) {
      const cells = columns.map((column) => column[at] ?? '');
      lines.push(
        row(cells, (text, column) => {
          if (column === 0) return paintPriority(text, person.priority, colors);
          if (column === 1) return at < names.length ? colors.bold(text) : colors.dim(text);
          return column === 4 ? colors.dim(text) : text;
        }),
      );
    }
  });
  return lines;
}

function writeBlock(person: Person, { width, colors }: Writer): string[] {
  const reasons = listReasons(person, true).flatMap((reason) =>
    wrapText(reason, width - 4, 3).map((line, at) => (at === 0 ? `  • ${line}` : `    ${line}`)),
  );
  return [
    `${paintPriority(person.priority, person.priority, colors)}  ${formatProbability(person.probability)}`,
    ...wrapText(textName(person), width - 2, 2).map((line) => `  ${colors.bold(line)}`),
    `  ${colors.dim(cutText(textId(person), width - 2))}`,
    ...reasons,
    ...wrapText(makeVisible(person.families.join(', ')), width - 2).map((line) => `  ${colors.dim(line)}`),
  ];
}

const textName = (person: Person) => makeVisible(shorten(namePerson(person), 200));
const textId = (person: Person) => `${makeVisible(shorten(person.person_id, 100))}`;

/** The three that count most, in a sentence where there is room, else by title; then how many more there are. */
function listReasons(person: Person, inFull: boolean): string[] {
  const strongest = pickStrongest(person, 3);
  const reasons = strongest.map((finding) =>
    makeVisible(shorten(inFull && finding.summary !== '' ? finding.summary : finding.title, 300)),
  );
  const more = person.findings.length - strongest.length;
  return more === 0 ? reasons : [...reasons, `and ${formatQuantity(more, 'more finding')}`];
}

function paintPriority(text: string, priority: Priority, colors: Colors): string {
  if (priority === 'urgent') return colors.bold(colors.red(text));
  if (priority === 'high') return colors.yellow(text);
  return priority === 'review' ? colors.cyan(text) : colors.dim(text);
}

const ringWords: Record<Ring['kind'], string> = {
  operator: 'personas that one operator could run',
  farm: 'laptops that live at one place',
  payroll: 'pay that goes to one account',
  reference: 'references with one origin',
};

function writeRings(result: ScanResult, { width }: Writer): string[] {
  if (result.rings.length === 0) return [];
  const people = new Map(result.people.map((person) => [person.person_id, person]));
  const name = (id: string) => {
    const person = people.get(id);
    return makeVisible(shorten(person ? namePerson(person) : id, 40));
  };
  const lines = result.rings.slice(0, mostRings).flatMap((ring) => {
    const members = ring.members.slice(0, 6).map(name);
    const more =
      ring.members.length > members.length
        ? `${members.join(', ')} and ${ring.members.length - members.length} more`
        : listWords(members);
    const hub = ring.hubs[0];
    const shared = hub ? `; shared ${makeVisible(shorten(`${hub.kind} ${hub.value}`, 80))}` : '';
    return wrapText(`Ring, ${ringWords[ring.kind]}: ${more}${shared}.`, width, 3);
  });
  if (result.rings.length > mostRings)
    lines.push(`and ${formatQuantity(result.rings.length - mostRings, 'ring')} more.`);
  return [...lines, ''];
}

/** Rejected records and unknown files, so that nobody takes silence for all being read. */
function writeLeftOut(result: ScanResult, options: TableOptions, { width, colors }: Writer): string[] {
  const lines: string[] = [];
  const rejecting = result.inputs.filter((input) => input.rejected > 0);
  if (rejecting.length > 0) {
    const rejected = rejecting.reduce((sum, input) => sum + input.rejected, 0);
    const files = rejecting.slice(0, 3).map((input) => `${makeVisible(shorten(input.file, 80))} (${input.rejected})`);
    lines.push(
      ...wrapText(
        `Rejected: ${formatQuantity(rejected, 'record')} in ${files.join(', ')}${rejecting.length > 3 ? ` and ${formatQuantity(rejecting.length - 3, 'file')} more` : ''}.`,
        width,
        4,
      ),
    );
  }
  const unknown = options.unknown_files ?? [];
  for (const file of unknown.slice(0, 5)) {
    const nearest =
      file.nearest_source === ''
        ? ''
        : `; nearest is ${makeVisible(shorten(file.nearest_source, 60))}, which needs ${makeVisible(shorten(file.missing.join(', '), 120))}`;
    lines.push(...wrapText(`Not recognised: ${makeVisible(shorten(file.file, 100))}${nearest}.`, width, 4));
  }
  if (unknown.length > 5) lines.push(`and ${formatQuantity(unknown.length - 5, 'file')} more not recognised.`);
  return lines.length > 0 ? [...lines.map((line) => colors.yellow(line)), ''] : [];
}
