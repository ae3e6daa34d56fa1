import v8 from 'node:v8';

/**
 * Loaded in each thread that runs workflows, before the SDK. There the SDK takes a stack trace of every promise a workflow
 * makes, translated by the source map, only to answer its query for "where does it wait": two fifths of all time that a
 * workflow costs. Without the hook it says so in the log, answers that query with nothing, and all else is as it was; the
 * stack traces of errors stay.
 */
v8.promiseHooks.createHook = () => {
  throw new Error('not used here: a case waits at two places only, and both are in its history');
};
