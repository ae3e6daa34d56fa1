/** Does the work of all items, at most `lanes` at once; the answers in their order. Throws the first error after all ended. */
export async function inLanes<T, A>(items: readonly T[], lanes: number, work: (item: T) => Promise<A>): Promise<A[]> {
  const answers: A[] = Array.from({ length: items.length });
  const left = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of left) answers[index] = await work(item);
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(lanes, items.length) }, lane));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return answers;
}
