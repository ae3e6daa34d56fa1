import { writeFileSync } from 'node:fs';
import { stagesPage } from './stages.js';

/** Writes docs/case-stages.md anew. */
writeFileSync(new URL('../../../docs/case-stages.md', import.meta.url), stagesPage());
