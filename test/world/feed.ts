import { place } from './place.js';
import type { Person } from './people.js';

export interface FeedEvent {
  id: string;
  event: string;
  data: Record<string, unknown>;
}

/** Reads a person's live feed until `enough`; resolves with what came. */
export async function readFeed(someone: Person, enough: (events: FeedEvent[]) => boolean, lastEventId?: string): Promise<FeedEvent[]> {
  const response = await fetch(`${place.url}/api/feed`, {
    headers: {
      authorization: `Bearer ${someone.token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok || response.body === null) throw new Error(`feed: ${response.status}`);
  const events: FeedEvent[] = [];
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = parse(text.slice(0, end));
      text = text.slice(end + 2);
      if (event !== null) events.push(event);
    }
    if (enough(events)) break;
  }
  return events;
}

/** null for comments and for lines that only move the id. */
function parse(block: string): FeedEvent | null {
  const fields = Object.fromEntries(
    block.split('\n').flatMap((line) => {
      const at = line.indexOf(':');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1).trim()]] : [];
    }),
  );
  const { id = '', event, data } = fields;
  return event === undefined || data === undefined ? null : { id, event, data: JSON.parse(data) as Record<string, unknown> };
}
