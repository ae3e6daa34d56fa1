import type { OutgoingHttpHeaders } from 'node:http';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { By, type Access } from '../access/access.js';
import { Speaks } from '../openapi/speaks.js';
import { FeedStream } from './feed-stream.js';
import { FeedService } from './feed.service.js';

@ApiTags('feed')
@Controller('api/feed')
export class FeedController {
  constructor(private readonly feed: FeedService) {}

  @Get()
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Go on after this event', schema: { type: 'string', pattern: '^\\d+$' } })
  @Speaks({
    summary: 'Live updates (Server-Sent Events)',
    description:
      'Event `case` (FeedCase) tells that a case the asker may see moved, event `notice` (FeedNotice) how many messages are unread, ' +
      'event `activation` (FeedActivation) that an activation over or within the asker’s area moved. ' +
      'Updates of one case that come together are told as the newest. An id without data only moves Last-Event-ID on.',
    answers: null,
    status: 200,
    contentType: 'text/event-stream',
  })
  open(@By() { identity, token }: Access, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.feed.admit(token);
    const lastEventId = seqOf(request.headers['last-event-id']);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // Proxies of the nginx family would hold events back.
      'x-accel-buffering': 'no',
      // The connection ends with the stream, so that a stopping process does not wait for it.
      connection: 'close',
    });
    if (request.method === 'HEAD') {
      raw.end();
      return;
    }
    const stream = new FeedStream(raw, identity.actor, this.feed.startOf(lastEventId));
    const leave = this.feed.join(stream, { token, expiresAt: identity.expiresAt }, lastEventId !== null);
    raw.once('close', () => {
      leave();
      stream.end();
    });
  }
}

/** An id that is none of ours counts as none. */
function seqOf(header: string | string[] | undefined): number | null {
  const seq = typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : 0;
  return seq === 0 ? null : seq;
}
