import { MemoryNetwork } from './memory-transport.fixture.js';
import { itConformsToTransport } from './transport-conformance.fixture.js';

itConformsToTransport('memory-transport', async () => ({ transport: new MemoryNetwork().transport(), untilFree: () => Promise.resolve() }));
