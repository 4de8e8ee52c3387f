import { dirname, join, normalize } from 'node:path';

/** What a folder's files may import: folders of the repository, and packages or node: modules where that is restricted. */
export type ImportRule = { folders: readonly string[]; packages?: readonly string[]; node?: false };

const pure = { folders: ['schema'], node: false } as const;

/** Who may import whom. A folder always may import itself; what is not in the table may not be there. */
export const importTable: Readonly<Record<string, ImportRule>> = {
  schema: { folders: [], packages: ['zod'], node: false },

  sigma: pure,
  link: pure,
  artifacts: pure,
  evidence: pure,

  sources: { folders: ['schema'] },
  events: { folders: ['schema', 'sources'] },
  identity: { folders: ['schema', 'sources', 'events'] },
  detect: { folders: ['schema', 'sources', 'events', 'identity', 'sigma'] },
  state: { folders: ['schema'] },
  cases: { folders: ['schema', 'state'] },
  share: { folders: ['schema', 'state'] },

  flow: {
    folders: [
      'schema',
      'sources',
      'events',
      'identity',
      'sigma',
      'detect',
      'link',
      'artifacts',
      'evidence',
      'state',
      'cases',
      'share',
    ],
  },

  report: { folders: ['schema', 'flow'] },
  server: { folders: ['schema', 'flow'] },
  // `scan --report` writes the report.
  cli: { folders: ['schema', 'flow', 'report'] },

  // Outside src. The made-up company knows nothing of the program that is tried on it.
  simulate: { folders: [] },
  bench: { folders: ['simulate', 'schema', 'sources', 'events', 'identity', 'detect', 'link', 'evidence', 'flow'] },
};

export type SourceFile = { path: string; text: string };

/** `src/flow/scan.ts` → `flow`; `bench/main.ts` → `bench`. */
function folderOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'src' ? second : first;
}

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

/** Every module that `text` names: imports, exports from, `import()`, `require`, and types written as imports. */
export function findImports(text: string): string[] {
  const patterns = [
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
    /^\s*import\s*['"]([^'"]+)['"]/gm,
    /\b(?:import|require|require\.resolve)\(\s*['"`]([^'"`]+)['"`]/g,
  ];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
}

/** The imports of `file` that the table does not allow, in words. Tests may use any package. */
export function findForbiddenImports({ path, text }: SourceFile): string[] {
  const folder = folderOf(path);
  const rule = importTable[folder];
  if (rule === undefined) return [`${path}: the folder ${folder} is not in the import table`];
  return findImports(text).flatMap((module) => {
    const wrong = whatIsWrong(path, folder, rule, module);
    return wrong === null ? [] : [`${path} imports ${module}: ${wrong}`];
  });
}

function whatIsWrong(path: string, folder: string, rule: ImportRule, module: string): string | null {
  if (module.startsWith('.')) {
    const target = normalize(join(dirname(path), module)).replaceAll('\\', '/');
    const other = folderOf(target);
    if (target === 'package.json' || other === folder || rule.folders.includes(other)) return null;
    return `${folder} may not import ${other}`;
  }
  if (isTest(path)) return null;
  if (module.startsWith('node:')) return rule.node === false ? `${folder} does no IO` : null;
  const name = module.startsWith('@') ? module.split('/').slice(0, 2).join('/') : (module.split('/')[0] ?? '');
  return rule.packages && !rule.packages.includes(name) ? `${folder} uses ${rule.packages.join(', ')} only` : null;
}

const bannedNames = ['util', 'utils', 'helper', 'helpers', 'common', 'manager'];
const longest_lines = 400;

/** What is wrong with the name or the size of a file, in words. */
export function findUntidiness({ path, text }: SourceFile): string[] {
  const parts = path.split('/').map((part) => part.replace(/(\.(test|browser|property))*\.(tsx?|mjs|sql)$/, ''));
  const lines = text.split('\n').length - 1;
  return [
    ...parts
      .filter((part) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part))
      .map((part) => `${path}: ${part} is not kebab-case`),
    ...parts
      .filter((part) => part.split('-').some((word) => bannedNames.includes(word)))
      .map((part) => `${path}: ${part} names nothing; say what it holds`),
    ...(!isTest(path) && lines > longest_lines ? [`${path}: ${lines} lines, more than ${longest_lines}`] : []),
  ];
}
