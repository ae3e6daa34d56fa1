import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { Gather } from './gather.js';

interface Sent {
  questions: string[];
  answer: (answers: (string | Error)[]) => void;
  fail: (error: Error) => void;
}

/** A gathering whose messages wait until the test answers them. */
function gathering(options: { lanes?: number; most?: number; mostBytes?: number; crowd?: { count: number; withinMs: number; waitMs: number } } = {}) {
  const sent: Sent[] = [];
  const gather = new Gather<string, string>({
    lanes: 1,
    most: 100,
    mostBytes: 10_000,
    crowd: { count: 1_000, withinMs: 100, waitMs: 20 },
    ...options,
    send: (questions) => new Promise((answer, fail) => sent.push({ questions, answer, fail })),
  });
  const ask = (question: string, endsAt = Number.POSITIVE_INFINITY): Promise<string> => gather.ask(question, endsAt);
  /** The n-th message, once it has been sent. */
  const message = async (index: number): Promise<Sent> => {
    for (;;) {
      const found = sent[index];
      if (found !== undefined) return found;
      await setImmediate();
    }
  };
  return { ask, message, sent };
}

const echo = ({ questions, answer }: Sent): void => answer(questions.map((question) => question.toUpperCase()));

test('a question that comes alone goes at once', async () => {
  const { ask, sent } = gathering();
  const answer = ask('a');
  expect(sent.map((one) => one.questions)).toEqual([['a']]);
  echo(sent[0] as Sent);
  expect(await answer).toBe('A');
});

test('what comes while a message is under way goes together in the next, each with its own answer', async () => {
  const { ask, message, sent } = gathering();
  const answers = Promise.all(['a', 'b', 'c', 'd'].map((question) => ask(question)));
  echo(await message(0));
  echo(await message(1));
  expect(await answers).toEqual(['A', 'B', 'C', 'D']);
  expect(sent.map((one) => one.questions)).toEqual([['a'], ['b', 'c', 'd']]);
});

test('a second lane takes a second question at once', () => {
  const { ask, sent } = gathering({ lanes: 2 });
  for (const question of ['a', 'b', 'c']) void ask(question);
  expect(sent.map((one) => one.questions)).toEqual([['a'], ['b']]);
});

test('a message holds no more questions and no more bytes than it may, but always one', async () => {
  const few = gathering({ most: 2 });
  for (const question of ['a', 'b', 'c', 'd']) void few.ask(question);
  for (const index of [0, 1, 2]) echo(await few.message(index));
  expect(few.sent.map((one) => one.questions)).toEqual([['a'], ['b', 'c'], ['d']]);

  const small = gathering({ mostBytes: 8 });
  for (const question of ['a', 'bbb', 'c', 'ddddddddddd']) void small.ask(question);
  for (const index of [0, 1, 2]) echo(await small.message(index));
  expect(small.sent.map((one) => one.questions)).toEqual([['a'], ['bbb', 'c'], ['ddddddddddd']]);
});

test('the error of one is no error of the others', async () => {
  const { ask, message } = gathering();
  const answers = Promise.allSettled(['a', 'b', 'c'].map((question) => ask(question)));
  echo(await message(0));
  (await message(1)).answer([new Error('b is bad'), 'C']);
  expect((await answers).map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual(['A', 'Error: b is bad', 'C']);
});

test('a message that fails fails all it held, and those behind it go on', async () => {
  const { ask, message } = gathering();
  const answers = Promise.allSettled(['a', 'b'].map((question) => ask(question)));
  (await message(0)).fail(new Error('away'));
  echo(await message(1));
  expect((await answers).map((one) => one.status)).toEqual(['rejected', 'fulfilled']);
});

test('a question whose turn did not come in time is UNAVAILABLE and is not sent', async () => {
  const { ask, message, sent } = gathering();
  const first = ask('a');
  const late = expect(ask('b', Date.now() - 1)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  const third = ask('c');
  echo(await message(0));
  echo(await message(1));
  await late;
  expect(await Promise.all([first, third])).toEqual(['A', 'C']);
  expect(sent.map((one) => one.questions)).toEqual([['a'], ['c']]);
});

test('in a crowd even the first waits a little for the others', async () => {
  const { ask, message, sent } = gathering({ crowd: { count: 3, withinMs: 60_000, waitMs: 20 } });
  const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map((question) => ask(question)));
  echo(await message(0));
  await setImmediate();
  expect(sent).toHaveLength(1);
  const more = ask('f');
  echo(await message(1));
  expect(await answers).toEqual(['A', 'B', 'C', 'D', 'E']);
  expect(await more).toBe('F');
  expect(sent.map((one) => one.questions)).toEqual([['a'], ['b', 'c', 'd', 'e', 'f']]);
});
