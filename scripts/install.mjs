/**
 * Installs what is missing, so that `npm start` and `npm test` work on a fresh clone. Only what Node itself has is imported here.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { env, exit, platform } from 'node:process';

const root = dirname(import.meta.dirname);

/** Runs a command and shows what it says; whether it succeeded. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: platform === 'win32', ...options });
  if (error !== undefined && error.code !== 'ENOENT') throw error;
  return status === 0;
}

/** Installs the packages of package-lock.json unless they are there already. Ends the process when that fails. */
export function installPackages() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing packages (npm ci) …');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  if (env.npm_execpath ? run(process.execPath, [env.npm_execpath, ...args], { shell: false }) : run('npm', args)) return;
  console.error('npm ci failed. Parley is built and tested with packages from the npm registry: check that this machine can reach it.');
  exit(1);
}

function isRootOnDebian() {
  return platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/**
 * Finds the browsers that are wanted, and installs those that are not there. Ends the process with one sentence when one cannot be had.
 * @param {readonly ('chromium' | 'firefox')[]} names
 * @param {(name: 'chromium' | 'firefox') => object | null} findBrowser
 */
export function installBrowsers(names, findBrowser) {
  const missing = () => names.filter((name) => findBrowser(name) === null);
  if (missing().length > 0 && isRootOnDebian()) {
    console.log(`Installing ${missing().join(' and ')} (apt-get) …`);
    const apt = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
    const packages = missing().map((name) => (name === 'firefox' ? 'firefox-esr' : name));
    if (run('apt-get', ['update'], apt)) run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], apt);
  }
  if (missing().length > 0) {
    console.log(`Downloading ${missing().join(' and ')} (Playwright) …`);
    run(process.execPath, [join(root, 'node_modules', 'playwright', 'cli.js'), 'install', ...missing()], { shell: false });
  }
  if (missing().length === 0) return;
  console.error(
    `There is no ${missing().join(' and no ')} here and none could be installed: install Chromium (or Chrome) and Firefox, then run this again.`,
  );
  exit(1);
}
