/**
 * The rules of the house that a machine can see in src/: who may import whom, who may touch the platform, unique names, file length, styles that
 * name left or right, and two ways in which a test cannot fail. There is no list of exceptions: a rule that does not fit is changed here, for everybody.
 */
import { posix } from 'node:path';
import { parseSync } from 'oxc-parser';

/**
 * What each part may import of another: everything, `only` some files, or `typesOnly`. A part is a folder of src/, or a file of src/ itself.
 * Nothing else is allowed. See DESIGN section 3 (docs/ARCHITECTURE.md).
 */
const everything = {};
const typesOnly = { typesOnly: true };
const interfaceOf = (...only) => ({ only });
const allowedImports = {
  lib: {},
  crypto: { lib: everything },
  transport: { lib: everything },
  link: { crypto: everything, transport: interfaceOf('transport/transport.ts'), lib: everything },
  log: { crypto: everything, lib: everything },
  vault: { crypto: everything, log: typesOnly, lib: everything },
  room: {
    link: everything,
    log: everything,
    vault: interfaceOf('vault/vault.ts'),
    transport: interfaceOf('transport/transport.ts'),
    lib: everything,
  },
  app: { room: everything, vault: everything, crypto: everything, lib: everything },
  // Runs the parts as they are, each by itself; only the self-test's state and the form of invites are the app's.
  selftest: {
    app: interfaceOf('app/state.ts', 'app/invite.ts'),
    vault: everything,
    link: everything,
    log: everything,
    transport: interfaceOf('transport/transport.ts', 'transport/loopback.ts'),
    crypto: everything,
    lib: everything,
  },
  i18n: { lib: everything },
  ui: {
    app: {
      typesOnly: true,
      only: [
        'app/state.ts',
        'app/room-state.ts',
        'app/people-state.ts',
        'app/mention-state.ts',
        'app/message-state.ts',
        'app/dialog-state.ts',
        'app/connection-state.ts',
        'app/find-state.ts',
        'app/poll-state.ts',
        'app/settings-state.ts',
        'app/storage-state.ts',
        'app/intents.ts',
      ],
    },
    i18n: everything,
    lib: everything,
  },
  // Tests that concern every part.
  fuzz: {},
  'main.ts': Object.fromEntries(
    ['lib', 'crypto', 'transport', 'link', 'log', 'vault', 'room', 'app', 'selftest', 'i18n', 'ui'].map((part) => [part, everything]),
  ),
};

const isPeerjsFile = (path) => /^transport\/peerjs[\w-]*\.ts$/u.test(path);
const isIn = (part) => (path) => path.startsWith(`${part}/`);

/** Packages that ship inside or beside the page, and who may import them. */
const allowedPackages = {
  peerjs: isPeerjsFile,
  'peerjs-second': isPeerjsFile,
  qr: (path) => path === 'ui/qr-picture.ts',
  'qr/decode.js': (path) => path === 'ui/parley-qr-scanner.ts',
};

/** Globals with one owner. */
const monopolies = [
  { names: ['crypto'], may: isIn('crypto'), owner: 'crypto/' },
  { names: ['Peer'], may: isPeerjsFile, owner: 'transport/peerjs*.ts' },
  { names: ['localStorage', 'sessionStorage', 'indexedDB'], may: isIn('vault'), owner: 'vault/' },
  { names: ['document'], may: (path) => isIn('ui')(path) || path === 'main.ts', owner: 'ui/ and main.ts' },
];
const globalObjects = new Set(['globalThis', 'window', 'self']);

/** Longest file that people are asked to read in one go. */
export const lineLimit = 200;
// Catalogues and tables are looked things up in, not read; tests grow with what they test.
const mayBeLong = (path) => isTest(path) || path.startsWith('i18n/') || path.endsWith('-table.ts');

const isTest = (path) => /\.(?:test|fixture)\.ts$/u.test(path);
const partOf = (path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : path);

/** Calls `see(node, parent, key)` for every node of a syntax tree. */
function walk(node, see, parent = null, key = null) {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, see, parent, key);
  } else if (node !== null && typeof node === 'object') {
    if (typeof node.type === 'string') see(node, parent, key);
    for (const [name, value] of Object.entries(node)) walk(value, see, typeof node.type === 'string' ? node : parent, name);
  }
}

/** Every import of a module: `{ from, isType }`. */
function importsOf(program) {
  const found = [];
  walk(program, (node) => {
    const source = node.source?.value;
    if (node.type === 'ImportDeclaration') found.push({ from: source, isType: node.importKind === 'type' });
    else if (node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null)) {
      found.push({ from: source, isType: node.exportKind === 'type' });
    } else if (node.type === 'ImportExpression') found.push({ from: source ?? null, isType: false });
    else if (node.type === 'TSImportType') found.push({ from: source ?? node.argument?.literal?.value ?? null, isType: true });
  });
  return found;
}

/** Names that a module declares at its top level and that are still there when the types are gone. */
function topLevelNames(program) {
  const names = [];
  const bind = (pattern) =>
    walk(pattern, (node, _parent, key) => node.type === 'Identifier' && key !== 'key' && key !== 'typeAnnotation' && names.push(node.name));
  for (const statement of program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration === null || declaration === undefined || declaration.declare === true) continue;
    if (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') names.push(declaration.id.name);
    else if (declaration.type === 'VariableDeclaration')
      for (const { id } of declaration.declarations) bind(id.type === 'Identifier' ? { type: 'Identifier', name: id.name } : id);
  }
  return names;
}

/** Names that a module reads as variables or as properties of the global object. A name of a property, a key or a type is none. */
function usedNames(program) {
  const used = new Set();
  walk(program, (node, parent, key) => {
    if (node.type === 'MemberExpression' && !node.computed && node.object.type === 'Identifier' && globalObjects.has(node.object.name))
      used.add(node.property.name);
    if (node.type !== 'Identifier') return;
    if (parent?.type === 'MemberExpression' && key === 'property' && !parent.computed) return;
    if (key === 'key' && parent?.computed !== true && parent?.shorthand !== true) return;
    if (parent?.type.startsWith('TS') && !/^TS(?:As|NonNull|Satisfies)/u.test(parent.type)) return;
    if (parent?.type === 'ImportSpecifier' || parent?.type === 'ExportSpecifier') return;
    used.add(node.name);
  });
  return used;
}

function findImportFaults(path, program, paths) {
  const faults = [];
  const targets = [];
  for (const { from, isType } of importsOf(program)) {
    if (from === null) {
      // PeerJS is found by the page's import map, which no tool may resolve ahead of the browser.
      if (!isTest(path) && !isPeerjsFile(path)) faults.push(`${path} imports a path that is computed`);
    } else if (from.startsWith('.')) {
      const target = posix.join(posix.dirname(path), from).replace(/\.js$/u, '.ts');
      targets.push(target);
      if (!from.endsWith('.js')) faults.push(`${path} imports ${from}, which does not end in .js`);
      else if (!paths.has(target)) faults.push(`${path} imports ${from}, which does not exist`);
      if (!isTest(path)) faults.push(...judgeImport(path, target, isType));
    } else if (!isTest(path) && allowedPackages[from]?.(path) !== true) faults.push(`${path} may not import the package ${from}`);
  }
  return { faults, targets };
}

function judgeImport(path, target, isType) {
  if (isTest(target)) return [`${path} imports ${target}, which is for tests`];
  const [part, targetPart] = [partOf(path), partOf(target)];
  if (part === targetPart) return [];
  const allowed = allowedImports[part]?.[targetPart];
  if (allowed === undefined) return [`${path} imports ${target}: ${part} may not import ${targetPart}`];
  if (allowed.only !== undefined && !allowed.only.includes(target))
    return [`${path} imports ${target}: ${part} may import only ${allowed.only.join(' and ')}`];
  if (allowed.typesOnly === true && !isType) return [`${path} imports ${target}: ${part} may import only types from there`];
  return [];
}

function findCycles(graph) {
  const faults = [];
  const done = new Set();
  const visit = (path, trail) => {
    if (trail.includes(path)) faults.push(`a circle of imports: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`);
    else if (!done.has(path)) {
      for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
      done.add(path);
    }
  };
  for (const path of graph.keys()) visit(path, []);
  return faults;
}

/** Modules of the product that main.ts does not reach, not even for a type: they ship nowhere. */
function findUnreached(graph) {
  if (!graph.has('main.ts')) return [];
  const reached = new Set();
  const visit = (path) => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const target of graph.get(path) ?? []) visit(target);
  };
  visit('main.ts');
  return [...graph.keys()]
    .filter((path) => !isTest(path) && !reached.has(path))
    .map((path) => `${path} is not reached from main.ts: nothing uses it`);
}

/** Ways in which a test says nothing: an accessibility check nobody waits for, and a test that keeps the others from running. */
function findTestFaults(path, program) {
  const faults = [];
  walk(program, (node, parent, key) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return;
    const isWaitedFor =
      parent?.type === 'AwaitExpression' ||
      parent?.type === 'ReturnStatement' ||
      (parent?.type === 'ArrowFunctionExpression' && key === 'body');
    if (node.callee.property.name === 'accessible' && !isWaitedFor)
      faults.push(`${path} does not await an accessibility check, so it cannot fail`);
    if (node.callee.property.name === 'only' && ['it', 'describe'].includes(node.callee.object.name))
      faults.push(`${path} runs only some of its tests (.only)`);
  });
  return faults;
}

// A declaration, as a sheet writes it: its property and its value.
const declaration = /(?<=[{;\s])([a-z-]+):\s*([^;{}]+)(?=[;}])/gu;
const partsOfValue = (value) => value.trim().match(/[^\s(]+(?:\((?:[^()]|\([^()]*\))*\))?/gu) ?? [];

/** Declarations that name a side of the page, and so would be wrong in a language that is written from right to left. */
function findSidedStyles(path, text) {
  const faults = [];
  for (const [, property, value] of text.matchAll(declaration)) {
    const [first, second, third = first, fourth = second] = partsOfValue(value);
    const isSided =
      /\b(?:left|right)\b/u.test(property) ||
      (['text-align', 'float', 'clear'].includes(property) && /\b(?:left|right)\b/u.test(value)) ||
      (/^(?:margin|padding|inset|border-width)$/u.test(property) && second !== fourth) ||
      (property === 'border-radius' && partsOfValue(value).length > 1 && (first !== second || third !== fourth));
    if (isSided) faults.push(`${path} styles a side of the page, not of the text: ${property}: ${value}`);
  }
  return faults;
}

/**
 * Everything that breaks a rule, a sentence each.
 * @param {Map<string, string>} files text of every TypeScript file by its path under src/, with `/`
 * @returns {string[]}
 */
export function findFaults(files) {
  const faults = [];
  const graph = new Map();
  const owners = new Map();
  const paths = new Set(files.keys());
  for (const [path, text] of files) {
    const { program, errors } = parseSync(path, text);
    if (errors.length > 0) {
      faults.push(`${path} is not TypeScript: ${errors[0].message}`);
      continue;
    }
    if (allowedImports[partOf(path)] === undefined) faults.push(`${path} is in no part of the house`);
    const imports = findImportFaults(path, program, paths);
    faults.push(...imports.faults);
    graph.set(path, imports.targets);
    if (isTest(path)) {
      faults.push(...findTestFaults(path, program));
      continue;
    }
    if (/^ui\/(?:.*-sheet|tokens)\.ts$/u.test(path)) faults.push(...findSidedStyles(path, text));
    const used = usedNames(program);
    for (const { names, may, owner } of monopolies) {
      for (const name of names) if (used.has(name) && !may(path)) faults.push(`${path} uses ${name}, which belongs to ${owner}`);
    }
    for (const name of topLevelNames(program)) {
      if (owners.has(name)) faults.push(`${name} is declared in ${owners.get(name)} and in ${path}: top-level names are unique`);
      else owners.set(name, path);
    }
    const lines = text.split('\n').length - 1;
    if (lines > lineLimit && !mayBeLong(path)) faults.push(`${path} has ${lines} lines, more than ${lineLimit}`);
  }
  return [...faults, ...findCycles(graph), ...findUnreached(graph)];
}
