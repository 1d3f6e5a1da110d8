// Builds the web client for Maven, and does nothing when nothing changed: `npm ci` runs only when the lock file did,
// the build only when one of its inputs did. Needs nothing but Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;
const installed = path.join(here, 'node_modules/.confab-installed');
const built = path.join(here, '../target/frontend-built');
const page = path.join(here, '../target/classes/static/index.html');

const install = ['package.json', 'package-lock.json', '.npmrc'];
const inputs = [...install, 'index.html', 'vite.config.ts', 'tsconfig.json', 'src', 'public'];

function* files(name) {
  const entry = path.join(here, name);
  if (!existsSync(entry)) return;
  const children = readdirSync(path.dirname(entry), { withFileTypes: true });
  if (children.find((child) => child.name === path.basename(entry)).isDirectory()) {
    for (const child of readdirSync(entry).sort()) yield* files(path.join(name, child));
  } else {
    yield name;
  }
}

function digest(names) {
  const hash = createHash('sha256').update(process.version);
  for (const name of names.flatMap((each) => [...files(each)])) {
    hash.update(`\0${name}\0`).update(readFileSync(path.join(here, name)));
  }
  return hash.digest('hex');
}

function upToDate(stamp, names) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest(names);
}

function npm(...args) {
  const { status, error } = spawnSync('npm', args, {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (!upToDate(installed, install)) {
  npm('ci', '--no-audit', '--no-fund');
  writeFileSync(installed, digest(install));
}
if (!upToDate(built, inputs) || !existsSync(page)) {
  npm('run', 'build', '--', '--logLevel', 'warn');
  mkdirSync(path.dirname(built), { recursive: true });
  writeFileSync(built, digest(inputs));
}
