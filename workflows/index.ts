/** The one file the engine's bundler reads: every workflow type by its name. */
export { activationWorkflow } from './activation/workflow.js';
export { coordinatorWorkflow } from './activation/coordinator.js';
export { teamWorkflow } from './activation/team.js';
export { caseWorkflow } from './case/workflow.js';
export { modeWorkflow } from './mode/workflow.js';
export { replanWorkflow } from './replan/workflow.js';
export { rosterWatchWorkflow } from './roster-watch/workflow.js';
export { termWorkflow } from './term/workflow.js';
export { reshapeWorkflow } from './reshape/workflow.js';
