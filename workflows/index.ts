/** The one file the engine's bundler reads: every workflow type by its name. */
export { caseWorkflow } from './case/workflow.js';
export { replanWorkflow } from './replan/workflow.js';
export { rosterWatchWorkflow } from './roster-watch/workflow.js';
export { termWorkflow } from './term/workflow.js';
export { reshapeWorkflow } from './reshape/workflow.js';
