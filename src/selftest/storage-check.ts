/**
 * Whether this browser keeps what is stored: a vault of a profile of its own, made, filled, closed, opened again with its passphrase and with none other, and erased.
 */
import { PBKDF2_MIN_ROUNDS } from '../crypto/vault-keys.js';
import { utf8Bytes } from '../lib/bytes.js';
import type { Clock } from '../lib/clock.js';
import { ParleyError, errorCodeOf } from '../lib/errors.js';
import { eraseVault } from '../vault/erase-vault.js';
import type { OpenVault } from '../vault/open-vault.js';
import { TabLock } from '../vault/tab-lock.js';
import { VaultDoor, browserVaultPorts } from '../vault/vault-door.js';
import type { VaultPorts } from '../vault/vault-door.js';
import { SELF_TEST_PROFILE } from '../vault/vault-names.js';
import { SelfCheckError, mustBe } from './self-check.js';

const PASSPHRASE = 'self-test, of nobody';

/** Above what fills a segment, so that both stores have their part. */
const MESSAGES = 300;

async function mustHaveAll(vault: OpenVault, messages: readonly string[], when: string): Promise<void> {
  mustBe(`record, ${when}`, JSON.stringify(vault.get('record')), JSON.stringify({ kept: true }));
  const items = await vault.history('room').load();
  mustBe(`history, ${when}`, items.map(({ bytes }) => bytes.toHex()).join(' '), messages.join(' '));
  if (vault.damage.length > 0) throw new SelfCheckError(`damage, ${when}`);
}

async function checkVault(profile: string, clock: Clock, ports: VaultPorts): Promise<void> {
  const messages = Array.from({ length: MESSAGES }, (_, i) => utf8Bytes(`message ${i} of the self-test`));
  const wanted = messages.map((bytes) => bytes.toHex());
  const vault = await VaultDoor.create(profile, PASSPHRASE, clock, ports);
  try {
    await vault.put('record', { kept: true });
    await vault.history('room').append(messages);
    await mustHaveAll(vault, wanted, 'before closing');
  } finally {
    await vault.close();
  }
  await VaultDoor.unlock(profile, `${PASSPHRASE}!`, clock, ports).then(
    async (open) => {
      await open.close();
      throw new SelfCheckError('a wrong passphrase opens the vault');
    },
    (error: unknown) => {
      if (errorCodeOf(error) !== 'passphrase-wrong') throw error;
    },
  );
  const again = await VaultDoor.unlock(profile, PASSPHRASE, clock, ports);
  try {
    await mustHaveAll(again, wanted, 'after opening again');
  } finally {
    await again.close();
  }
}

/**
 * Rejects with `SelfCheckError` for the first thing that is wrong, with `vault-elsewhere` while another tab does the same, and with what the vault says. Leaves nothing
 * behind, whatever comes of it: else it rejects with what `eraseVault` says.
 */
export async function checkStorage(clock: Clock, browser: VaultPorts = browserVaultPorts): Promise<void> {
  const lock = new TabLock(SELF_TEST_PROFILE);
  if ((await lock.acquire()) === 'elsewhere') throw new ParleyError('vault-elsewhere');
  // As few rounds as there may be: what would take its time here is no secret.
  const ports = { ...browser, lock, rounds: () => Promise.resolve(PBKDF2_MIN_ROUNDS) };
  const erase = (): Promise<void> => eraseVault(SELF_TEST_PROFILE, ports, clock);
  try {
    const found = await VaultDoor.inspect(SELF_TEST_PROFILE, ports);
    if (found === 'unavailable') throw new ParleyError('storage-unavailable');
    // Left by a self-test that was cut short.
    if (found !== 'empty') await erase();
    const [used] = await Promise.allSettled([checkVault(SELF_TEST_PROFILE, clock, ports)]);
    const [erased] = await Promise.allSettled([erase()]);
    // What went wrong first says more.
    for (const step of [used, erased]) if (step.status === 'rejected') throw step.reason;
    if ((await VaultDoor.inspect(SELF_TEST_PROFILE, ports)) !== 'empty') throw new SelfCheckError('erasing');
  } finally {
    await lock.release();
  }
}
