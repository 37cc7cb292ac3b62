/**
 * For tests: what the object store `keys` of a profile holds.
 */
import { DEVICE_KEY, HEADER_COPY_KEY } from './vault-look.js';
import type { TestProfile } from './vault-test.fixture.js';

/** The copy of the header. */
export async function storedHeader(test: TestProfile): Promise<unknown> {
  return (await test.dump()).get('keys')?.get(HEADER_COPY_KEY);
}

/** The device key. */
export async function storedDeviceKey(test: TestProfile): Promise<CryptoKey> {
  return (await test.dump()).get('keys')?.get(DEVICE_KEY) as CryptoKey;
}
