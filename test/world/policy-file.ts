import { writeFileSync } from 'node:fs';
import { testPolicy } from './policy.js';

/** Writes the policy of the tests where the standalone stack can load it. */
writeFileSync(process.argv[2] ?? 'policy.json', JSON.stringify(testPolicy, null, 2));
